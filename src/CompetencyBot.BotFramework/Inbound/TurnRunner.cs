using System.Text.Json;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.BotFramework.Inbound;

/// <summary>
/// Runs a turn under its own deadline and writes the HTTP answer.
/// <para>
/// The turn is not cancelled when the caller hangs up. Teams hangs up after about 15 s and delivers the activity again, but the
/// repetition is dropped by its id: stopping the first turn half-way would lose the answer for good. Nor is it cancelled when the host
/// stops: the server waits for running requests, and <see cref="TurnLimit"/> lies below the 30 s it waits.
/// </para>
/// </summary>
internal sealed class TurnRunner(TimeProvider clock, ILogger<TurnRunner> log)
{
    public static readonly TimeSpan TurnLimit = TimeSpan.FromSeconds(25);

    /// <summary>Teams gives an invoke 10 to 15 s before it tells the person that the app cannot be reached.</summary>
    public static readonly TimeSpan InvokeLimit = TimeSpan.FromSeconds(8);

    private static readonly InvokeResponse Done = new(StatusCodes.Status200OK);
    private static readonly InvokeResponse NotImplemented = new(StatusCodes.Status501NotImplemented);
    private static readonly InvokeResponse Failed = new(StatusCodes.Status500InternalServerError);

    public async Task RunAsync(HttpContext context, Turn turn, TurnPipeline pipeline)
    {
        var limit = turn.Activity.Type == ActivityTypes.Invoke ? InvokeLimit : TurnLimit;
        using var deadline = new CancellationTokenSource(limit, clock);
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var signal = deadline.Token.Register(late.SetResult);

        var work = AnswerAsync(turn, pipeline, context.TraceIdentifier, deadline.Token);
        if (await Task.WhenAny(work, late.Task) == late.Task)
        {
            log.TurnTooLong(limit, turn.Activity.Type, turn.Activity.Name, context.TraceIdentifier);
            await WriteAsync(context.Response, Overdue(turn.Activity));
            await context.Response.CompleteAsync();
            await work; // what it uses lives as long as this request
            return;
        }

        await WriteAsync(context.Response, await work);
    }

    private async Task<InvokeResponse> AnswerAsync(Turn turn, TurnPipeline pipeline, string reference, CancellationToken deadline)
    {
        try
        {
            var response = await pipeline.RunAsync(turn, deadline);
            if (turn.BufferedReplies is { } replies)
                return new InvokeResponse(StatusCodes.Status200OK, ToJson(new ExpectedReplies(replies)));
            return turn.Activity.Type == ActivityTypes.Invoke ? response ?? NotImplemented : Done;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return Overdue(turn.Activity);
        }
        catch (Exception e) // the bot has its own error layer: this is the last net, so that nothing of an exception reaches the caller
        {
            log.TurnFailed(e, turn.Activity.Type, turn.Activity.Name, reference);
            return Failed;
        }
    }

    private static JsonNode? ToJson(ExpectedReplies replies) =>
        JsonSerializer.SerializeToNode(replies, ActivityJson.Default.ExpectedReplies);

    /// <summary>A card shows the error itself; every other caller gets the status that Teams' own gateway would give.</summary>
    private static InvokeResponse Overdue(InboundActivity activity) => activity.Name == InvokeNames.AdaptiveCardAction
        ? InvokeResponse.Error(StatusCodes.Status500InternalServerError, "Timeout", "This took too long. Please try again.")
        : new InvokeResponse(StatusCodes.Status504GatewayTimeout);

    private static Task WriteAsync(HttpResponse response, InvokeResponse answer)
    {
        response.StatusCode = answer.Status;
        return answer.Body is { } body ? JsonBody.WriteAsync(response, json => body.WriteTo(json)) : Task.CompletedTask;
    }
}
