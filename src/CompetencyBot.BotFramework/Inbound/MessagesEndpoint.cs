using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.BotFramework.Inbound;

/// <summary><c>POST /api/messages</c>: one activity in, one turn run, within the request.</summary>
internal sealed class MessagesEndpoint(Door door, TurnRunner runner, IConnector connector, ILogger<MessagesEndpoint> log)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await AdmitAsync(context) is not { } activity)
            return;
        var pipeline = context.RequestServices.GetRequiredService<TurnPipeline>();
        var run = runner.Run(activity, connector, pipeline, context.TraceIdentifier);
        try
        {
            await WriteAsync(context.Response, await run.Answer);
            if (!run.Ended.IsCompleted)
                await context.Response.CompleteAsync();
        }
        finally
        {
            await run.Ended; // the scope of this request is the turn's
        }
    }

    private async Task<InboundActivity?> AdmitAsync(HttpContext context)
    {
        var (caller, refusal) = await door.AdmitAsync(context);
        if (refusal is not null)
            return await RefuseAsync(context, refusal);

        var (activity, fault) = await ActivityReader.ReadAsync(context.Request);
        if ((fault ?? door.Check(caller, activity!)) is { } refused)
            return await RefuseAsync(context, refused);
        return activity;
    }

    private async Task<InboundActivity?> RefuseAsync(HttpContext context, Refusal refusal)
    {
        log.Refused(refusal.Status, refusal.Reason, context.TraceIdentifier);
        await refusal.WriteAsync(context);
        return null;
    }

    private static Task WriteAsync(HttpResponse response, InvokeResponse answer)
    {
        response.StatusCode = answer.Status;
        return answer.Body is { } body ? JsonBody.WriteAsync(response, json => body.WriteTo(json)) : Task.CompletedTask;
    }
}
