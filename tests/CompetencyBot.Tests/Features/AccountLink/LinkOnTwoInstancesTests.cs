using System.Net;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>Two instances of the bot share the work on one database, so that a person meets now the one and now the other.</summary>
public sealed class LinkOnTwoInstancesTests(PostgresServer postgres) : IAsyncLifetime
{
    /// <summary>Reached only when something hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private string database = null!;
    private LinkStory story = null!;
    private AppFixture second = null!;

    public async ValueTask InitializeAsync()
    {
        database = await postgres.CreateDatabaseAsync();
        story = await LinkStory.StartAsync(AppOptions.InLanguage("en-US") with { Postgres = database });
        second = await story.App.StartAnotherAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (second is not null)
            await second.DisposeAsync();
        if (story is not null)
            await story.DisposeAsync();
    }

    [Fact]
    public async Task Of_two_people_who_confirm_one_account_at_the_same_moment_exactly_one_gets_it()
    {
        var (yenting, chloe) = (story.Yenting, second.As(Sample.Of("chloe.dubois")));
        await story.SignInAsync(yenting, LinkStory.NewAccount);
        await story.SignInAsync(chloe, LinkStory.NewAccount);

        var answers = await CollideAsync(yenting, chloe);

        Assert.Single(answers, answer => answer.Shown.Contains("Now in Partner Center", StringComparison.Ordinal));
        Assert.Single(answers, answer => answer.Shown.Contains("This account belongs to a colleague", StringComparison.Ordinal));
        var link = Assert.Single(await story.App.InDatabaseAsync(db => db.LinkedAccounts.AsNoTracking().ToListAsync()));
        Assert.Equal((LinkStory.NewAccount, (DateTimeOffset?)null), (link.Address, link.EndedAt));
        string[] people = ["chloe.dubois@contoso.example", "yenting.liu@contoso.example"];
        Assert.Equal(
            [
                (AuditActions.AccountRefused, people.Single(person => person != link.Person), "y•••w@outlook.example colleague"),
                (AuditActions.AccountVerified, link.Person, "y•••w@outlook.example"),
            ],
            await story.App.InDatabaseAsync(async db => (await db.Audit.AsNoTracking().OrderBy(entry => entry.Action).ToListAsync())
                .Select(entry => (entry.Action, entry.By, entry.After!))));
    }

    [Fact]
    public async Task Somebody_who_confirms_on_both_instances_at_the_same_moment_has_the_account_once_and_goes_on()
    {
        var (here, there) = (story.Yenting, second.As(Sample.Of("yenting.liu")));
        await story.SignInAsync(here, LinkStory.NewAccount);
        await there.Says("link");

        var answers = await CollideAsync(here, there);

        Assert.All(answers, answer => Assert.Contains("Now in Partner Center", answer.Shown, StringComparison.Ordinal));
        Assert.Equal(["account-verified y•••w@outlook.example"], await story.AuditAsync());
    }

    [Fact]
    public async Task A_dialog_that_was_begun_on_one_instance_is_finished_on_the_other()
    {
        var (here, there) = (story.Yenting, second.As(Sample.Of("yenting.liu")));
        var page = await story.BrowseAsync(here, LinkStory.YentingsAccount);

        Assert.Contains("Is this your account?", (await there.Says(page.Digits)).Shown, StringComparison.Ordinal);
        Assert.Contains("Is this your account?", (await here.Says("link")).Shown, StringComparison.Ordinal);
        Assert.Contains("Now in Partner Center", (await there.Presses("Yes, this is mine")).Shown, StringComparison.Ordinal);
        Assert.Contains("Reported", (await here.Says("done")).Shown, StringComparison.Ordinal);

        Assert.NotNull((await story.LinkOfAsync("yenting.liu"))!.ReportedAt);
        Assert.Equal(["account-reported y•••7@outlook.example", "account-verified y•••7@outlook.example"], await story.AuditAsync());
    }

    [Fact]
    public async Task Whoever_comes_back_from_the_sign_in_to_the_other_instance_is_given_codes_that_both_take()
    {
        var invited = await LinkStory.InviteAsync(story.Yenting);
        var browser = story.NewBrowser();
        var back = await browser.PickAsync(LinkStory.LinkIn(invited.Card!), LinkStory.YentingsAccount);

        // Another port, as another process behind the same address; the keys of the cookies are in the database.
        var page = SignInStory.SignInPage.Of(await browser.FetchAsync(new UriBuilder(back) { Port = second.Address.Port }.Uri));

        Assert.Contains("劉彥廷", WebUtility.HtmlDecode(page.Page.Html), StringComparison.Ordinal);
        var returned = await LinkStory.ReturnAsync(story.Yenting, page.Client);
        Assert.Contains("Account: y•••7@outlook.example", returned.Shown, StringComparison.Ordinal);
    }

    /// <summary>Both confirm, and both find the account free: neither is let write before the other one wants to as well.</summary>
    private async Task<Answer[]> CollideAsync(params Chat[] chats)
    {
        using var hangs = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        hangs.CancelAfter(Limit);
        await using var holder = new NpgsqlConnection(database);
        await holder.OpenAsync(hangs.Token);
        await using var held = await holder.BeginTransactionAsync(hangs.Token);
        await using var hold = new NpgsqlCommand("LOCK TABLE \"LinkedAccounts\" IN SHARE ROW EXCLUSIVE MODE", holder);
        await hold.ExecuteNonQueryAsync(hangs.Token);

        var answers = Task.WhenAll(chats.Select(chat => chat.Presses("Yes, this is mine")));
        await using var waiting = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE relation = '\"LinkedAccounts\"'::regclass AND NOT granted", holder);
        while ((long)(await waiting.ExecuteScalarAsync(hangs.Token))! < chats.Length)
            await Task.Yield();

        await held.CommitAsync(hangs.Token);
        return await answers;
    }
}
