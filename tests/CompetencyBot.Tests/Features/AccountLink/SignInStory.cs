using System.Net;
using System.Text.RegularExpressions;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>The bot and the provider of Microsoft accounts beside it; people sign in with browsers and bring their codes back.</summary>
internal sealed partial class SignInStory : IAsyncDisposable
{
    /// <summary>Of Kaiwen, and in no people file; it has capitals, and another name than he has at work.</summary>
    public const string KaiwensAccount = "Kaiwen1988@Outlook.example";

    private readonly List<Browser> _browsers = [];

    private SignInStory(AppFixture app, FakeMicrosoftAccounts accounts) => (App, Accounts) = (app, accounts);

    public static Person Kaiwen { get; } = Sample.Of("kaiwen.cheng");

    public static Person Yenting { get; } = Sample.Of("yenting.liu");

    public AppFixture App { get; }

    public FakeMicrosoftAccounts Accounts { get; }

    /// <param name="more">Accounts to pick from, beside those of the sample organisation and Kaiwen's.</param>
    public static async Task<SignInStory> StartAsync(AppOptions? options = null, params IEnumerable<MicrosoftAccount> more)
    {
        var accounts = await FakeMicrosoftAccounts.StartAsync(
            [.. MicrosoftAccount.ReadFrom(SandboxFolder.SampleOrganisation), MicrosoftAccount.Of(KaiwensAccount, "Kaiwen Cheng"), .. more]);
        var how = options ?? new AppOptions();
        var settings = new Dictionary<string, string?>
        {
            ["MicrosoftAccount:Authority"] = accounts.Authority,
            ["MicrosoftAccount:ClientId"] = accounts.ClientId,
            ["MicrosoftAccount:ClientSecret"] = accounts.ClientSecret,
        };
        foreach (var (key, value) in how.Settings ?? [])
            settings[key] = value;
        return new SignInStory(await AppFixture.StartAsync(how with { Settings = settings }), accounts);
    }

    public Browser NewBrowser()
    {
        var browser = new Browser();
        _browsers.Add(browser);
        return browser;
    }

    public async Task<Uri> BeginAsync(Person person, string locale = "en")
    {
        await using var scope = App.Services.CreateAsyncScope();
        var link = await scope.ServiceProvider.GetRequiredService<SignIns>()
            .BeginAsync(person.UserPrincipalName, person.ObjectId!, locale, TestContext.Current.CancellationToken);
        Assert.NotNull(link);
        return link;
    }

    public Task<SignInResult> RedeemAsync(Person person, string code) => RedeemAsync(App, person, code);

    public static async Task<SignInResult> RedeemAsync(AppFixture app, Person person, string code)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SignIns>()
            .RedeemAsync(person.UserPrincipalName, person.ObjectId!, code, TestContext.Current.CancellationToken);
    }

    /// <summary>The whole way in a browser of their own.</summary>
    public async Task<SignInPage> SignInAsync(Person person, string locale = "en") => await SignInAsync(await BeginAsync(person, locale));

    public async Task<SignInPage> SignInAsync(Uri link, string account = KaiwensAccount)
    {
        var page = await BrowseAsync(link, account);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return SignInPage.Of(page);
    }

    /// <returns>The page at the end, of whatever status.</returns>
    public async Task<BrowserPage> BrowseAsync(Uri link, string account = KaiwensAccount)
    {
        var browser = NewBrowser();
        return await browser.FetchAsync(await browser.PickAsync(link, account));
    }

    /// <summary>What the audit log says was refused to whom, in the order of the words.</summary>
    public async Task<IReadOnlyList<string>> RefusalsAsync(Person person) => await App.InDatabaseAsync(async db => await db.Audit
        .Where(entry => entry.Action == AuditActions.AccountRefused && entry.By == person.UserPrincipalName && entry.Subject == person.UserPrincipalName)
        .OrderBy(entry => entry.After).Select(entry => entry.After!).ToListAsync());

    /// <summary>Without those about rows of the sample's files, which are wrong on purpose.</summary>
    public static string WarningsOf(AppFixture app) => string.Join('\n', app.Log.Warnings.Split('\n').Where(line => !line.StartsWith("Warning: Import:", StringComparison.Ordinal)));

    public Task<SignInAttempt> AttemptAsync(Person person) => App.InDatabaseAsync(db => db.SignInAttempts.AsNoTracking()
        .SingleAsync(attempt => attempt.Person == person.UserPrincipalName));

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers)
            browser.Dispose();
        await App.DisposeAsync();
        await Accounts.DisposeAsync();
    }

    /// <summary>The page at the end of a sign-in.</summary>
    /// <param name="Client">The code that its script gives to the client of Teams.</param>
    /// <param name="Typed">The six digits as they stand there, in two groups.</param>
    internal sealed partial record SignInPage(BrowserPage Page, string Client, string Typed)
    {
        public string Digits => Typed.Replace(" ", "", StringComparison.Ordinal);

        public static SignInPage Of(BrowserPage page)
        {
            var client = ClientCode().Match(page.Html);
            var typed = TypedCode().Match(page.Html);
            Assert.True(client.Success && typed.Success, page.Html);
            return new SignInPage(page, client.Groups[1].Value, typed.Groups[1].Value);
        }

        [GeneratedRegex("data-code=\"([A-Za-z0-9_-]{43})\"")]
        private static partial Regex ClientCode();

        [GeneratedRegex("<p class=\"code\">([0-9]{3} [0-9]{3})</p>")]
        private static partial Regex TypedCode();
    }
}
