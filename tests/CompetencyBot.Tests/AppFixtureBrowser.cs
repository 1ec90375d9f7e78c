using System.Net;

namespace CompetencyBot.Tests;

/// <summary>A browser without a screen: it keeps cookies and follows redirects.</summary>
internal sealed class Browser : IDisposable
{
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient _http;

    public Browser() => _http = new HttpClient(_handler);

    public CookieCollection Cookies => _handler.CookieContainer.GetAllCookies();

    /// <returns>The page at the end of all redirects.</returns>
    public async Task<BrowserPage> OpenAsync(Uri address)
    {
        var page = await FetchAsync(address);
        while (page.Location is { } next)
            page = await FetchAsync(next);
        return page;
    }

    /// <summary>Follows redirects until one leads there, and does not open that.</summary>
    /// <returns>The address that would have been opened.</returns>
    public async Task<Uri> FollowToAsync(Uri address, string path)
    {
        var page = await FetchAsync(address);
        while (page.Location is { } next && next.AbsolutePath != path)
            page = await FetchAsync(next);
        return page.Location ?? throw new InvalidOperationException($"{page.Address} leads nowhere ({page.Status}).");
    }

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
