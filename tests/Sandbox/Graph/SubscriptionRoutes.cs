using System.Globalization;
using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Graph;

internal sealed class SubscriptionRoutes(FakeSubscriptions subscriptions, TimeProvider clock)
{
    private const int LongestClientState = 128;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(41_760);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(45);
    private static readonly string[] ChangeTypes = ["created", "updated", "deleted"];

    public void Map(GraphRoutes routes)
    {
        routes.Add("GET", "/subscriptions", GraphConsent.ReadUsers, [], _ => List());
        routes.Add("POST", "/subscriptions", GraphConsent.ReadUsers, [], CreateAsync);
        routes.Add("GET", "/subscriptions/{id}", GraphConsent.ReadUsers, [], request => Of(request, subscription => subscription));
        routes.Add("PATCH", "/subscriptions/{id}", GraphConsent.ReadUsers, [], Renew);
        routes.Add("DELETE", "/subscriptions/{id}", GraphConsent.ReadUsers, [], request => WithoutBody(request, End));
        routes.Add("POST", "/subscriptions/{id}/reauthorize", GraphConsent.ReadUsers, [], request => WithoutBody(request, subscription => subscription));
    }

    private GraphAnswer List() =>
        GraphAnswer.Ok(new JsonObject { ["value"] = new JsonArray([.. subscriptions.All.Select(subscription => subscription.ToJson())]) });

    private async Task<GraphAnswer> CreateAsync(GraphRequest request)
    {
        if (Read(request.Body) is not { } wanted)
            return Invalid("The request is invalid: changeType, notificationUrl, resource and expirationDateTime are required.");
        if (Problem(wanted) is { } problem)
            return Invalid(problem);
        foreach (var url in new[] { wanted.NotificationUrl, wanted.LifecycleNotificationUrl }.OfType<string>().Distinct())
            if (await subscriptions.ValidateAsync(url) is { } refusal)
                return Invalid(refusal);
        return new GraphAnswer(201, subscriptions.Add(wanted with { ExpirationDateTime = AtLeastAWhile(wanted.ExpirationDateTime) }).ToJson());
    }

    private GraphAnswer Renew(GraphRequest request)
    {
        if (request.Body is not JsonObject body || body.Any(property => property.Key != "expirationDateTime") || TimeOf(body) is not { } until)
            return Invalid("Only expirationDateTime can be changed.");
        return until - clock.GetUtcNow() > Longest
            ? Invalid(TooLong)
            : Of(request, subscription => subscription with { ExpirationDateTime = AtLeastAWhile(until) });
    }

    private GraphAnswer Of(GraphRequest request, Func<GraphSubscription, GraphSubscription> change) =>
        subscriptions.Change(request.Id, change) is { } changed ? GraphAnswer.Ok(changed.ToJson()) : Missing;

    private GraphAnswer WithoutBody(GraphRequest request, Func<GraphSubscription, GraphSubscription> change) =>
        subscriptions.Change(request.Id, change) is null ? Missing : GraphAnswer.NoContent;

    private GraphSubscription End(GraphSubscription subscription) => subscription with { ExpirationDateTime = clock.GetUtcNow() };

    private static GraphAnswer Missing => GraphAnswer.Error(404, "ResourceNotFound", "The object was not found.");

    private static string TooLong => $"Subscription expiration can only be {Longest.TotalMinutes:0} minutes in the future.";

    private static GraphAnswer Invalid(string message) => GraphAnswer.Bad(message, "ValidationError");

    private DateTimeOffset AtLeastAWhile(DateTimeOffset until) => until < clock.GetUtcNow() + Shortest ? clock.GetUtcNow() + Shortest : until;

    private static GraphSubscription? Read(JsonNode? body) =>
        body is JsonObject wanted && TimeOf(wanted) is { } until
            && (string?)wanted["changeType"] is { } changeType && (string?)wanted["resource"] is { } resource && (string?)wanted["notificationUrl"] is { } url
                ? new GraphSubscription("", changeType, resource, url, until)
                {
                    ClientState = (string?)wanted["clientState"],
                    LifecycleNotificationUrl = (string?)wanted["lifecycleNotificationUrl"],
                }
                : null;

    private string? Problem(GraphSubscription wanted) => wanted switch
    {
        _ when GraphRequest.ListOf(wanted.ChangeType).Except(ChangeTypes).Any() => "Invalid 'changeType' attribute.",
        _ when wanted.Resource.Trim('/') != "users" => $"Resource '{wanted.Resource}' is not supported.",
        { ClientState.Length: > LongestClientState } => $"The clientState is longer than {LongestClientState} characters.",
        _ when !IsReachable(wanted.NotificationUrl) || wanted.LifecycleNotificationUrl is { } url && !IsReachable(url) =>
            "Notification URL is not valid: it has to begin with https.",
        _ when wanted.ExpirationDateTime - clock.GetUtcNow() > Longest => TooLong,
        _ when wanted.ExpirationDateTime <= clock.GetUtcNow() => "Subscription expiration is in the past.",
        _ => null,
    };

    /// <summary>Graph wants https; on this machine nobody has a certificate.</summary>
    private static bool IsReachable(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback);

    private static DateTimeOffset? TimeOf(JsonObject body) => DateTimeOffset.TryParse(
        (string?)body["expirationDateTime"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
