using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Connector;

/// <summary>What the connector does with a request that is in order, when nothing else is planned.</summary>
internal sealed class ConnectorService
{
    public Roster Roster { get; } = new();

    public GivenActivities Activities { get; } = new();

    public ClosedConversations Closed { get; } = new();

    /// <summary>Whom the app is installed for although they may never have written, by either of their ids.</summary>
    public ConcurrentDictionary<string, byte> Installed { get; } = new();

    public ConnectorAnswer CarryOut(ConnectorRequest request, string serviceUrl)
    {
        if (Closed.AnswerFor(request.Target) is { } closed)
            return closed;
        var conversation = request.Target!;
        return request.Operation switch
        {
            // The chat with a person is one and the same, however often it is asked for.
            ConnectorOperation.Create => Installed.ContainsKey(conversation["a:".Length..])
                ? ConnectorAnswer.Of(201, new JsonObject { ["id"] = conversation, ["serviceUrl"] = serviceUrl })
                : ConnectorAnswer.Error(403, "ForbiddenOperationException"),
            ConnectorOperation.Send or ConnectorOperation.Reply =>
                ConnectorAnswer.Of(201, new JsonObject { ["id"] = Activities.Add(conversation) }),
            ConnectorOperation.Update => Activities.Contains(conversation, request.ActivityId!)
                ? ConnectorAnswer.Of(200, new JsonObject { ["id"] = request.ActivityId })
                : ConnectorAnswer.Error(404, "ActivityNotFoundInConversation"),
            ConnectorOperation.Delete => Activities.Remove(conversation, request.ActivityId!)
                ? new ConnectorAnswer(200)
                : ConnectorAnswer.Error(404, "ActivityNotFoundInConversation"),
            ConnectorOperation.Member => Roster.Find(conversation, request.MemberId!),
            ConnectorOperation.Page => Roster.Page(conversation, request.Asked("pageSize"), request.Asked("continuationToken")),
            _ => throw new InvalidOperationException($"{request.Method} {request.RawPath} is none of the connector's calls."),
        };
    }
}
