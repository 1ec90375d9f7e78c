using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.RateLimiting;
using CompetencyBot.Graph;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Sources.Entra;

/// <summary>
/// Where Graph tells of changes. Anybody may call: what is called here does no more than have the directory read, and that only for whoever knows the secret of the
/// subscription. Graph wants its answer within three seconds, so that nothing is read in the request.
/// </summary>
public static class NotificationEndpoints
{
    public const string Notifications = "/graph/notifications";
    public const string Lifecycle = "/graph/lifecycle";

    /// <summary>A message has some hundred notifications of less than a thousand bytes.</summary>
    private const int MostBytes = 1 << 20;

    private const int LongestToken = 2_048;

    /// <summary>Requests a minute from one address; Graph sends many changes in one.</summary>
    private const int MostRequests = 300;

    public static void MapNotifications(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.Services.GetRequiredService<IOptions<GraphOptions>>().Value is not { ReadsDirectory: true, Subscribes: true })
            return;
        var limit = PartitionedRateLimiter.Create<HttpContext, IPAddress>(OfAddress);
        app.Lifetime.ApplicationStopped.Register(limit.Dispose);
        app.MapPost(Notifications, (HttpContext context, NotificationReader reader) => TakeAsync(context, reader, limit, isLifecycle: false));
        app.MapPost(Lifecycle, (HttpContext context, NotificationReader reader) => TakeAsync(context, reader, limit, isLifecycle: true));
    }

    private static RateLimitPartition<IPAddress> OfAddress(HttpContext context) => RateLimitPartition.GetTokenBucketLimiter(
        context.Connection.RemoteIpAddress ?? IPAddress.None,
        _ => new TokenBucketRateLimiterOptions { TokenLimit = MostRequests, TokensPerPeriod = MostRequests, ReplenishmentPeriod = TimeSpan.FromMinutes(1) });

    private static async Task<IResult> TakeAsync(HttpContext context, NotificationReader reader, PartitionedRateLimiter<HttpContext> limit, bool isLifecycle)
    {
        using var lease = limit.AttemptAcquire(context);
        if (!lease.IsAcquired)
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        if (context.Request.Query.TryGetValue("validationToken", out var asked))
            return asked is [{ Length: > 0 and <= LongestToken } token] ? Validate(context, token) : Results.BadRequest();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MostBytes;
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            await reader.TakeAsync(body.RootElement, isLifecycle, context.RequestAborted);
            return Results.StatusCode(StatusCodes.Status202Accepted);
        }
        catch (JsonException)
        {
            return Results.BadRequest();
        }
        catch (BadHttpRequestException refusal)
        {
            return Results.StatusCode(refusal.StatusCode);
        }
    }

    /// <summary>Graph asks whether somebody is here. The token is given back as it is, and no browser may take it for anything but text.</summary>
    private static IResult Validate(HttpContext context, string token)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Text(token, "text/plain", Encoding.UTF8);
    }
}
