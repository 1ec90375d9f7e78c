using System.Data.Common;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Storage;

namespace CompetencyBot.Conversation;

/// <summary>
/// Teams delivers an activity again when it heard no answer within about 15 s (Activity Protocol A2033). The first delivery is recorded
/// before it runs, whichever instance it came to; a repeat is dropped, and an invoke's repeat gets the same answer. A turn that died may run
/// again after its lease.
/// </summary>
public sealed partial class IgnoreRepeats(SeenActivities seen, TimeProvider clock, ILogger<IgnoreRepeats> logger) : ITurnMiddleware
{
    /// <summary>How often the repeat of an invoke looks whether the first one, maybe on another instance, has its answer.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Within the time of an invoke, with room for saying so.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(7);

    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (turn.Activity.Id is not { Length: > 0 } id || !HasOwnId(turn.Activity.Type))
            return await next(cancellationToken);

        var conversation = turn.Conversation.ConversationId;
        while (!await seen.TakeAsync(conversation, id, cancellationToken))
        {
            Log.Repeated(logger, turn.Activity.Type, id);
            turn.Outcome = TurnOutcome.Repeated;
            if (turn.Activity.Type != ActivityTypes.Invoke)
                return null;
            var (found, first) = await SameAnswerAsync(turn, id, cancellationToken);
            if (found)
                return first;
        }

        turn.Outcome = TurnOutcome.Done;
        var answer = await RunAsync(conversation, id, next, cancellationToken);
        await EndAsync(conversation, id, answer);
        return answer;
    }

    /// <summary>What was answered stays answered, also when that cannot be written down.</summary>
    private async Task EndAsync(string conversation, string id, InvokeResponse? answer)
    {
        try
        {
            await seen.EndAsync(conversation, id, answer?.Status, answer?.Body?.ToJsonString());
        }
        catch (DbException failure)
        {
            Log.NotEnded(logger, failure);
        }
    }

    /// <summary>A reaction, an edit and a deletion carry the id of the message they are about, which was seen already.</summary>
    private static bool HasOwnId(string type) => type is ActivityTypes.Message or ActivityTypes.Invoke
        or ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate or ActivityTypes.Event;

    /// <returns>Not found when the first delivery failed: then this one is another try.</returns>
    private async Task<(bool Found, InvokeResponse? Answer)> SameAnswerAsync(Turn turn, string id, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + LongestLook;
        while (await seen.FindAsync(turn.Conversation.ConversationId, id, cancellationToken) is { } first)
        {
            if (first.DoneAt is not null)
                return (true, first.AnswerStatus is { } status ? new(status, first.AnswerBody is { } body ? JsonNode.Parse(body) : null) : null);
            if (clock.GetUtcNow() >= until)
                return (true, StillRunning(turn.Activity));
            await Task.Delay(LookEvery, clock, cancellationToken);
        }

        return (false, null);
    }

    /// <summary>Only a card shows a sentence; every other invoke is sent again.</summary>
    private static InvokeResponse StillRunning(InboundActivity activity)
    {
        if (activity.Name != InvokeNames.AdaptiveCardAction)
            return new InvokeResponse(StatusCodes.Status504GatewayTimeout);
        using var language = Language.Use(Locale.Of(activity));
        return InvokeResponse.Message(Texts.StillRunning);
    }

    /// <summary>A turn that failed leaves no trace: whoever delivers its activity again gets another try.</summary>
    private async Task<InvokeResponse?> RunAsync(string conversation, string id, TurnStep next, CancellationToken cancellationToken)
    {
        try
        {
            return await next(cancellationToken);
        }
        catch (Exception)
        {
            await ForgetAsync(conversation, id);
            throw;
        }
    }

    private async Task ForgetAsync(string conversation, string id)
    {
        try
        {
            await seen.ForgetAsync(conversation, id);
        }
        catch (DbException failure)
        {
            Log.NotForgotten(logger, failure); // The turn's own failure is the one to report; the lease ends by itself.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Repeated delivery of {Type} {Id} dropped.")]
        public static partial void Repeated(ILogger logger, string type, string id);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The end of a turn could not be recorded; a repeat after its lease runs it again.")]
        public static partial void NotEnded(ILogger logger, Exception failure);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A failed turn could not be forgotten; its repeats are dropped until its lease ends.")]
        public static partial void NotForgotten(ILogger logger, Exception failure);
    }
}
