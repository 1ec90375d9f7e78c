using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;

namespace CompetencyBot.Conversation;

/// <summary>Outermost layer: a turn that fails says sorry with a reference id that is also in the log, and nothing of the failure itself.</summary>
public sealed partial class ReplyOnError(Answers answers, CurrentConversation current, TimeProvider clock, ILogger<ReplyOnError> logger) : ITurnMiddleware
{
    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        try
        {
            return await next(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var reference = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N")[^8..].ToUpperInvariant();
            turn.Outcome = TurnOutcome.Failed;
            Log.Failed(logger, failure, reference, turn.Activity.Type, turn.Activity.Name);
            return await ApologiseAsync(turn, reference, cancellationToken);
        }
    }

    private async Task<InvokeResponse?> ApologiseAsync(Turn turn, string reference, CancellationToken cancellationToken)
    {
        using var language = Language.Use(current.ChosenLanguage ?? Locale.Of(turn.Activity));
        var text = Language.Format(Texts.SomethingFailed, reference);
        if (turn.Activity.Type == ActivityTypes.Invoke)
            return turn.Activity.Name == InvokeNames.AdaptiveCardAction
                ? InvokeResponse.Error(500, "InternalError", text)
                : new InvokeResponse(500); // only a card shows a sentence; a sign-in is sent again
        if (turn.Activity.Type != ActivityTypes.Message)
            return null;
        try
        {
            await answers.SendAsync(turn, new Reply(text), cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.ApologyFailed(logger, failure, reference);
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Turn failed, reference {Reference} ({Type} {Name}).")]
        public static partial void Failed(ILogger logger, Exception failure, string reference, string type, string? name);

        [LoggerMessage(Level = LogLevel.Error, Message = "The apology for reference {Reference} could not be sent.")]
        public static partial void ApologyFailed(ILogger logger, Exception failure, string reference);
    }
}
