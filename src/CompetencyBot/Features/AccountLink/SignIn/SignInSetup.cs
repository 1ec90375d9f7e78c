using System.Net;
using System.Threading.RateLimiting;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>The sign-in in browsers. Where no registration is set there are no paths of it, and no handler.</summary>
public static class SignInSetup
{
    /// <summary>Requests a minute from one address, which may be that of a whole office; a sign-in takes two.</summary>
    public const int MostRequests = 60;

    /// <summary>Of the endpoints that ask the database, or Microsoft.</summary>
    private const string Limit = "sign-in";

    private const string PageScript = "CompetencyBot.Features.AccountLink.SignIn.page.js";

    public static string TeamsScriptFile { get; } = Path.Combine(AppContext.BaseDirectory, "web", "teams.js");

    public static void AddAccountSignIn(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddKeys(builder);
        if (!IsSet(builder.Configuration))
            return;
        builder.Services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, MicrosoftAccountScheme>();
        builder.Services.AddAuthentication().AddOpenIdConnect(MicrosoftAccountScheme.Name, _ => { });
        builder.Services.AddScoped<SignInReturn>();
        builder.Services.AddScoped<SignInPages>();
        builder.Services.AddRateLimiter(limits =>
        {
            limits.AddPolicy(Limit, OfAddress);
            limits.OnRejected = (rejected, _) => new ValueTask(SignInPages.WriteTooManyAsync(rejected.HttpContext));
        });

        // It writes what a browser or the service sent, at the level of errors; SignInRefusals tells the reason of each.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None);
    }

    public static void UseAccountSignIn(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (!IsSet(app.Configuration))
            return;
        app.UseRateLimiter();
        app.UseAuthentication(); // it serves SignInPaths.Return, and by itself would stand before the limit
        app.MapGet(SignInPaths.Start, StartAsync).RequireRateLimiting(Limit);
        app.Map(SignInPaths.Return, Results.NotFound).RequireRateLimiting(Limit); // has the limit; whatever the handler does not serve is not there
        app.MapGet(SignInPaths.PageScript, ScriptOfPage);
        app.MapGet(SignInPaths.TeamsScript, ScriptOfTeams);
    }

    /// <summary>In the database, so that the instance to which somebody comes back can read what another one has sent along.</summary>
    private static void AddKeys(IHostApplicationBuilder builder)
    {
        builder.Services.AddDataProtection().SetApplicationName("CompetencyBot").PersistKeysToDbContext<BotDb>();

        // It warns that keys are kept unencrypted. They protect the ten minutes of a sign-in, and for a day the initial passwords of people who were added, which have to be changed
        // at the first sign-in: a copy of the database within that day has both.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
    }

    private static bool IsSet(IConfiguration configuration) =>
        configuration.GetSection(MicrosoftAccountOptions.Section).Get<MicrosoftAccountOptions>()?.IsSet == true;

    private static RateLimitPartition<IPAddress> OfAddress(HttpContext context) => RateLimitPartition.GetTokenBucketLimiter(
        context.Connection.RemoteIpAddress ?? IPAddress.None,
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = MostRequests,
            TokensPerPeriod = MostRequests,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        });

    private static async Task StartAsync(HttpContext context, SignInReturn signIn, SignInPages pages)
    {
        var (attempt, fault) = await signIn.OpenAsync(context.Request.Query["ticket"], context.RequestAborted);
        if (fault is not null)
        {
            await pages.WriteRefusedAsync(context, attempt, fault);
            return;
        }

        // Nothing of the request goes along, so that nobody is led elsewhere by it.
        var properties = new AuthenticationProperties { RedirectUri = "/" };
        properties.SetString(SignInEvents.Attempt, attempt!.Id.ToString("N"));
        try
        {
            await context.ChallengeAsync(MicrosoftAccountScheme.Name, properties);
        }
        catch (InvalidOperationException failure) when (!context.Response.HasStarted)
        {
            // The service's metadata could not be fetched; the handler knows no milder way to say so.
            await pages.WriteRefusedAsync(context, attempt, SignInFailures.ReasonOf(failure));
        }
    }

    private static IResult ScriptOfPage(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Stream(typeof(SignInSetup).Assembly.GetManifestResourceStream(PageScript)!, "text/javascript; charset=utf-8");
    }

    private static IResult ScriptOfTeams(HttpContext context)
    {
        var file = new FileInfo(TeamsScriptFile);
        if (!file.Exists)
            return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=86400";
        context.Response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        return Results.File(
            file.FullName, "text/javascript; charset=utf-8", lastModified: file.LastWriteTimeUtc, entityTag: new EntityTagHeaderValue($"\"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}\""));
    }
}
