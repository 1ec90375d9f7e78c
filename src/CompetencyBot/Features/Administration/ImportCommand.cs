using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration;

/// <summary>
/// <c>import</c>: the report of the last reading of the import folder; and what becomes of files that were dropped into the chat.
/// </summary>
public sealed class ImportCommand(BotDb db, FileHandover files, IOptionsMonitor<OrganisationOptions> organisation) : ICommand
{
    /// <summary>What a card shows of a report. 40 lines of 80 characters stay far below 25 KB.</summary>
    private const int MostLines = 40;

    private const string Accept = "accept";
    private const string Discard = "discard";

    public static CommandInfo Info { get; } = new(
        "import", ["匯入", "上次匯入"], Audience.Admins, () => Texts.HelpOfImport, () => Texts.ButtonImport)
    { PersonalOnly = true, Actions = ["show", Accept, Discard], Group = HelpGroup.Administration };

    public static string AcceptVerb => $"{Info.Name}/{Accept}";

    public static string DiscardVerb => $"{Info.Name}/{Discard}";

    public Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Action switch
        {
            Accept => files.AcceptAsync(request, cancellationToken),
            Discard => files.DiscardAsync(request, cancellationToken),
            _ => LastReportAsync(cancellationToken),
        };
    }

    private async Task<Reply> LastReportAsync(CancellationToken cancellationToken)
    {
        var run = await db.ImportRuns.AsNoTracking().OrderByDescending(row => row.At).FirstOrDefaultAsync(cancellationToken);
        return run is null ? new Reply(Texts.ImportNever) : new Reply(Texts.ImportTitle, Card(run));
    }

    private static IEnumerable<CardElement> More(int lines) =>
        lines > 0 ? [CardParts.Subtle(Language.Format(Texts.ImportMoreLines, lines))] : [];

    private AdaptiveCard Card(ImportRun run)
    {
        var lines = (Language.Tag == "zh-TW" ? run.ReportZhTw : run.ReportEn).Split('\n');
        return CardParts.Card(
            [
                CardParts.Heading(Texts.ImportTitle),
                CardParts.Subtle(Language.Format(Texts.ImportAt, Phrases.DateAndTime(run.At, organisation.CurrentValue.Zone))),
                .. lines.Take(MostLines).Select(line => new TextBlock(Phrases.Escape(line)) { Spacing = "Small" }),
                .. More(lines.Length - MostLines),
            ],
            Texts.ImportTitle,
            new ExecuteAction(Texts.ButtonReadFolder, "admin/read"));
    }
}
