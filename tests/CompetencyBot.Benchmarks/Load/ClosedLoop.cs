using System.Net;
using System.Net.Http.Headers;

namespace CompetencyBot.Benchmarks.Load;

/// <summary>
/// Workers that each send the next message as soon as the turn of their last one has ended: a turn ends when both the HTTP answer and the
/// bot's reply at the connector are there.
/// </summary>
internal sealed class ClosedLoop(BotProcess bot, CallbackServer connector, Mailbag mail, string[] tokens, int workers) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });
    private readonly Uri _endpoint = new(bot.Address, "/api/messages");

    /// <returns>The time of every turn, and what went wrong.</returns>
    public async Task<LoadTimes> RunAsync(int turns, CancellationToken cancellationToken)
    {
        var times = new LoadTimes(turns);
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(
            async () =>
            {
                while (Interlocked.Increment(ref next) is var turn && turn < turns)
                    await times.TakeAsync(turn, () => TurnAsync(cancellationToken));
            },
            cancellationToken)));
        return times.Ended();
    }

    public void Dispose() => _http.Dispose();

    /// <returns>Null when all went well.</returns>
    private async Task<string?> TurnAsync(CancellationToken cancellationToken)
    {
        var (number, id, body) = mail.Next();
        var reply = connector.Expect(id);
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = Json } },
        };
        request.Headers.TryAddWithoutValidation("Authorization", tokens[number % tokens.Length]);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
                return $"HTTP {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}";
            return reply.IsCompleted ? await reply : await reply.WaitAsync(Patience, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            return e.ToString();
        }
        finally
        {
            connector.Forget(id);
        }
    }
}
