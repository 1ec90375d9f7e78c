using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Schema;
using Microsoft.Extensions.Options;

namespace CompetencyBot.BotFramework.Connector;

/// <summary>
/// In what order, how fast and how often calls are made. Within a conversation one call follows the other; the limits of Teams (page
/// "Optimize your bot with rate limiting in Teams") are kept rather than run into; what may pass (412, 429, 502, 503, 504) is tried again
/// after the wait that the service names, else after growing waits with some chance in them.
/// </summary>
public sealed class SendPace(IOptions<BotFrameworkOptions> options, ICallBudget budget, TimeProvider clock)
{
    /// <summary>
    /// Somebody who waits for an answer is held up by limits on the last seconds only. Half a minute would be too long, and nobody types that
    /// much; should the service object nevertheless, its 429 says how long to wait.
    /// </summary>
    private static readonly TimeSpan LongestWindowForAnswers = TimeSpan.FromSeconds(2);

    /// <summary>What nobody waits for is rather put back than held longer than this, so that others get their turn.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly Lanes _sends = new(options.Value.SendLimits, clock);
    private readonly Lanes _reads = new(options.Value.ReadLimits, clock);

    /// <summary>How many conversations are remembered, for as long as the widest limit looks back.</summary>
    public int ConversationsRemembered => _sends.Count + _reads.Count;

    /// <param name="call">One attempt.</param>
    internal Task<Called<T>> SendAsync<T>(
        ConversationReference conversation, DateTimeOffset? until, Func<Task<Called<T>>> call, CancellationToken cancellationToken)
        where T : class => RunAsync(CallKind.Send, conversation, until, call, cancellationToken);

    internal Task<Called<T>> ReadAsync<T>(
        ConversationReference conversation, DateTimeOffset? until, Func<Task<Called<T>>> call, CancellationToken cancellationToken)
        where T : class => RunAsync(CallKind.Read, conversation, until, call, cancellationToken);

    private async Task<Called<T>> RunAsync<T>(
        CallKind kind, ConversationReference conversation, DateTimeOffset? until, Func<Task<Called<T>>> call, CancellationToken cancellationToken)
        where T : class
    {
        var thread = conversation.BaseId; // Teams counts a channel's threads together
        using var lane = await (kind == CallKind.Send ? _sends : _reads).EnterAsync(thread, until, cancellationToken);
        if (lane is null)
            return new Called<T>(new SendResult.TryLater(null, "Earlier messages to the conversation are still on their way.", null), null);
        for (var attempt = 1; ; attempt++)
        {
            var planned = Planned(kind, conversation, until);
            if (await WaitAsync(lane.History, planned, cancellationToken) is { } put)
                return new Called<T>(put, null);
            var called = await call();
            lane.History.Add(clock.GetUtcNow()); // the service has seen the call by now, so its window ends no later than ours
            if (called.Result is not SendResult.TryLater { Status: not null } later)
                return called;

            var pause = later.RetryAfter ?? Pause(thread, attempt);
            var again = clock.GetUtcNow() + pause;
            if (later.RetryAfter is not null)
            {
                lane.History.Close(again);
                await budget.CloseAsync(planned, again);
            }

            if (until is null || again > until)
                return called;
            await PassAsync(pause, cancellationToken);
        }
    }

    private PlannedCall Planned(CallKind kind, ConversationReference conversation, DateTimeOffset? until) => new(
        kind,
        conversation.BaseId,
        conversation.TenantId ?? conversation.ServiceUrl,
        kind == CallKind.Send ? _sends.Limits : _reads.Limits)
    {
        SomebodyWaits = until is not null,
        LongestWindow = until is null ? TimeSpan.MaxValue : LongestWindowForAnswers,
        Patience = until is { } end ? end - clock.GetUtcNow() : LongestHold,
    };

    /// <returns>Null when the call may be made; else what to tell a caller for whom that would be too late.</returns>
    private async Task<SendResult?> WaitAsync(CallHistory history, PlannedCall call, CancellationToken cancellationToken)
    {
        var wait = history.FreeAt(call.LongestWindow) - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
            WireTelemetry.Waited("conversation", wait);
        if (wait > TimeSpan.Zero && wait > call.Patience)
            return Full(wait);
        if (wait > TimeSpan.Zero)
            await PassAsync(wait, cancellationToken);
        var place = await budget.TakeAsync(call, cancellationToken);
        if (!place.IsTaken)
            return Full(place.Wait);
        if (place.Wait > TimeSpan.Zero)
        {
            WireTelemetry.Waited("tenant", place.Wait);
            await PassAsync(place.Wait, cancellationToken);
        }

        return null;
    }

    /// <summary><see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/> cuts off parts of a millisecond, and would end before the window does.</summary>
    private Task PassAsync(TimeSpan wait, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), clock, cancellationToken);

    private static SendResult.TryLater Full(TimeSpan wait) => new(null, "The conversation has had as many messages as Teams takes for now.", wait);

    /// <summary>1 s, 2 s, 4 s …, up to a fifth less or more, so that conversations that failed together do not come back together.</summary>
    private TimeSpan Pause(string thread, int attempt)
    {
        var chance = (uint)HashCode.Combine(thread, attempt, clock.GetTimestamp()) / (double)uint.MaxValue;
        return FirstPause * Math.Pow(2, Math.Min(attempt - 1, 5)) * (0.8 + (0.4 * chance));
    }
}

/// <summary>How one call ended, and its answer when that could be read.</summary>
internal readonly record struct Called<T>(SendResult Result, T? Body)
    where T : class;
