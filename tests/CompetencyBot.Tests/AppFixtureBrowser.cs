using System.Net;
using CompetencyBot.Sandbox.MicrosoftAccounts;

namespace CompetencyBot.Tests;

/// <summary>A browser without a screen: it keeps cookies.</summary>
internal sealed class Browser : IDisposable
{
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient _http;

    public Browser() => _http = new HttpClient(_handler);

    public CookieCollection Cookies => _handler.CookieContainer.GetAllCookies();

    /// <summary>Follows a link to the account picker and picks there.</summary>
    /// <returns>The address that the browser is sent back to; it is not opened yet.</returns>
    public async Task<Uri> PickAsync(Uri link, string account) =>
        await SignInSteps.PickAsync(_http, await SignInSteps.OpenPickerAsync(_http, link), account);

    /// <summary>One request; a redirect is not followed.</summary>
    public Task<BrowserPage> FetchAsync(Uri address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    public async Task<BrowserPage> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var address = request.RequestUri!;
        return new BrowserPage(
            address,
            response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.Location is { } location ? new Uri(address, location) : null,
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => _http.Dispose();
}

internal sealed record BrowserPage(Uri Address, HttpStatusCode Status, string Html, Uri? Location, IReadOnlyDictionary<string, string> Headers);
