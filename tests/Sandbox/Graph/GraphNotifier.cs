using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>How a notification was taken.</summary>
/// <param name="Status">Null = nobody answered in time.</param>
public sealed record GraphDelivery(string Url, JsonNode Body, int? Status)
{
    public bool IsTaken => Status is >= 200 and < 300;
}

/// <summary>Calls those who subscribed: to see that they are there, and to tell them something.</summary>
internal sealed class GraphNotifier(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Asks an address whether it wants to be told: it has to give the token back.</summary>
    /// <returns>What is wrong; null = nothing.</returns>
    public async Task<string?> ValidateAsync(string url)
    {
        // With a space and a colon, as the real ones: whoever gives back what stands in the address, undecoded, is found out.
        const string Token = "Validation: Testing client application reachability for subscription Request-Id: 7f0a5f2e-3f0f-4b3e-9d3e-5f5f0c1d2e3f";
        var separator = url.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        using var empty = new StringContent("", Encoding.UTF8, "text/plain");
        using var answer = await SendAsync($"{url}{separator}validationToken={Uri.EscapeDataString(Token)}", empty);
        if (answer is null)
            return "Subscription validation request timed out.";
        if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/plain")
            return "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.";
        return await answer.Content.ReadAsStringAsync() == Token
            ? null
            : "Subscription validation request failed. Response must exactly match validationToken query parameter.";
    }

    public async Task<GraphDelivery> TellAsync(string url, IEnumerable<JsonObject> notifications)
    {
        var body = new JsonObject { ["value"] = new JsonArray([.. notifications]) };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await SendAsync(url, content);
        return new GraphDelivery(url, body, (int?)answer?.StatusCode);
    }

    public void Dispose() => _http.Dispose();

    /// <returns>Null = nobody is there, or not in time.</returns>
    private async Task<HttpResponseMessage?> SendAsync(string url, HttpContent content)
    {
        using var late = new CancellationTokenSource(Patience, clock);
        try
        {
            return await _http.PostAsync(new Uri(url), content, late.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }
}
