using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Progress;

/// <summary>
/// <c>progress</c>: all competencies on one card; <c>progress &lt;competency&gt;</c>: its paths, levels and what is missing; <c>progress my team</c>: what
/// one's reports hold. Leads <see cref="ProgressDialog"/>.
/// </summary>
public sealed class ProgressCommand(EvidenceReader reader, CompetencyNames names, ProgressSteps steps, ProgressReplies replies, OwnChat ownChat) : ICommand
{
    public const string Team = "team";
    public const string Refresh = "refresh";
    public const string TeamVerb = "progress/team";
    public const string RefreshVerb = "progress/refresh";

    /// <summary>Under which the button that makes a card anew names its competency; not the name of the choice on the same card.</summary>
    public const string RefreshInput = "of";

    public static CommandInfo Info { get; } = new(
        "progress",
        ["overview", "how far are we", "進度", "專長認證進度", "專長認證"],
        Audience.Everybody,
        () => ProgressTexts.HelpOfProgress,
        () => Texts.ButtonProgress)
    {
        Actions =
        [
            "show", CardParts.CompetencyInput, Team, Refresh, OwnChat.Action, DialogActions.Back, DialogActions.Cancel, DialogActions.Where,
        ],
        TakesText = (_, text) => ProgressQuestion.IsTeam(text),
        OffersToGoOn = _ => false, // nothing is waited for, and the card with its buttons is still there: to be reminded of it would only disturb
        Example = () => HelpTexts.ExampleOfProgress,
        Menu = Menus.Everywhere,
    };

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        if (request.Action == CardParts.CompetencyInput && request.Text(CardParts.CompetencyInput) is not { Length: > 0 })
            return new Reply(Texts.ChooseFirst);

        var question = ProgressQuestion.Of(request, names);
        if (question.Input == ProgressInput.Team && !request.IsPersonal)
            return await ownChat.AnswerAsync(request, TeamInOwnChat(), cancellationToken);
        // A card renews itself without anybody having gone anywhere.
        var saying = request.Action == Refresh
            ? ProgressDialog.Next(ProgressStep.Overview, question.Input).Saying
            : await steps.TakeAsync(request.Viewer, question.Input, cancellationToken);
        return saying switch
        {
            ProgressSaying.Overview => await replies.OverviewAsync(evidence, request, cancellationToken),
            ProgressSaying.Competency => await replies.CompetencyAsync(evidence, question.Competency!, request, cancellationToken),
            ProgressSaying.Team => replies.Team(evidence, request),
            ProgressSaying.Left => new Reply(ProgressTexts.Left),
            _ => ProgressReplies.Choice(question, request),
        };
    }

    private static OwnChatOffer TeamInOwnChat() => new(
        Info.Name, ProgressTexts.TeamAsked, ProgressTexts.TeamTitle, ProgressTexts.TeamWhyOwnChat, new ExecuteAction(ProgressTexts.ButtonTeam, TeamVerb));
}
