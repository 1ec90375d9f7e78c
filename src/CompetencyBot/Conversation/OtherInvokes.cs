using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;

namespace CompetencyBot.Conversation;

/// <summary>
/// The owner of every invoke that is no button of a card and that no layer before it has taken, as <c>SignInWindow</c> takes a sign-in that somebody
/// waits for. What is left is late or a client's own idea, since the bot offers no forms, files or token exchange: each gets the answer by which the
/// client goes on, and a name that is not known gets none (501).
/// </summary>
public sealed partial class OtherInvokes(ViewerFinder viewers, Answers answers, ILogger<OtherInvokes> logger) : ITurnMiddleware
{
    private static readonly InvokeResponse Taken = new(StatusCodes.Status200OK);
    private static readonly InvokeResponse NoSignInWaits = new(StatusCodes.Status404NotFound);

    public Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        return turn.Activity is not { Type: ActivityTypes.Invoke, Name: not InvokeNames.AdaptiveCardAction }
            ? next(cancellationToken)
            : AnswerAsync(turn, cancellationToken);
    }

    private async Task<InvokeResponse?> AnswerAsync(Turn turn, CancellationToken cancellationToken) => turn.Activity.Name switch
    {
        InvokeNames.SignInVerifyState => NoSignInWaits,
        InvokeNames.SignInTokenExchange => Decline(TokenExchange.Of(turn.Activity)),
        InvokeNames.SignInFailure => Note(SignInFailure.Of(turn.Activity)),
        InvokeNames.TaskFetch or InvokeNames.TaskSubmit => InvokeResponse.TaskMessage(await SayAsync(turn, () => Texts.FormOutdated, cancellationToken)),
        InvokeNames.MessageSubmitAction => Note(Feedback.Of(turn.Activity)),
        InvokeNames.FileConsent => await AnswerConsentAsync(turn, cancellationToken),
        _ => null,
    };

    private static InvokeResponse Decline(TokenExchange? request) => request is { Id.Length: > 0, ConnectionName.Length: > 0, Token.Length: > 0 }
        ? InvokeResponse.NotExchanged(StatusCodes.Status412PreconditionFailed, request, "No sign-in waits for this token.")
        : InvokeResponse.NotExchanged(StatusCodes.Status400BadRequest, request, "The value needs id, connectionName and token.");

    private InvokeResponse Note(SignInFailure? failure)
    {
        Log.SignInFailed(logger, Plain(failure?.Code));
        return Taken;
    }

    private InvokeResponse Note(Feedback? feedback)
    {
        if (feedback is not null)
            Log.Rated(logger, Plain(feedback.Reaction), feedback.Text is null ? "without" : "with");
        return Taken;
    }

    /// <exception cref="ConnectorException">The sentence did not arrive.</exception>
    private async Task<InvokeResponse> AnswerConsentAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (FileConsent.Of(turn.Activity) is not { Action: "accept" })
            return Taken;
        var text = await SayAsync(turn, () => Texts.FileNotOffered, cancellationToken);
        await answers.SendAsync(turn, new Reply(text), cancellationToken);
        return Taken;
    }

    /// <summary>In the person's language.</summary>
    private async Task<string> SayAsync(Turn turn, Func<string> text, CancellationToken cancellationToken)
    {
        var viewer = await viewers.FindAsync(turn, cancellationToken);
        using var language = Language.Use(viewer.LocaleOr(turn.Activity));
        return text();
    }

    /// <summary>A code is one word; whatever else the sender wrote there may be about a person, or meant to look like another line.</summary>
    private static string Plain(string? code) =>
        code is { Length: > 0 and <= 60 } && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? code : "(unreadable)";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A client could not sign a person in: {Code}.")]
        public static partial void SignInFailed(ILogger logger, string code);

        [LoggerMessage(Level = LogLevel.Information, Message = "Somebody rated an answer: {Reaction}, {With} words.")]
        public static partial void Rated(ILogger logger, string reaction, string with);
    }
}
