using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary><c>import history</c>: who imported what when, and what became of it; the newest first, a page at a time. What brought nothing new is left out.</summary>
public sealed class ImportHistory(BotDb db, AdminDirectory directory, IOptionsMonitor<OrganisationOptions> organisation)
{
    private const int PageSize = 10;

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var page = Page.Of(request);
        var until = page.Until ?? DateTimeOffset.MaxValue;
        var runs = await db.ImportRuns.AsNoTracking()
            .Where(run => run.At <= until && run.State != ImportState.Unchanged)
            .OrderByDescending(run => run.At).ThenByDescending(run => run.Id)
            .Skip(page.Skipped(PageSize)).Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        if (runs.Count == 0)
            return new Reply(ImportChatTexts.HistoryEmpty);
        Guid[] shown = [.. runs.Take(PageSize).Select(run => run.Id)];
        var names = (await db.Snapshots.AsNoTracking().Where(row => shown.Contains(row.RunId)).OrderBy(row => row.Id).ToListAsync(cancellationToken)).ToLookup(row => row.RunId, row => row.Name);
        var (people, _) = await directory.ReadAsync(cancellationToken);
        CardAction[] more = runs.Count > PageSize
            ? [new ExecuteAction(AdminTexts.ButtonMore, $"{ImportCommand.Info.Name}/{ImportAction.History}", page.Next(page.Until ?? runs[0].At))]
            : [];
        return new Reply(ImportChatTexts.HistoryTitle, CardParts.Card(
            [CardParts.Heading(ImportChatTexts.HistoryTitle), .. runs.Take(PageSize).SelectMany(run => Lines(run, [.. names[run.Id]], people))],
            ImportChatTexts.HistoryTitle,
            [.. more, new ExecuteAction(Texts.ButtonImport, ImportCommand.Info.ShowVerb)]));
    }

    /// <param name="contents">Names of what it brought, as far as that is still there.</param>
    private IEnumerable<CardElement> Lines(ImportRun run, string[] contents, OrganisationEvidence? people)
    {
        var zone = organisation.CurrentValue.Zone;
        var at = Phrases.DateAndTime(run.At, zone);
        var source = ImportWords.Of(run.Source);
        string[] names = contents.Length > 0 ? contents : [.. (DryRun.Of(run)?.Files ?? []).Where(file => file.Fate == FileFate.Staged).Select(file => file.Name)];
        yield return CardParts.Subtle(run.By is { } by
            ? Language.Format(ImportChatTexts.OriginAsked, source, AdminDirectory.NameOf(by, people), at)
            : Language.Format(ImportChatTexts.Origin, source, at));
        if (names.Length > 0)
            yield return new TextBlock(Language.Format(ImportChatTexts.HistoryFiles, string.Join(Texts.ListSeparator, names.Select(Phrases.Name)), run.RowsInAll)) { Spacing = "None" };
        yield return new TextBlock(ImportWords.StateOf(run, address => AdminDirectory.NameOf(address, people), zone)) { Spacing = "None" };
    }
}
