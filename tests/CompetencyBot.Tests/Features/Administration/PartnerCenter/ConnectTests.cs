using System.Net;
using System.Text;
using CompetencyBot.Features.Administration.PartnerCenter;
using CompetencyBot.Hosting;
using CompetencyBot.Sandbox.Insights;
using CompetencyBot.Sources.Insights;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Features.Administration.PartnerCenter;

/// <summary>An admin connects Partner Center with a browser, and what must not be possible on that way.</summary>
public sealed class ConnectTests
{
    [Fact]
    public async Task An_admin_connects_an_account_with_a_link_from_the_chat()
    {
        await using var story = await PartnerCenterStory.StartAsync();
        Assert.Contains("No account is connected", await story.ShownAsync(), StringComparison.Ordinal);

        var page = await story.ConnectAsync();

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains($"CompetencyBot reads reports as {story.Insights.Account} from now on", page.Html, StringComparison.Ordinal);
        Assert.Contains($"Connected as {story.Insights.Account} since", await story.ShownAsync(), StringComparison.Ordinal);
        Assert.Contains("by Julia Novak.", await story.ShownAsync(), StringComparison.Ordinal);
        var entry = await story.App.InDatabaseAsync(db => db.Audit.SingleAsync(row => row.Action == AuditActions.PartnerCenterConnected));
        Assert.Equal((Sample.Julia.UserPrincipalName, story.Insights.Account), (entry.By, entry.After));
    }

    [Fact]
    public async Task The_pages_have_the_headers_of_a_sign_in_and_the_cookie_is_out_of_reach_for_scripts()
    {
        await using var story = await PartnerCenterStory.StartAsync();
        using var browser = new Browser();

        var start = await browser.FetchAsync(await story.LinkAsync());
        var page = await browser.FetchAsync(new Uri(story.App.Address, ConnectEndpoints.Return));

        Assert.Equal(("no-store", "no-referrer"), (start.Headers["Cache-Control"], start.Headers["Referrer-Policy"]));
        Assert.Matches("^partner-center=.*; max-age=600; path=/partner-center; samesite=lax; httponly$", start.Headers["Set-Cookie"]);
        Assert.Equal(("no-store", "no-referrer", "nosniff"), (page.Headers["Cache-Control"], page.Headers["Referrer-Policy"], page.Headers["X-Content-Type-Options"]));
        Assert.Contains("frame-ancestors 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_good_for_one_connection()
    {
        await using var story = await PartnerCenterStory.StartAsync();
        var link = await story.LinkAsync();
        var (first, second) = (story.NewBrowser(), story.NewBrowser());
        var (one, other) = (await story.SignInAsync(first, link), await story.SignInAsync(second, link)); // opening does not use it up

        Assert.Equal(HttpStatusCode.OK, (await first.FetchAsync(one)).Status);

        AssertRefused(HttpStatusCode.Gone, "This link was used already", await second.FetchAsync(other));
        AssertRefused(HttpStatusCode.Gone, "This link was used already", await second.FetchAsync(link));
    }

    [Fact]
    public async Task A_link_is_good_for_ten_minutes()
    {
        await using var story = await PartnerCenterStory.StartAsync();
        var browser = story.NewBrowser();
        var link = await story.LinkAsync();
        var back = await story.SignInAsync(browser, link);

        story.Advance(ConnectTickets.GoodFor);

        AssertRefused(HttpStatusCode.Gone, "is older than 10 minutes", await browser.FetchAsync(back));
        AssertRefused(HttpStatusCode.Gone, "is older than 10 minutes", await browser.FetchAsync(link));
        Assert.Contains("No account is connected", await story.ShownAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_browser_cannot_bring_back_what_one_was_sent_for()
    {
        await using var story = await PartnerCenterStory.StartAsync();
        var back = await story.SignInAsync(story.NewBrowser(), await story.LinkAsync());

        AssertRefused(HttpStatusCode.BadRequest, "was not begun in this browser", await story.NewBrowser().FetchAsync(back));

        Assert.Equal(0, story.CallsOf(InsightsServer.SignIn, "token"));
    }

    [Fact]
    public async Task A_state_that_the_bot_has_not_sent_is_refused()
    {
        await using var story = await PartnerCenterStory.StartAsync();
        var browser = story.NewBrowser();
        var back = await story.SignInAsync(browser, await story.LinkAsync());
        var forged = new Uri(System.Text.RegularExpressions.Regex.Replace(back.AbsoluteUri, "state=[^&]+", "state=another"));

        AssertRefused(HttpStatusCode.BadRequest, "was not begun in this browser", await browser.FetchAsync(forged));

        Assert.Equal(0, story.CallsOf(InsightsServer.SignIn, "token"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_is_no_admin_any_more_connects_nothing(bool hasOpenedLink)
    {
        await using var story = await PartnerCenterStory.StartAsync();
        await story.App.As(Sample.Julia).Says("admin add grace.huang@contoso.example");
        var (browser, link) = (story.NewBrowser(), await story.LinkAsync(Sample.Grace));
        var next = hasOpenedLink ? await story.SignInAsync(browser, link) : link;
        story.Advance(TimeSpan.FromMinutes(1));
        await story.App.As(Sample.Julia).Says("admin remove grace.huang@contoso.example");

        AssertRefused(HttpStatusCode.Forbidden, "is no admin of CompetencyBot any more", await browser.FetchAsync(next));

        Assert.Equal(0, story.CallsOf(InsightsServer.SignIn, "token"));
    }

    [Fact]
    public async Task Whoever_breaks_off_may_open_the_link_again()
    {
        await using var story = await PartnerCenterStory.StartAsync();
        var (browser, link) = (story.NewBrowser(), await story.LinkAsync());

        AssertRefused(HttpStatusCode.BadRequest, "The sign-in was broken off", await browser.FetchAsync(await story.SignInAsync(browser, link, "no")));

        Assert.Equal(HttpStatusCode.OK, (await browser.FetchAsync(await story.SignInAsync(browser, link))).Status);
    }

    [Fact]
    public async Task A_wrong_secret_is_told_on_the_page_and_connects_nothing()
    {
        await using var story = await PartnerCenterStory.StartAsync(new AppOptions { Settings = new() { ["PartnerCenter:ClientSecret"] = "a-wrong-one" } });

        AssertRefused(HttpStatusCode.InternalServerError, "does not accept the registration", await story.ConnectAsync());

        Assert.Contains("invalid_client", story.App.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("a-wrong-one", story.App.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_admins_are_given_a_link_and_only_in_their_own_chat()
    {
        await using var story = await PartnerCenterStory.StartAsync();

        Assert.StartsWith("Only admins", (await story.App.As(Sample.Grace).Invokes("admin/partnerconnect")).Text, StringComparison.Ordinal);
        var inChannel = await story.App.As(Sample.Julia).InChannel().Says("admin partner center");

        Assert.DoesNotContain("No account is connected", inChannel.Shown, StringComparison.Ordinal);
        Assert.Empty(await story.App.InDatabaseAsync(db => db.Secrets.Where(secret => secret.Name.StartsWith("partner-center")).ToListAsync()));
    }

    [Fact]
    public async Task What_is_kept_holds_no_token_that_can_be_read()
    {
        await using var story = await PartnerCenterStory.ConnectedAsync();

        var kept = Encoding.UTF8.GetString((await story.App.InDatabaseAsync(db => db.Secrets.SingleAsync(secret => secret.Name == InsightsVault.Name))).Value);

        Assert.DoesNotContain(story.Insights.Account, kept, StringComparison.Ordinal);
        Assert.All(story.Insights.Secrets, secret => Assert.DoesNotContain(secret, kept, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Disconnecting_deletes_the_key_and_keeps_what_arrived()
    {
        await using var story = await PartnerCenterStory.ConnectedAsync();
        await story.LaterAsync();
        var arrived = await story.PresentAsync(PartnerCenterStory.Training);

        var answer = await story.App.As(Sample.Julia).Invokes("admin/partnerdisconnect");
        var calls = story.Insights.Calls.Count;
        await story.LaterAsync(TimeSpan.FromDays(10));

        Assert.StartsWith("Partner Center is disconnected", answer.Text, StringComparison.Ordinal);
        Assert.Equal(arrived.Id, (await story.PresentAsync(PartnerCenterStory.Training)).Id);
        Assert.Equal(calls, story.Insights.Calls.Count);
        Assert.Empty(await story.App.InDatabaseAsync(db => db.Secrets.Where(secret => secret.Name == InsightsVault.Name).ToListAsync()));
        Assert.StartsWith("No account is connected", (await story.App.As(Sample.Julia).Invokes("admin/partnerfetch")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_that_change_the_connection_at_once_the_first_wins_and_nothing_comes_back()
    {
        await using var story = await PartnerCenterStory.ConnectedAsync();
        await using var scope = story.App.Services.CreateAsyncScope();
        var vault = scope.ServiceProvider.GetRequiredService<InsightsVault>();
        var cancellation = TestContext.Current.CancellationToken;
        var seen = (await vault.FindAsync(cancellation))!;

        Assert.True(await vault.ChangeAsync(seen, seen.Connection with { By = "first" }, cancellation));
        Assert.False(await vault.ChangeAsync(seen, seen.Connection with { By = "second" }, cancellation));
        Assert.Equal("first", (await vault.FindAsync(cancellation))!.Connection.By);
        var now = (await vault.FindAsync(cancellation))!;
        Assert.True(await vault.EndAsync(cancellation));
        Assert.False(await vault.ChangeAsync(now, now.Connection, cancellation));
        Assert.Null(await vault.FindAsync(cancellation));
    }

    [Fact]
    public async Task Where_it_is_not_set_up_there_are_no_pages_and_the_chat_says_so()
    {
        await using var app = await AppFixture.StartAsync();

        Assert.StartsWith("Fetching reports from Partner Center is not set up", (await app.As(Sample.Julia).Says("admin partner center")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync(ConnectEndpoints.Start)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync(ConnectEndpoints.Return)).StatusCode);
    }

    [Theory]
    [InlineData("PartnerCenter:ClientSecret", "", "PartnerCenter:Enabled is true without PartnerCenter:ClientId and PartnerCenter:ClientSecret.")]
    [InlineData("PartnerCenter:ApiUrl", "http://insights.example/v1", "PartnerCenter:ApiUrl is \"http://insights.example/v1\". Set an https address")]
    [InlineData("PartnerCenter:Authority", "https://login.microsoftonline.com/", "PartnerCenter:Authority is \"https://login.microsoftonline.com/\". Its path is the tenant")]
    [InlineData("PartnerCenter:Authority", "http://login.example/tenant", "PartnerCenter:Authority is \"http://login.example/tenant\". Set an https address")]
    public async Task Settings_that_cannot_work_stop_the_start(string key, string value, string sentence)
    {
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => PartnerCenterStory.StartAsync(new AppOptions { Settings = new() { [key] = value } }));

        Assert.StartsWith(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin partner center")]
    [InlineData("Admin Partner Center please")]
    [InlineData("管理 合作夥伴中心")]
    public async Task It_is_asked_for_in_both_languages(string words)
    {
        await using var story = await PartnerCenterStory.StartAsync();

        Assert.Contains("[Connect]", (await story.App.As(Sample.Julia).Says(words)).Shown, StringComparison.Ordinal);
    }

    private static void AssertRefused(HttpStatusCode status, string words, BrowserPage page)
    {
        Assert.Equal(status, page.Status);
        Assert.Contains(words, page.Html, StringComparison.Ordinal);
    }
}
