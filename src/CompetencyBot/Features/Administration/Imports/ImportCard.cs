using System.Globalization;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Sources;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>What an import would change, with the buttons to decide; and once somebody has decided, what became of it.</summary>
public static class ImportCard
{
    /// <summary>Of one file; the others are in the table to download.</summary>
    private const int MostSkipped = 3;

    /// <param name="said">What is said above all, such as that somebody else was faster; null = nothing.</param>
    public static AdaptiveCard For(ImportView view, string? said = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        var title = TitleOf(view.Run.State);
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. said is null ? (IEnumerable<CardElement>)[] : [new TextBlock(said)],
                CardParts.Subtle(Origin(view)),
                .. view.Run.State == ImportState.Waiting ? (IEnumerable<CardElement>)[] : [new TextBlock(ImportWords.StateOf(view.Run, view.NameOf, view.Zone)) { Weight = "Bolder" }],
                .. view.DryRun.Files.SelectMany(file => OfFile(file, view)),
                .. view.DryRun.Refused.Select(refused => new TextBlock(Language.Format(Texts.FileRefused, Phrases.Name(refused.Name), Phrases.Escape(FileWords.Why(refused.Fault))))),
                .. Effects(view.DryRun.Effects, view.Editions, view.Run),
                .. view.Run.State == ImportState.Waiting ? (IEnumerable<CardElement>)[CardParts.Subtle(Until(view))] : [],
            ],
            title,
            Buttons(view));
    }

    public static string TitleOf(ImportState state) => state switch
    {
        ImportState.Waiting => ImportChatTexts.TitleWaiting,
        ImportState.Applied => ImportChatTexts.TitleApplied,
        ImportState.Undone => ImportChatTexts.TitleUndone,
        ImportState.Unchanged => ImportChatTexts.TitleUnchanged,
        _ => ImportChatTexts.TitleNotApplied,
    };

    /// <summary>What the levels would be, or that they stay.</summary>
    internal static IEnumerable<CardElement> Effects(IReadOnlyCollection<DryRunEffect> effects, EditionSet editions, ImportRun run)
    {
        if (run.State == ImportState.Unchanged)
            yield break;
        yield return CardParts.Subheading(ImportChatTexts.EffectTitle);
        if (effects.Count == 0)
            yield return new TextBlock(ImportChatTexts.NoEffect) { Spacing = "Small" };
        foreach (var effect in effects)
        {
            if (effects.Count > 1)
                yield return CardParts.Subtle(effect.EditionId);
            foreach (var line in CardParts.Bullets(ImportWords.Effects(effect, editions.Load(effect.EditionId))))
                yield return line;
        }
    }

    private static string Origin(ImportView view)
    {
        var at = Phrases.DateAndTime(view.Run.At, view.Zone);
        return view.Run switch
        {
            { Source: EvidenceSource.Chat, By: { } by } => Language.Format(ImportChatTexts.OriginChat, view.NameOf(by), at),
            { By: { } by } => Language.Format(ImportChatTexts.OriginAsked, ImportWords.Of(view.Run.Source), view.NameOf(by), at),
            _ => Language.Format(ImportChatTexts.Origin, ImportWords.Of(view.Run.Source), at),
        };
    }

    private static string Until(ImportView view) =>
        Language.Format(ImportChatTexts.WaitsUntil, Phrases.DateAndTime(view.Run.At + ImportRun.WaitsFor(view.Run.Source), view.Zone));

    private static IEnumerable<CardElement> OfFile(DryRunFile file, ImportView view)
    {
        yield return CardParts.Subheading(Language.Format(ImportChatTexts.FileAndKind, Phrases.Name(file.Name), FileWords.Kind(file.Kind)));
        yield return new TextBlock(What(file)) { Spacing = "Small" };
        if (file is { Diff: { TakesMuch: true } diff, Fate: FileFate.Staged })
            yield return new Container([new TextBlock(Language.Format(ImportChatTexts.TakesMuch, diff.Gone, diff.Gone + diff.Changed + diff.Same))]) { Style = "warning" };
        if (file.Fate == FileFate.Staged)
            yield return CardParts.Subtle(Replaces(file.Replaces, view.Zone));
        var words = new ImportReport(CultureInfo.CurrentUICulture);
        foreach (var row in file.Skipped.Take(MostSkipped))
            yield return CardParts.Subtle(Language.Format(ImportChatTexts.SkippedLine, row.Line, Phrases.Escape(words.Reason(row))));
        if (file.SkippedInAll > MostSkipped)
            yield return CardParts.Subtle(Language.Format(ImportChatTexts.MoreSkipped, file.SkippedInAll - MostSkipped));
    }

    private static string What(DryRunFile file) => file switch
    {
        { Fate: FileFate.Rejected, Rejection: { } rejection } => Language.Format(ImportChatTexts.FileRejected, Phrases.Escape(FileWords.Why(rejection))),
        { Fate: FileFate.NoRows } => ImportChatTexts.FileNoRows,
        { Diff: { } diff } => ImportWords.Of(diff, file.SkippedInAll),
        _ => ImportChatTexts.FileSame,
    };

    private static string Replaces(ReplacedContent? before, TimeZoneInfo zone) => before is null
        ? ImportChatTexts.ReplacesNothing
        : Language.Format(ImportChatTexts.Replaces, Phrases.Name(before.Name), ImportWords.Of(before.Source), Phrases.DateAndTime(before.ImportedAt, zone), before.Rows);

    private static CardAction[] Buttons(ImportView view)
    {
        var run = view.Run.Id;
        CardAction[] decide = view.Run.State switch
        {
            ImportState.Waiting => [ImportAction.Button(Texts.ButtonImportFiles, ImportAction.Accept, run), ImportAction.Button(Texts.ButtonDiscardFiles, ImportAction.Discard, run)],
            ImportState.Applied => [ImportAction.Button(ImportChatTexts.ButtonUndo, ImportAction.Undo, run)],
            _ => [],
        };
        return view.DryRun.Files.Any(file => file.SkippedInAll > MostSkipped)
            ? [.. decide, ButtonPress.Keeping(ImportAction.Button(ImportChatTexts.ButtonSkipped, ImportAction.Skipped, run))]
            : decide;
    }
}
