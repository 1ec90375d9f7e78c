using CompetencyBot.Conversation;
using CompetencyBot.Handouts;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>
/// <c>import</c>: the report of the last import and where the data comes from; what becomes of an import that waits for a word; the undo of the last one; and who imported what.
/// </summary>
public sealed class ImportCommand(ImportOverview overview, ImportHistory history, ImportDecisions decisions, ImportUndo undo, HandoutOffers offers) : ICommand
{
    public static CommandInfo Info { get; } = new(
        "import", ["匯入", "上次匯入"], Audience.Admins, () => Texts.HelpOfImport, () => Texts.ButtonImport)
    { PersonalOnly = true, Actions = ImportAction.All, Parts = ImportAction.Parts, Group = HelpGroup.Administration };

    public Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (request.Action ?? ImportAction.Typed(request.Argument)) switch
        {
            ImportAction.Accept => decisions.AcceptAsync(request, cancellationToken),
            ImportAction.Discard => decisions.DiscardAsync(request, cancellationToken),
            ImportAction.Waiting => decisions.ShowAsync(request, cancellationToken),
            ImportAction.Undo => undo.UndoAsync(request, cancellationToken),
            ImportAction.AskUndo => undo.AskAsync(request, cancellationToken),
            ImportAction.History => history.AnswerAsync(request, cancellationToken),
            ImportAction.Skipped => offers.OfferAsync(SkippedRowsCsv.File, request.Viewer, cancellationToken, ImportAction.RunOf(request)?.ToString("N")),
            _ => overview.AnswerAsync(cancellationToken),
        };
    }
}
