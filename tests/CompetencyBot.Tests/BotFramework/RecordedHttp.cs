using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace CompetencyBot.Tests.BotFramework;

/// <summary>Stands in for hosts that no test may reach. It keeps what was sent, and throws on what no test has foreseen.</summary>
internal sealed class RecordedHttp(Func<HttpRequestMessage, string?> answer) : HttpMessageHandler
{
    private readonly ConcurrentQueue<(string Url, string? Authorization, string Body)> _requests = new();

    /// <summary>200 unless told.</summary>
    public Func<HttpRequestMessage, HttpStatusCode> Status { get; init; } = _ => HttpStatusCode.OK;

    public IReadOnlyCollection<(string Url, string? Authorization, string Body)> Requests => _requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        _requests.Enqueue((request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString(), body));
        var json = answer(request) ?? throw new InvalidOperationException($"No test foresaw {request.Method} {request.RequestUri}.");
        return new HttpResponseMessage(Status(request)) { RequestMessage = request, Content = new StringContent(json, Encoding.UTF8, "application/json") };
    }
}
