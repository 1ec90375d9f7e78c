using System.Text.Json;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.BotFramework.Turns;

/// <summary>
/// Runs a turn under its own deadline, for whichever host received its activity.
/// <para>
/// The turn is not cancelled when the caller hangs up. Teams hangs up after about 15 s and delivers the activity again, but the
/// repetition is dropped by its id: stopping the first turn half-way would lose the answer for good. Nor is it cancelled when the host
/// stops: the server waits for running requests, and <see cref="TurnLimit"/> lies below the 30 s it waits.
/// </para>
/// </summary>
public sealed class TurnRunner(TimeProvider clock, ILogger<TurnRunner> log)
{
    public static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(25);

    /// <summary>Teams gives an invoke 10 to 15 s before it tells the person that the app cannot be reached.</summary>
    public static readonly TimeSpan InvokeLimit = TimeSpan.FromSeconds(8);

    /// <summary>How long an answer is tried again: Teams delivers an activity again that was not acknowledged after about 15 s.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    private static readonly InvokeResponse Done = new(200);
    private static readonly InvokeResponse NotImplemented = new(501);
    private static readonly InvokeResponse Failed = new(500);

    /// <param name="pipeline">The bot, in a scope that lives until the turn has ended.</param>
    /// <param name="reference">By which the log names this turn.</param>
    public TurnRun Run(InboundActivity activity, IConnector connector, TurnPipeline pipeline, string reference)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(pipeline);
        var limit = activity.Type == ActivityTypes.Invoke ? InvokeLimit : TurnLimit;
        var patience = activity.Type == ActivityTypes.Invoke ? InvokeLimit / 2 : AnswerLimit;
        var deadline = new CancellationTokenSource(limit, clock);
        var turn = new Turn(activity, connector, clock.GetUtcNow() + patience);
        var work = WatchedAsync(turn, pipeline, reference, deadline.Token);
        return work.IsCompleted
            ? Ended(work, deadline)
            : new TurnRun(InTimeAsync(work, activity, limit, reference, deadline.Token), EndAsync(work, deadline));
    }

    private static TurnRun Ended(Task<InvokeResponse> work, CancellationTokenSource deadline)
    {
        deadline.Dispose();
        return new TurnRun(work, Task.CompletedTask);
    }

    private static async Task EndAsync(Task work, CancellationTokenSource deadline)
    {
        using (deadline)
            await work;
    }

    private async Task<InvokeResponse> InTimeAsync(
        Task<InvokeResponse> work, InboundActivity activity, TimeSpan limit, string reference, CancellationToken deadline)
    {
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var signal = deadline.Register(late.SetResult);
        if (await Task.WhenAny(work, late.Task) == work)
            return await work;
        log.TurnTooLong(limit, activity.Type, activity.Name, reference);
        return Overdue(activity);
    }

    private async Task<InvokeResponse> WatchedAsync(Turn turn, TurnPipeline pipeline, string reference, CancellationToken deadline)
    {
        var start = clock.GetTimestamp();
        using var span = WireTelemetry.StartTurn();
        var answer = await AnswerAsync(turn, pipeline, reference, deadline);
        if (deadline.IsCancellationRequested)
            turn.Outcome = TurnOutcome.Overdue;
        WireTelemetry.EndTurn(span, turn, clock.GetElapsedTime(start));
        return answer;
    }

    private async Task<InvokeResponse> AnswerAsync(Turn turn, TurnPipeline pipeline, string reference, CancellationToken deadline)
    {
        try
        {
            var response = await pipeline.RunAsync(turn, deadline);
            if (turn.BufferedReplies is { } replies)
                return new InvokeResponse(200, JsonSerializer.SerializeToNode(new ExpectedReplies(replies), ActivityJson.Default.ExpectedReplies));
            return turn.Activity.Type == ActivityTypes.Invoke ? response ?? NotImplemented : Done;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return Overdue(turn.Activity);
        }
        catch (Exception e) // the bot has its own error layer: this is the last net, so that nothing of an exception reaches the caller
        {
            turn.Outcome = TurnOutcome.Failed;
            log.TurnFailed(e, turn.Activity.Type, turn.Activity.Name, reference);
            return Failed;
        }
    }

    /// <summary>A card shows the error itself; every other caller gets the status that Teams' own gateway would give.</summary>
    private static InvokeResponse Overdue(InboundActivity activity) => activity.Name == InvokeNames.AdaptiveCardAction
        ? InvokeResponse.Error(500, "Timeout", "This took too long. Please try again.")
        : new InvokeResponse(504);
}

/// <summary>A turn that has begun.</summary>
/// <param name="Answer">What to answer the sender, at the deadline at the latest; it never fails.</param>
/// <param name="Ended">When nothing of the turn runs any more: what it uses must live as long.</param>
public readonly record struct TurnRun(Task<InvokeResponse> Answer, Task Ended);
