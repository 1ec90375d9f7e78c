using System.Text.Json.Nodes;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>People of the sample organisation link their accounts in the chat, and sign in with browsers on the way.</summary>
internal sealed class LinkStory : IAsyncDisposable
{
    public const string YentingsAccount = "yentingl97@outlook.example";
    public const string NewAccount = "yenting.new@outlook.example";
    public const string GracesAccount = "graceh88@outlook.example";

    private readonly SignInStory _signIns;

    private LinkStory(SignInStory signIns) => _signIns = signIns;

    public AppFixture App => _signIns.App;

    public FakeMicrosoftAccounts Accounts => _signIns.Accounts;

    /// <summary>劉彥廷, who is not linked, completes Data Platform gold, and reads English here.</summary>
    public Chat Yenting => field ??= App.As(Sample.Of("yenting.liu"));

    /// <param name="options">Null = in English.</param>
    public static async Task<LinkStory> StartAsync(AppOptions? options = null) =>
        new(await SignInStory.StartAsync(options ?? AppOptions.InLanguage("en-US")));

    /// <summary>In English, with these settings besides the usual ones.</summary>
    public static Task<LinkStory> StartAsync(params (string Key, string? Value)[] settings) =>
        StartAsync(AppOptions.InLanguage("en-US") with { Settings = settings.ToDictionary(setting => setting.Key, setting => setting.Value) });

    /// <summary>Up to the card that invites to the sign-in.</summary>
    public static async Task<Answer> InviteAsync(Chat chat)
    {
        await chat.Says("link");
        return await chat.Presses("Continue");
    }

    /// <summary>Up to the question whether the account is theirs.</summary>
    public async Task<Answer> SignInAsync(Chat chat, string address)
    {
        var page = await BrowseAsync(chat, address);
        return await chat.Says(page.Digits);
    }

    /// <summary>The whole way.</summary>
    public async Task<Answer> LinkAsync(Chat chat, string address)
    {
        await SignInAsync(chat, address);
        await chat.Presses("Yes, this is mine");
        return await chat.Presses("Done there");
    }

    /// <summary>Up to the page with the codes.</summary>
    public async Task<SignInStory.SignInPage> BrowseAsync(Chat chat, string address) => await BrowseAsync((await InviteAsync(chat)).Card!, address);

    /// <summary>Follows the link of the invitation in a browser of its own, and picks an account.</summary>
    public Task<SignInStory.SignInPage> BrowseAsync(JsonNode invitation, string address) => _signIns.SignInAsync(LinkIn(invitation), address);

    public Browser NewBrowser() => _signIns.NewBrowser();

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

    public ValueTask DisposeAsync() => _signIns.DisposeAsync();
}
