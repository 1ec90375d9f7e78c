using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Sources;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>Asks whether an import is to be undone, or says why it cannot be.</summary>
public static class UndoCard
{
    /// <param name="effects">What the levels would be.</param>
    public static AdaptiveCard Question(UndoOutlook outlook, IReadOnlyCollection<DryRunEffect> effects, ImportView view)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        ArgumentNullException.ThrowIfNull(view);
        return Card(
            view,
            [
                .. outlook.Contents.Select(content => new TextBlock(Line(content, outlook, view)) { Spacing = "Small" }),
                .. ImportCard.Effects(effects, view.Editions, view.Run),
            ],
            ImportAction.Button(ImportChatTexts.ButtonUndo, ImportAction.Undo, view.Run.Id),
            ImportAction.Button(ImportChatTexts.ButtonLeave, ImportAction.Show));
    }

    public static AdaptiveCard Refused(UndoOutlook outlook, ImportView view)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        ArgumentNullException.ThrowIfNull(view);
        return Card(view, [new TextBlock(Why(outlook, view))]);
    }

    private static AdaptiveCard Card(ImportView view, IEnumerable<CardElement> body, params IReadOnlyList<CardAction> buttons) => CardParts.Card(
        [
            CardParts.Heading(ImportChatTexts.UndoTitle),
            CardParts.Subtle(Language.Format(ImportChatTexts.Origin, ImportWords.Of(view.Run.Source), Phrases.DateAndTime(view.Run.At, view.Zone))),
            CardParts.Subtle(ImportWords.StateOf(view.Run, view.NameOf, view.Zone)),
            .. body,
        ],
        ImportChatTexts.UndoTitle,
        buttons);

    private static string Line(EvidenceSnapshot content, UndoOutlook outlook, ImportView view)
    {
        var kind = FileWords.Kind(Enum.Parse<FileKind>(content.Kind));
        return outlook.Back.FirstOrDefault(back => back.Kind == content.Kind) is { } back
            ? Language.Format(
                ImportChatTexts.ComesBack, kind, Phrases.Name(back.Name), ImportWords.Of(back.Source), Phrases.DateAndTime(back.ImportedAt, view.Zone), back.Rows, content.Rows)
            : Language.Format(ImportChatTexts.WouldBeEmpty, kind, content.Rows);
    }

    private static string Why(UndoOutlook outlook, ImportView view) => outlook switch
    {
        { Obstacle: UndoObstacle.AlreadyUndone } => ImportChatTexts.UndoneAlready,
        { Obstacle: UndoObstacle.NotApplied } => ImportChatTexts.UndoNotApplied,
        { Obstacle: UndoObstacle.Newer, Newer: { } newer } => Language.Format(
            ImportChatTexts.UndoNewer,
            FileWords.Kind(Enum.Parse<FileKind>(newer.Kind)), Phrases.Name(newer.Name), ImportWords.Of(newer.Source), Phrases.DateAndTime(newer.ImportedAt, view.Zone)),
        _ => ImportChatTexts.UndoGone,
    };
}
