using System.Data.Common;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Conversation;

/// <summary>
/// Teams delivers an activity again when it heard no answer within about 15 s (Activity Protocol A2033). The first delivery is recorded
/// before it runs; a repeat is dropped, an invoke's repeat gets the same answer, or "still working" while there is none. A turn that died
/// may run again after its lease.
/// </summary>
public sealed partial class IgnoreRepeats(BotDb db, TimeProvider clock, ILogger<IgnoreRepeats> logger) : ITurnMiddleware
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (turn.Activity.Id is not { Length: > 0 } id || !HasOwnId(turn.Activity.Type))
            return await next(cancellationToken);

        var seen = db.SeenActivities.Where(row => row.ConversationId == turn.Conversation.ConversationId && row.ActivityId == id);
        if (!await TakeAsync(turn.Conversation.ConversationId, id, seen, cancellationToken))
        {
            Log.Repeated(logger, turn.Activity.Type, id);
            var first = await seen.AsNoTracking().FirstOrDefaultAsync(cancellationToken);
            return first switch
            {
                { AnswerStatus: { } status } => new InvokeResponse(status, first.AnswerBody is null ? null : JsonNode.Parse(first.AnswerBody)),
                { DoneAt: null } when turn.Activity.Type == ActivityTypes.Invoke => StillRunning(turn.Activity),
                _ => null,
            };
        }

        var answer = await RunAsync(seen, next, cancellationToken);
        var now = clock.GetUtcNow();
        var body = answer?.Body?.ToJsonString();
        await seen.ExecuteUpdateAsync(
            row => row
                .SetProperty(r => r.DoneAt, now)
                .SetProperty(r => r.AnswerStatus, answer == null ? null : answer.Status)
                .SetProperty(r => r.AnswerBody, body),
            CancellationToken.None);
        return answer;
    }

    /// <summary>A reaction, an edit and a deletion carry the id of the message they are about, which was seen already.</summary>
    private static bool HasOwnId(string type) => type is ActivityTypes.Message or ActivityTypes.Invoke
        or ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate or ActivityTypes.Event;

    private static InvokeResponse StillRunning(InboundActivity activity)
    {
        using var language = Language.Use(Locale.Of(activity));
        return InvokeResponse.Message(Texts.StillRunning);
    }

    /// <summary>A turn that failed leaves no trace: whoever delivers its activity again gets another try.</summary>
    private async Task<InvokeResponse?> RunAsync(IQueryable<SeenActivity> seen, TurnStep next, CancellationToken cancellationToken)
    {
        try
        {
            return await next(cancellationToken);
        }
        catch (Exception)
        {
            await ForgetAsync(seen);
            throw;
        }
    }

    private async Task ForgetAsync(IQueryable<SeenActivity> seen)
    {
        try
        {
            await seen.ExecuteDeleteAsync(CancellationToken.None);
        }
        catch (DbException failure)
        {
            Log.NotForgotten(logger, failure); // The turn's own failure is the one to report; the lease ends by itself.
        }
    }

    private async Task<bool> TakeAsync(string conversationId, string activityId, IQueryable<SeenActivity> seen, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var row = new SeenActivity { ConversationId = conversationId, ActivityId = activityId, SeenAt = now };
        db.SeenActivities.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            var leaseEnded = now - Lease;
            return await seen
                .Where(r => r.DoneAt == null && r.SeenAt < leaseEnded)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.SeenAt, now), cancellationToken) == 1;
        }
        finally
        {
            db.Entry(row).State = EntityState.Detached;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Repeated delivery of {Type} {Id} dropped.")]
        public static partial void Repeated(ILogger logger, string type, string id);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A failed turn could not be forgotten; its repeats are dropped until its lease ends.")]
        public static partial void NotForgotten(ILogger logger, Exception failure);
    }
}
