using System.Net;
using System.Threading.RateLimiting;
using CompetencyBot.Conversation;

namespace CompetencyBot.Hosting;

/// <summary>How often browsers may ask for the pages of a sign-in, which ask the database or another service.</summary>
public static class BrowserLimits
{
    /// <summary>Requests a minute from one address, which may be that of a whole office; a sign-in takes two.</summary>
    public const int MostRequests = 60;

    private const string Policy = "browsers";

    public static void AddBrowserLimits(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddRateLimiter(limits =>
        {
            limits.AddPolicy(Policy, OfAddress);
            limits.OnRejected = (rejected, _) => new ValueTask(WriteTooManyAsync(rejected.HttpContext));
        });
    }

    public static void LimitBrowsers(this IEndpointConventionBuilder endpoint) => endpoint.RequireRateLimiting(Policy);

    /// <summary>To a client from whom too much came; it costs nothing but the page.</summary>
    private static Task WriteTooManyAsync(HttpContext context)
    {
        using var language = Language.Use(WebPage.Wanted(context.Request));
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.CacheControl = "no-store";
        return new WebPage(InfoTexts.TooManyTitle, WebPage.Html(InfoTexts.TooManyRequests)).WriteAsync(context);
    }

    private static RateLimitPartition<IPAddress> OfAddress(HttpContext context) => RateLimitPartition.GetTokenBucketLimiter(
        context.Connection.RemoteIpAddress ?? IPAddress.None,
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = MostRequests,
            TokensPerPeriod = MostRequests,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        });
}
