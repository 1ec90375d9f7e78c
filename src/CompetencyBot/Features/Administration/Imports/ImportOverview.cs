using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary><c>import</c>: what waits or is being read, the report of the last import, and where the content of each kind comes from.</summary>
public sealed class ImportOverview(BotDb db, AdminDirectory directory, IOptionsMonitor<OrganisationOptions> organisation)
{
    /// <summary>What a card shows of a report. 40 lines of 80 characters stay far below 25 KB.</summary>
    private const int MostLines = 40;

    /// <summary>Imports that wait for a word, each with a button.</summary>
    private const int MostWaiting = 3;

    public async Task<Reply> AnswerAsync(CancellationToken cancellationToken)
    {
        var run = await db.ImportRuns.AsNoTracking().OrderByDescending(row => row.At).FirstOrDefaultAsync(cancellationToken);
        if (run is null)
            return new Reply(ImportChatTexts.Never);
        var open = await db.ImportRuns.AsNoTracking()
            .Where(row => row.State == ImportState.Waiting || row.State == ImportState.Staging)
            .OrderByDescending(row => row.At).Take(MostWaiting).ToListAsync(cancellationToken);
        var contents = await db.Snapshots.AsNoTracking().Where(row => row.State == SnapshotState.Present).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        Guid[] runs = [.. contents.Select(content => content.RunId)];
        var senders = await db.ImportRuns.Where(row => runs.Contains(row.Id)).Select(row => new { row.Id, row.By }).ToDictionaryAsync(row => row.Id, row => row.By, cancellationToken);
        var (people, _) = await directory.ReadAsync(cancellationToken);
        return new Reply(Texts.ImportTitle, CardParts.Card(
            [
                CardParts.Heading(Texts.ImportTitle),
                .. open.Select(waiting => new TextBlock(Open(waiting, people)) { Weight = "Bolder" }),
                .. Report(run),
                .. contents.Count == 0 ? (IEnumerable<CardElement>)[] : [CardParts.Subheading(ImportChatTexts.ContentsTitle)],
                .. contents.Select(content => CardParts.Named(
                    FileWords.Kind(Enum.Parse<FileKind>(content.Kind)), Content(content, senders.GetValueOrDefault(content.RunId), people))),
            ],
            Texts.ImportTitle,
            [
                .. open.Where(waiting => waiting.State == ImportState.Waiting).Select(waiting => ImportAction.Button(ImportChatTexts.ButtonWaiting, ImportAction.Waiting, waiting.Id)),
                new ExecuteAction(Texts.ButtonReadFolder, AdminCommand.VerbOf(AdminAction.Read)),
                ImportAction.Button(ImportChatTexts.ButtonHistory, ImportAction.History),
                ImportAction.Button(ImportChatTexts.ButtonAskUndo, ImportAction.AskUndo),
            ]));
    }

    private IEnumerable<CardElement> Report(ImportRun run)
    {
        var lines = (Language.Tag == "zh-TW" ? run.ReportZhTw : run.ReportEn).Split('\n');
        yield return CardParts.Subtle(Language.Format(Texts.ImportAt, Phrases.DateAndTime(run.At, organisation.CurrentValue.Zone)));
        foreach (var line in lines.Take(MostLines))
            yield return new TextBlock(Phrases.Escape(line)) { Spacing = "Small" };
        if (lines.Length > MostLines)
            yield return CardParts.Subtle(Language.Format(Texts.ImportMoreLines, lines.Length - MostLines));
    }

    private string Open(ImportRun run, OrganisationEvidence? people)
    {
        var zone = organisation.CurrentValue.Zone;
        var origin = Language.Format(ImportChatTexts.Origin, ImportWords.Of(run.Source), Phrases.DateAndTime(run.At, zone));
        return $"{origin}: {ImportWords.StateOf(run, address => AdminDirectory.NameOf(address, people), zone)}";
    }

    private string Content(EvidenceSnapshot content, string? by, OrganisationEvidence? people)
    {
        var said = Language.Format(
            ImportChatTexts.Content, Phrases.Name(content.Name), ImportWords.Of(content.Source), Phrases.DateAndTime(content.ImportedAt, organisation.CurrentValue.Zone), content.Rows);
        return by is null ? said : Language.Format(ImportChatTexts.ContentBy, said, AdminDirectory.NameOf(by, people));
    }
}
