using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>Somebody who wants to be told of changes of users.</summary>
/// <param name="ChangeType">One or several of <c>created</c>, <c>updated</c>, <c>deleted</c>, with commas.</param>
public sealed record GraphSubscription(string Id, string ChangeType, string Resource, string NotificationUrl, DateTimeOffset ExpirationDateTime)
{
    public string? LifecycleNotificationUrl { get; init; }

    public string? ClientState { get; init; }

    /// <summary>A soft deletion is an update: only what is gone for ever is <c>deleted</c>.</summary>
    internal static string ChangeTypeOf(ChangeKind kind) => kind == ChangeKind.Gone ? "deleted" : "updated";

    internal bool Wants(string changeType) => GraphRequest.ListOf(ChangeType).Contains(changeType);

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["resource"] = Resource,
        ["changeType"] = ChangeType,
        ["clientState"] = ClientState,
        ["notificationUrl"] = NotificationUrl,
        ["lifecycleNotificationUrl"] = LifecycleNotificationUrl,
        ["expirationDateTime"] = GraphAnswer.Time(ExpirationDateTime),
    };

    /// <summary>Says only who changed, nothing of what.</summary>
    internal JsonObject Notification(string changeType, string userId, string tenantId)
    {
        var notification = Envelope(tenantId);
        notification["changeType"] = changeType;
        notification["resource"] = $"Users/{userId}";
        notification["resourceData"] = new JsonObject
        {
            ["@odata.type"] = "#Microsoft.Graph.User",
            ["@odata.id"] = $"Users/{userId}",
            ["id"] = userId,
            ["organizationId"] = tenantId,
        };
        return notification;
    }

    /// <param name="lifecycleEvent">For example <c>reauthorizationRequired</c>, the only one that there is for users.</param>
    internal JsonObject Lifecycle(string lifecycleEvent, string tenantId)
    {
        var notification = Envelope(tenantId);
        notification["lifecycleEvent"] = lifecycleEvent;
        return notification;
    }

    private JsonObject Envelope(string tenantId) => new()
    {
        ["subscriptionId"] = Id,
        ["subscriptionExpirationDateTime"] = GraphAnswer.Time(ExpirationDateTime),
        ["tenantId"] = tenantId,
        ["clientState"] = ClientState,
    };
}
