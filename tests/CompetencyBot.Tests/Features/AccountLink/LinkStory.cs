using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>The sample organisation, and the provider of Microsoft accounts beside it.</summary>
internal sealed partial class LinkStory : IAsyncDisposable
{
    public const string YentingsAccount = "yentingl97@outlook.example";
    public const string NewAccount = "yenting.new@outlook.example";
    public const string GracesAccount = "graceh88@outlook.example";

    private readonly List<HttpClient> _browsers = [];

    private LinkStory(AppFixture app, FakeMicrosoftAccounts accounts) => (App, Accounts) = (app, accounts);

    public AppFixture App { get; }

    public FakeMicrosoftAccounts Accounts { get; }

    /// <summary>劉彥廷, who is not linked, completes Data Platform gold, and reads English here.</summary>
    public Chat Yenting => field ??= App.As(Sample.Of("yenting.liu"));

    public static Task<LinkStory> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(AppOptions.InLanguage("en-US"), settings);

    public static async Task<LinkStory> StartAsync(AppOptions options, params (string Key, string? Value)[] settings)
    {
        var accounts = await FakeMicrosoftAccounts.StartAsync(MicrosoftAccount.ReadFrom(options.Evidence!));
        var all = new Dictionary<string, string?>(options.Settings ?? [])
        {
            ["MicrosoftAccount:Authority"] = accounts.Authority,
            ["MicrosoftAccount:ClientId"] = accounts.ClientId,
            ["MicrosoftAccount:ClientSecret"] = accounts.ClientSecret,
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        return new LinkStory(await AppFixture.StartAsync(options with { Settings = all }), accounts);
    }

    /// <summary>Up to the card that invites to the sign-in.</summary>
    public static async Task<Answer> InviteAsync(Chat chat)
    {
        await chat.Says("link");
        return await chat.Presses("Continue");
    }

    /// <summary>Up to the question whether the account is theirs.</summary>
    public async Task<Answer> SignInAsync(Chat chat, string address)
    {
        var page = await BrowseAsync((await InviteAsync(chat)).Card!, address);
        return await chat.Says(page.Digits);
    }

    /// <summary>The whole way.</summary>
    public async Task<Answer> LinkAsync(Chat chat, string address)
    {
        await SignInAsync(chat, address);
        await chat.Presses("Yes, this is mine");
        return await chat.Presses("Done there");
    }

    /// <summary>Follows the link of the invitation in a browser of its own, and picks an account.</summary>
    public async Task<LastPage> BrowseAsync(JsonNode invitation, string address)
    {
        var browser = SignInSteps.NewBrowser();
        _browsers.Add(browser);
        using var page = await FakeMicrosoftAccounts.SignInAsync(browser, LinkIn(invitation), address);
        return new LastPage(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static Uri LinkIn(JsonNode invitation) => CardText.ActionsOf(invitation)
        .Select(action => (string?)action["url"] ?? (string?)action["data"]?["msteams"]?["value"])
        .Where(address => address?.Contains("/account/start?", StringComparison.Ordinal) == true)
        .Select(address => new Uri(address!))
        .First();

    /// <summary>What the client of Teams sends when its window has closed.</summary>
    public static Task<Answer> ReturnAsync(Chat chat, string state) =>
        chat.Invokes(new JsonObject { ["state"] = state }, name: "signin/verifyState");

    /// <summary>The link that holds, else one that has ended.</summary>
    public Task<LinkedAccount?> LinkOfAsync(string alias) => App.InDatabaseAsync(db => db.LinkedAccounts.AsNoTracking()
        .OrderBy(link => link.EndedAt != null)
        .FirstOrDefaultAsync(link => link.Person == $"{alias}@contoso.example"));

    /// <summary>Action and what stands after, in the order of the alphabet: while the clock stands still all have one time.</summary>
    public Task<string[]> AuditAsync() => App.InDatabaseAsync(db => db.Audit.AsNoTracking()
        .OrderBy(entry => entry.Action).Select(entry => $"{entry.Action} {entry.After}").ToArrayAsync());

    public Task DeliverAsync() => App.RunAsync<OutboxDeliveryJob>();

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers)
            browser.Dispose();
        await App.DisposeAsync();
        await Accounts.DisposeAsync();
    }

    /// <summary>The page at which a sign-in ends.</summary>
    internal sealed partial record LastPage(string Html)
    {
        /// <summary>That a person reads and types.</summary>
        public string Digits => SixDigits().Match(Html).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

        /// <summary>That the script gives to the client of Teams.</summary>
        public string ClientCode => LongCode().Match(Html).Groups[1].Value;

        [GeneratedRegex(@">\s*(\d{3} ?\d{3})\s*<")]
        private static partial Regex SixDigits();

        [GeneratedRegex("data-code=\"([^\"]+)\"")]
        private static partial Regex LongCode();
    }
}
