using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace CompetencyBot.Sandbox.Files;

/// <param name="Target">Path and query as they came.</param>
/// <param name="Credentials">Headers that could carry any; null when there were none.</param>
public sealed record FileRequest(string Method, string Target, string? Credentials);

/// <param name="Range">Header Content-Range.</param>
public sealed record UploadedFile(byte[] Content, string? Range, string? ContentType);

/// <summary>Plays SharePoint on this machine: serves what it was given, under addresses that are secrets, and can misbehave in many ways.</summary>
public sealed class FakeFileHost : IAsyncDisposable
{
    /// <summary>Stands in every address, and nowhere else.</summary>
    public const string Secret = "tempauth-v1.eyJzZWNyZXQi";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _files = new();
    private readonly ConcurrentQueue<FileRequest> _requests = new();
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _ids;

    private FakeFileHost(WebApplication app)
    {
        _app = app;
        app.Run(ServeAsync);
    }

    /// <summary>Everything that came so far, oldest first.</summary>
    public IReadOnlyCollection<FileRequest> Requests => _requests;

    /// <summary>Ends when somebody waits for an answer that never comes.</summary>
    public Task Hanging => _hanging.Task;

    public static async Task<FakeFileHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var host = new FakeFileHost(builder.Build());
        await host._app.StartAsync();
        return host;
    }

    /// <returns>The address to fetch it from.</returns>
    public string Serve(string text) => Serve(Encoding.UTF8.GetBytes(text));

    public string Serve(byte[] content) => Add(async context =>
    {
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content);
    });

    /// <summary>In chunks, without saying how much it will be.</summary>
    public string ServeWithoutLength(byte[] content) => Add(context => context.Response.Body.WriteAsync(content).AsTask());

    /// <summary>Announces more bytes than it has, and hangs up after those.</summary>
    public string ServeTooFew(byte[] content, long announced) => Add(async context =>
    {
        context.Response.ContentLength = announced;
        await context.Response.Body.WriteAsync(content);
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    /// <summary>Announces a length and then sends nothing of it.</summary>
    public string Announce(long length) => Add(async context =>
    {
        context.Response.ContentLength = length;
        await context.Response.Body.FlushAsync();
        await Task.WhenAny(_ending.Task, Task.Delay(Timeout.Infinite, context.RequestAborted));
    });

    public string Redirect(string to) => Add(context =>
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = to;
        return Task.CompletedTask;
    });

    public string Answer(int status) => Add(context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>Never answers.</summary>
    public string Hang() => Add(_ =>
    {
        _hanging.TrySetResult();
        return _ending.Task;
    });

    /// <summary>Sends the beginning and then nothing more.</summary>
    public string HangAfter(byte[] start) => Add(async context =>
    {
        await context.Response.Body.WriteAsync(start);
        await context.Response.Body.FlushAsync();
        _hanging.TrySetResult();
        await _ending.Task;
    });

    /// <summary>Takes a file that is put there, as OneDrive takes one that a person has agreed to.</summary>
    /// <returns>The address to put it to, and what arrived there.</returns>
    public (string Address, Task<UploadedFile> Arrived) Take(int status = StatusCodes.Status201Created)
    {
        var arrived = new TaskCompletionSource<UploadedFile>(TaskCreationOptions.RunContinuationsAsynchronously);
        var address = Add(async context =>
        {
            using var content = new MemoryStream();
            await context.Request.Body.CopyToAsync(content);
            context.Response.StatusCode = context.Request.Method == HttpMethods.Put ? status : StatusCodes.Status405MethodNotAllowed;
            arrived.TrySetResult(new UploadedFile(content.ToArray(), context.Request.Headers.ContentRange, context.Request.ContentType));
        });
        return (address, arrived.Task);
    }

    public async ValueTask DisposeAsync()
    {
        _ending.TrySetResult();
        await _app.DisposeAsync();
    }

    private string Add(Func<HttpContext, Task> serve)
    {
        var target = $"/personal/julia/_layouts/15/download.aspx?UniqueId={Interlocked.Increment(ref _ids)}&tempauth={Secret}";
        _files[target] = serve;
        return _app.Urls.First() + target;
    }

    private Task ServeAsync(HttpContext context)
    {
        var request = context.Request;
        var target = $"{request.Path}{request.QueryString}";
        var credentials = $"{request.Headers.Authorization}{request.Headers.Cookie}";
        _requests.Enqueue(new FileRequest(request.Method, target, credentials.Length == 0 ? null : credentials));
        if (_files.TryGetValue(target, out var serve))
            return serve(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
