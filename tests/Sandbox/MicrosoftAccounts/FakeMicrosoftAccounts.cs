using System.Net;
using CompetencyBot.Sandbox.Pages;
using Microsoft.AspNetCore.Hosting.Server;

namespace CompetencyBot.Sandbox.MicrosoftAccounts;

/// <summary>
/// Plays the sign-in with a Microsoft account on this machine: OpenID Connect with code and PKCE, really signed and really checked, and a page
/// on which an account is picked without a password. It runs on real time, whatever the clock of the bot says (<see cref="ProviderSetup"/>).
/// </summary>
public sealed class FakeMicrosoftAccounts : IAsyncDisposable
{
    /// <summary>The tenant that all personal accounts belong to (<c>tid</c>), as at Microsoft.</summary>
    public const string ConsumersTenant = "9188040d-6c67-4c5b-b112-36a304b66dad";

    /// <summary>The only path, of any port of the loopback, to which an answer is sent.</summary>
    public const string RedirectPath = "/account/signed-in";

    internal const string TheClientId = "44444444-5555-6666-7777-888888888888";
    internal const string TheSecret = "another secret for this machine";

    private readonly WebApplication _app;
    private readonly SignInLog _log;

    private FakeMicrosoftAccounts(WebApplication app, SignInLog log, IReadOnlyList<MicrosoftAccount> accounts)
    {
        (_app, _log, Accounts) = (app, log, accounts);
        app.UsePlayedPages();
        app.UseAuthentication(); // OpenIddict answers from here, but for the page
        app.MapMethods(ProviderSetup.AuthorizationEndpoint, [HttpMethods.Get, HttpMethods.Post], new AccountPicker(accounts, log).AnswerAsync);
    }

    /// <summary>Below which the metadata are. The issuer is another address, as that of Microsoft's own authority <c>consumers</c> is.</summary>
    public string Authority => $"{_app.Urls.First()}/{ProviderSetup.Authority}";

    /// <summary>Of the tokens (<c>iss</c>).</summary>
    public string Issuer => ProviderSetup.IssuerOf(_app.Services.GetRequiredService<IServer>()).AbsoluteUri;

    public string ClientId => TheClientId;

    public string ClientSecret => TheSecret;

    public IReadOnlyList<MicrosoftAccount> Accounts { get; }

    /// <summary>Every account picker that was answered so far, oldest first.</summary>
    public IReadOnlyList<SignInRecord> SignIns => _log.Records;

    /// <summary>Ends when a client first waits for tokens that do not come.</summary>
    public Task Hanging => _log.Hanging;

    /// <param name="accounts">That can be picked, for example those of <see cref="MicrosoftAccount.ReadFrom"/>.</param>
    /// <param name="port">0 takes a free one.</param>
    public static async Task<FakeMicrosoftAccounts> StartAsync(IReadOnlyList<MicrosoftAccount> accounts, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var log = new SignInLog();
        builder.Services.AddProvider(log);
        var played = new FakeMicrosoftAccounts(builder.Build(), log, accounts);
        await played._app.StartAsync();
        return played;
    }

    /// <summary>Plans a fault for the next sign-in; several are for as many sign-ins, in their order. A picker that is cancelled takes none.</summary>
    public void Next(SignInFault fault) => _log.Plan(fault);

    /// <summary>Signs in as a person would, from the bot's first address to its last page. <see cref="SignInSteps"/> has the single steps.</summary>
    /// <param name="browser">From <see cref="SignInSteps.NewBrowser"/>, or one that keeps cookies and follows no redirects.</param>
    /// <returns>The page at which it ends, of whatever status.</returns>
    public static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, Uri start, string address)
    {
        var picker = await SignInSteps.OpenPickerAsync(browser, start);
        return await SignInSteps.FollowAsync(browser, await SignInSteps.PickAsync(browser, picker, address));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
