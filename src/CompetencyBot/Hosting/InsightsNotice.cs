using CompetencyBot.Conversation;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Outbox;
using CompetencyBot.Sources.Insights;
using CompetencyBot.Storage;
using CompetencyBot.Timing;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Hosting;

/// <summary>
/// Tells the admins, in their language and working hours, what went wrong with the reports of Partner Center, each trouble once; and whoever asked for the reports
/// that they have arrived.
/// </summary>
public sealed class InsightsNotice(
    BotDb db, EvidenceReader reader, AdminRecipients admins, RecipientFinder recipients, RecipientTime time, OutboxWriter outbox)
{
    /// <summary>Between somebody's asking and the order there is no more than a run of the job.</summary>
    private static readonly TimeSpan OrderTakes = TimeSpan.FromMinutes(15);

    /// <param name="rows">Of all datasets, as they are now.</param>
    /// <param name="arrived">Those whose file was taken over in this moment.</param>
    public async Task TellAsync(
        IReadOnlyList<InsightsDataset> rows, IReadOnlyList<InsightsDataset> arrived, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(arrived);
        var troubled = rows.Where(row => InsightsPace.IsNews(row, now)).ToList();
        if (troubled.Count > 0)
            await TellTroublesAsync(troubled, now, cancellationToken);
        if (arrived.Count > 0 && rows.All(row => row.Step != InsightsStep.Ordered))
            await TellAskersAsync(rows, arrived.Min(row => row.OrderedAt!.Value) - OrderTakes, cancellationToken);
    }

    private async Task TellTroublesAsync(List<InsightsDataset> troubled, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return; // without an edition nobody is told anything
        foreach (var admin in await admins.OfAsync(evidence, cancellationToken))
            foreach (var same in troubled.GroupBy(SubjectOf))
            {
                using var language = Language.Use(admin.Locale);
                var since = same.Min(row => row.ProblemSince!.Value).ToUnixTimeSeconds();
                await outbox.AddAsync(
                    $"insights|{same.Key}|{since}|{admin.Address.ToLowerInvariant()}",
                    admin.Address,
                    ReplyPages.Of(new Reply(Words(same.First(), string.Join(Texts.ListSeparator, same.Select(InsightsWords.NameOf))))),
                    cancellationToken,
                    time.DueAt(admin.Person, now));
            }
    }

    private async Task TellAskersAsync(IReadOnlyList<InsightsDataset> rows, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var asked = await db.Audit.AsNoTracking()
            .Where(entry => entry.Action == AuditActions.PartnerCenterFetched && entry.At >= since)
            .OrderBy(entry => entry.At)
            .ToListAsync(cancellationToken);
        foreach (var last in asked.GroupBy(entry => entry.By).Select(entries => entries.Last()))
        {
            using var language = Language.Use(await recipients.FindLocaleAsync(last.By, cancellationToken));
            var lines = rows.Select(row => Language.Format(
                InsightsTexts.NameAndState, InsightsWords.NameOf(row), InsightsWords.ProblemOf(row) ?? Language.Format(InsightsTexts.Rows, row.Rows)));
            var text = string.Join("\n\n", [InsightsTexts.Arrived, .. lines]);
            await outbox.AddAsync($"insights-arrived|{last.Id:N}", last.By, ReplyPages.Of(new Reply(text)), cancellationToken);
        }
    }

    /// <summary>What is the same of all datasets is told once.</summary>
    private static string SubjectOf(InsightsDataset row) =>
        Enum.TryParse<InsightsTrouble>(row.Problem, out var trouble) && InsightsPace.IsOfAll(trouble) ? row.Problem : $"{row.Problem}|{row.Kind}";

    private static string Words(InsightsDataset row, string names) =>
        Language.Format(InsightsTexts.Trouble, names, InsightsWords.ProblemOf(row) ?? "");
}
