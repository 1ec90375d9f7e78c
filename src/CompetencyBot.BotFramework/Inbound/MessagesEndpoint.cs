using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.BotFramework.Inbound;

/// <summary><c>POST /api/messages</c>: one activity in, one turn run, within the request.</summary>
internal sealed class MessagesEndpoint(Door door, TurnRunner runner, ILogger<MessagesEndpoint> log)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await AdmitAsync(context) is not { } activity)
            return;
        var turn = new Turn(activity, context.RequestServices.GetRequiredService<ConnectorClient>());
        var pipeline = context.RequestServices.GetRequiredService<TurnPipeline>();
        await runner.RunAsync(context, turn, pipeline);
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
}
