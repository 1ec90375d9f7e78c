using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Outbox;

namespace CompetencyBot.Conversation;

/// <summary>
/// Sends what a turn answers: in messages that Teams takes, in their order. What Teams cannot take now goes out later through the outbox, and
/// so does everything behind it.
/// </summary>
public sealed partial class Answers(OutboxWriter outbox, RecipientFinder conversations, CurrentConversation conversation, ILogger<Answers> logger)
{
    /// <exception cref="ConnectorException">The service refused the message itself: that is a fault of the bot.</exception>
    public Task SendAsync(Turn turn, Reply reply, CancellationToken cancellationToken) =>
        SendAsync(turn, ReplyPages.Of(reply), cancellationToken);

    /// <param name="messages">Each small enough to be sent.</param>
    /// <exception cref="ConnectorException">The service refused the message itself: that is a fault of the bot.</exception>
    public async Task SendAsync(Turn turn, IReadOnlyList<OutboundActivity> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(messages);
        for (var i = 0; i < messages.Count; i++)
        {
            switch (await SendAsync(turn, messages[i], cancellationToken))
            {
                case SendResult.Sent:
                    break;
                case SendResult.TryLater later:
                    turn.Outcome = TurnOutcome.PutOff;
                    Log.Later(logger, messages.Count - i, later.Summary());
                    await outbox.AddAnswersAsync(turn.Conversation, [.. messages.Skip(i).Select(turn.Addressed)], later.RetryAfter);
                    conversation.AnswersWaiting = true;
                    return;
                case SendResult.Unreachable gone:
                    turn.Outcome = TurnOutcome.Unreachable;
                    Log.Unreachable(logger, gone.Cause, gone.Summary());
                    await conversations.MarkUnreachableAsync(turn.Conversation.BaseId, gone.Code, CancellationToken.None);
                    return;
                case { } refused:
                    throw new ConnectorException(refused);
            }
        }
    }

    private async Task<SendResult> SendAsync(Turn turn, OutboundActivity message, CancellationToken cancellationToken)
    {
        if (conversation.AnswersWaiting && turn.BufferedReplies is null)
            return new SendResult.TryLater(null, "Earlier answers still wait.", null);
        try
        {
            return await turn.ReplyAsync(message, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new SendResult.TryLater(null, "The turn's time was over.", null); // perhaps it arrived: rather twice than never
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} answers will be sent later: {Reason}")]
        public static partial void Later(ILogger logger, int count, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "An answer reached nobody ({Cause}): {Reason}")]
        public static partial void Unreachable(ILogger logger, UnreachableCause cause, string reason);
    }
}
