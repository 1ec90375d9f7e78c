using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.Tests.Sandbox;

/// <summary>An ordinary client of OpenID Connect: ASP.NET Core's own handler, which judges what the played provider sends.</summary>
internal sealed class AccountClient : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Exception> _failures;

    private AccountClient(WebApplication app, ConcurrentQueue<Exception> failures)
    {
        (_app, _failures) = (app, failures);
        app.UseAuthentication();
        app.MapGet("/start", () => Results.Challenge(new AuthenticationProperties { RedirectUri = "/me" }, [OpenIdConnectDefaults.AuthenticationScheme]));
        app.MapGet("/me", (HttpContext context) => context.User.Identity!.IsAuthenticated
            ? Results.Json(context.User.Claims.ToDictionary(claim => claim.Type, claim => claim.Value))
            : Results.StatusCode(401));
    }

    public HttpClient Browser { get; } = SignInSteps.NewBrowser();

    /// <summary>Sends the browser to the provider.</summary>
    public Uri Start => new($"{_app.Urls.First()}/start");

    /// <summary>Why the last sign-in was refused by this client.</summary>
    public Exception Failure => Assert.Single(_failures);

    /// <param name="clock">Of everything but the sign-in, if it is another than the real one.</param>
    public static async Task<AccountClient> StartAsync(
        FakeMicrosoftAccounts accounts, Action<OpenIdConnectOptions>? change = null, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        var failures = new ConcurrentQueue<Exception>();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie().AddOpenIdConnect(options =>
        {
            Configure(options, accounts);
            options.TimeProvider = TimeProvider.System;
            options.Events.OnRemoteFailure = context =>
            {
                failures.Enqueue(context.Failure!);
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                context.HandleResponse();
                return context.Response.WriteAsync(context.Failure!.Message);
            };
            change?.Invoke(options);
        });
        var client = new AccountClient(builder.Build(), failures);
        await client._app.StartAsync(TestContext.Current.CancellationToken);
        return client;
    }

    public Task<HttpResponseMessage> SignInAsync(string address) => FakeMicrosoftAccounts.SignInAsync(Browser, Start, address);

    /// <returns>The claims of whoever is signed in.</returns>
    public static async Task<Dictionary<string, string>> ClaimsOfAsync(HttpResponseMessage page)
    {
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(await page.Content.ReadAsStringAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await _app.DisposeAsync();
    }

    private static void Configure(OpenIdConnectOptions options, FakeMicrosoftAccounts accounts)
    {
        options.Authority = accounts.Authority;
        options.RequireHttpsMetadata = false;
        (options.ClientId, options.ClientSecret) = (accounts.ClientId, accounts.ClientSecret);
        options.ResponseType = "code";
        options.ResponseMode = "query";
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.Prompt = "select_account";
        options.Scope.Add("email");
        options.CallbackPath = FakeMicrosoftAccounts.RedirectPath;
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
    }
}
