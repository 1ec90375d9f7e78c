using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.Benchmarks.Load;

/// <summary>
/// Plays the Bot Connector as cheaply as can be: it takes the activity's id from the path, looks whether the body holds what the answer must
/// hold, and says that the message was posted.
/// </summary>
internal sealed class CallbackServer : IAsyncDisposable
{
    private static readonly byte[] Accepted = """{"id":"1772000000000"}"""u8.ToArray();

    private readonly ConcurrentDictionary<long, TaskCompletionSource<string?>> _open = new();
    private readonly WebApplication _app;
    private readonly byte[] _mark;

    private CallbackServer(WebApplication app, string mark) => (_app, _mark) = (app, Encoding.UTF8.GetBytes(mark));

    public string ServiceUrl => _app.Urls.First();

    public static async Task<CallbackServer> StartAsync(string mark)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new CallbackServer(builder.Build(), mark);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    /// <returns>Ends with the reply to this activity: null when it is a right one, else what was sent.</returns>
    public Task<string?> Expect(long activityId)
    {
        var reply = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open[activityId] = reply;
        return reply.Task;
    }

    public void Forget(long activityId) => _open.TryRemove(activityId, out _);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var body = request.BodyReader;
        var read = await body.ReadAsync();
        while (!read.IsCompleted)
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await body.ReadAsync();
        }

        var fault = FaultOf(request, read.Buffer);
        body.AdvanceTo(read.Buffer.End);
        if (_open.TryRemove(IdIn(request.Path.Value), out var reply))
            reply.SetResult(fault);
        response.StatusCode = StatusCodes.Status201Created;
        response.ContentType = "application/json";
        response.ContentLength = Accepted.Length;
        await response.Body.WriteAsync(Accepted);
    }

    private string? FaultOf(HttpRequest request, ReadOnlySequence<byte> body)
    {
        if (!request.Headers.Authorization.ToString().StartsWith("Bearer bot-token-", StringComparison.Ordinal))
            return $"A callback without the bot's token: {request.Method} {request.Path}";
        return new SequenceReader<byte>(body).TryReadTo(out ReadOnlySequence<byte> _, _mark) ? null : Encoding.UTF8.GetString(body);
    }

    // .../activities/{id}; 0 for a call about nothing that is waited for.
    private static long IdIn(string? path) => long.TryParse(path.AsSpan()[(path.AsSpan().LastIndexOf('/') + 1)..], out var id) ? id : 0;
}
