using System.Globalization;
using System.Net;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>What somebody tries who wants another's account, or to put theirs upon another; each refusal says why.</summary>
public sealed class SignInAttackTests(PostgresServer postgres) : IAsyncLifetime
{
    private SignInStory story = null!;

    public async ValueTask InitializeAsync() => story = await SignInStory.StartAsync();

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_code_of_somebody_elses_sign_in_is_as_wrong_as_any_other(bool typed)
    {
        var page = await story.SignInAsync(SignInStory.Kaiwen);
        await story.SignInAsync(SignInStory.Yenting);
        var code = typed ? page.Typed : page.Client;

        var refused = Assert.IsType<SignInResult.Wrong>(await story.RedeemAsync(SignInStory.Yenting, code));
        var invented = Assert.IsType<SignInResult.Wrong>(await story.RedeemAsync(SignInStory.Yenting, "no-code-of-anybody"));

        Assert.Equal((4, 3), (refused.TriesLeft, invented.TriesLeft));
        Assert.Equal([AuditReasons.WrongCode], await story.RefusalsAsync(SignInStory.Yenting));
        Assert.IsType<SignInResult.NothingWaits>(await story.RedeemAsync(Sample.Grace, code)); // who has not begun any
        Assert.Equal([AuditReasons.NothingWaits], await story.RefusalsAsync(Sample.Grace));
        Assert.IsType<SignInResult.Done>(await story.RedeemAsync(SignInStory.Kaiwen, code));
    }

    [Fact]
    public async Task The_code_comes_back_from_the_Teams_user_who_asked_and_from_no_other_with_that_address()
    {
        var page = await story.SignInAsync(SignInStory.Kaiwen);

        Assert.IsType<SignInResult.NothingWaits>(await story.RedeemAsync(SignInStory.Kaiwen with { ObjectId = SignInStory.Yenting.ObjectId }, page.Typed));
    }

    [Fact]
    public async Task A_link_that_is_finished_in_anothers_browser_names_whom_it_is_for_and_gives_that_browser_no_way_to_link()
    {
        var link = await story.BeginAsync(SignInStory.Kaiwen);

        var page = await story.SignInAsync(link); // Yenting was talked into it

        Assert.Contains("If you are not 鄭凱文", WebUtility.HtmlDecode(page.Page.Html), StringComparison.Ordinal);
        Assert.IsType<SignInResult.NothingWaits>(await story.RedeemAsync(SignInStory.Yenting, page.Typed));
    }

    [Fact]
    public async Task What_came_back_from_a_sign_in_is_of_no_use_in_another_browser()
    {
        var back = await story.NewBrowser().PickAsync(await story.BeginAsync(SignInStory.Kaiwen), SignInStory.KaiwensAccount);
        var other = story.NewBrowser();

        var page = await other.FetchAsync(back);
        await other.PickAsync(await story.BeginAsync(SignInStory.Yenting), SignInStory.KaiwensAccount); // has cookies of a sign-in of its own
        var again = await other.FetchAsync(back);

        foreach (var refused in new[] { page, again })
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
            Assert.Contains("was not begun in this browser", refused.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("data-code", refused.Html, StringComparison.Ordinal);
        }

        Assert.Equal([AuditReasons.Correlation], await story.RefusalsAsync(SignInStory.Kaiwen));
        Assert.Null((await story.AttemptAsync(SignInStory.Kaiwen)).SignedInAt);
    }

    [Fact]
    public async Task The_way_back_is_gone_once()
    {
        var browser = story.NewBrowser();
        var back = await browser.PickAsync(await story.BeginAsync(SignInStory.Kaiwen), SignInStory.KaiwensAccount);
        var first = SignInStory.SignInPage.Of(await browser.FetchAsync(back));

        var again = await browser.FetchAsync(back);

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Equal([AuditReasons.Correlation], await story.RefusalsAsync(SignInStory.Kaiwen));
        Assert.IsType<SignInResult.Done>(await story.RedeemAsync(SignInStory.Kaiwen, first.Typed));
    }

    [Fact]
    public async Task A_link_is_good_for_one_sign_in()
    {
        var link = await story.BeginAsync(SignInStory.Kaiwen);
        var late = story.NewBrowser();
        var back = await late.PickAsync(link, SignInStory.KaiwensAccount);
        await story.SignInAsync(link);

        var opened = await story.NewBrowser().FetchAsync(link);
        var cameBack = await late.FetchAsync(back);

        foreach (var refused in new[] { opened, cameBack })
        {
            Assert.Equal(HttpStatusCode.Gone, refused.Status);
            Assert.Contains("This link was used already", refused.Html, StringComparison.Ordinal);
        }

        Assert.Equal([AuditReasons.TicketUsed], await story.RefusalsAsync(SignInStory.Kaiwen));
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_is_refused()
    {
        var page = await story.SignInAsync(SignInStory.Kaiwen);
        for (var left = 4; left > 0; left--)
            Assert.Equal(new SignInResult.Wrong(left), await story.RedeemAsync(SignInStory.Kaiwen, Other(page, left)));

        Assert.IsType<SignInResult.TooMany>(await story.RedeemAsync(SignInStory.Kaiwen, Other(page, 5)));
        Assert.IsType<SignInResult.TooMany>(await story.RedeemAsync(SignInStory.Kaiwen, page.Typed));
        Assert.IsType<SignInResult.TooMany>(await story.RedeemAsync(SignInStory.Kaiwen, page.Client));

        Assert.Equal([AuditReasons.TooManyCodes, AuditReasons.WrongCode], await story.RefusalsAsync(SignInStory.Kaiwen));
    }

    [Fact]
    public async Task Many_guesses_at_once_have_no_more_tries_than_one_after_the_other()
    {
        var page = await story.SignInAsync(SignInStory.Kaiwen);

        var results = await Task.WhenAll(Enumerable.Range(1, 20).Select(guess => story.RedeemAsync(SignInStory.Kaiwen, Other(page, guess))));

        Assert.InRange(results.Count(result => result is SignInResult.Wrong), 0, 4);
        Assert.IsType<SignInResult.TooMany>(await story.RedeemAsync(SignInStory.Kaiwen, page.Typed));
        Assert.Equal(SignIns.MostWrongCodes, (await story.AttemptAsync(SignInStory.Kaiwen)).WrongCodes);
    }

    [Fact]
    public async Task After_ten_minutes_neither_the_link_nor_a_code_is_taken()
    {
        var (link, late) = (await story.BeginAsync(SignInStory.Yenting), story.NewBrowser());
        var back = await late.PickAsync(link, SignInStory.KaiwensAccount);
        var page = await story.SignInAsync(SignInStory.Kaiwen);
        story.App.Clock.Advance(SignIns.GoodFor);

        Assert.IsType<SignInResult.Expired>(await story.RedeemAsync(SignInStory.Kaiwen, page.Typed));
        Assert.IsType<SignInResult.Expired>(await story.RedeemAsync(SignInStory.Kaiwen, page.Typed));
        foreach (var refused in new[] { await late.FetchAsync(back), await story.NewBrowser().FetchAsync(link) })
        {
            Assert.Equal(HttpStatusCode.Gone, refused.Status);
            Assert.Contains("This link has expired: it was good for 10 minutes.", refused.Html, StringComparison.Ordinal);
        }

        Assert.Equal([AuditReasons.Expired], await story.RefusalsAsync(SignInStory.Kaiwen));
        Assert.Equal([AuditReasons.Expired], await story.RefusalsAsync(SignInStory.Yenting));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?ticket=")]
    [InlineData("?ticket=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_link_that_was_made_up_leads_to_a_page_that_says_so(string query)
    {
        var page = await story.NewBrowser().FetchAsync(new Uri(story.App.Address, SignInPaths.Start + query));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("not one that CompetencyBot has given", page.Html, StringComparison.Ordinal);
        Assert.Equal(0, await story.App.InDatabaseAsync(db => db.Audit.CountAsync())); // nobody is known whom it is about
        Assert.Contains("was refused: ticket-unknown.", story.App.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_in_a_link_leads_elsewhere()
    {
        const string Elsewhere = "https://evil.example/";
        var link = await story.BeginAsync(SignInStory.Kaiwen);
        var extra = string.Concat(new[] { "returnUrl", "ReturnUrl", "redirect_uri", "next", "state", "prompt", "scope" }.Select(name => $"&{name}={Uri.EscapeDataString(Elsewhere)}"));

        var browser = story.NewBrowser();
        var opened = await browser.FetchAsync(new Uri(link.AbsoluteUri + extra));
        var back = await browser.PickAsync(opened.Location!, SignInStory.KaiwensAccount);
        var page = await browser.FetchAsync(new Uri(back.AbsoluteUri + extra.Replace("&state", "&other", StringComparison.Ordinal)));

        Assert.StartsWith(new Uri(new Uri(story.Accounts.Authority), "/").AbsoluteUri, opened.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", opened.Location.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, null), (page.Status, page.Location));
        Assert.DoesNotContain("evil.example", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_header_does_not_lead_the_browser_elsewhere_where_the_public_address_is_set()
    {
        await using var proxied = await SignInStory.StartAsync(new AppOptions { Settings = new() { ["Hosting:PublicUrl"] = "https://bot.example.org" } });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(proxied.App.Address, (await proxied.BeginAsync(SignInStory.Kaiwen)).PathAndQuery));
        request.Headers.Host = "evil.example";

        var page = await proxied.NewBrowser().SendAsync(request);

        Assert.Contains("redirect_uri=https%3A%2F%2Fbot.example.org%2F", page.Location!.Query, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", page.Location.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?code=abc", AuditReasons.State)]
    [InlineData("?code=abc&state=made-up", AuditReasons.State)]
    public async Task An_answer_to_a_question_that_was_never_asked_is_refused(string query, string reason)
    {
        var page = await story.NewBrowser().FetchAsync(new Uri(story.App.Address, SignInPaths.Return + query));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains($"data-failure=\"{reason}\"", page.Html, StringComparison.Ordinal);
        Assert.Contains($"was refused: {reason}.", story.App.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_posted_is_not_looked_at()
    {
        var browser = story.NewBrowser();
        var back = await browser.PickAsync(await story.BeginAsync(SignInStory.Kaiwen), SignInStory.KaiwensAccount);
        var fields = back.Query[1..].Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        using var posted = new HttpRequestMessage(HttpMethod.Post, new Uri(back.GetLeftPart(UriPartial.Path))) { Content = new FormUrlEncodedContent(fields) };

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(posted)).Status);
        Assert.Equal([AuditReasons.Answer], await story.RefusalsAsync(SignInStory.Kaiwen));
        Assert.Null((await story.AttemptAsync(SignInStory.Kaiwen)).SignedInAt);
    }

    [Fact]
    public async Task Too_much_from_one_address_is_asked_to_wait_and_the_rest_of_the_bot_is_not()
    {
        var browser = story.NewBrowser();
        var address = new Uri(story.App.Address, SignInPaths.Return);
        for (var request = 0; request < BrowserLimits.MostRequests; request++)
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.FetchAsync(address)).Status);

        var page = await browser.FetchAsync(address);

        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.Contains("Wait a minute", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await story.App.GetAsync("/health/live")).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_instances_that_bring_the_same_code_at_once_one_is_served(bool wide)
    {
        await using var first = await SignInStory.StartAsync(new AppOptions { Postgres = await postgres.CreateDatabaseAsync() });
        await using var second = await first.App.StartAnotherAsync();
        var page = await first.SignInAsync(SignInStory.Kaiwen);
        var code = wide ? page.Client : page.Typed;

        var results = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(turn => SignInStory.RedeemAsync(turn % 2 == 0 ? first.App : second, SignInStory.Kaiwen, code)));

        Assert.Single(results.OfType<SignInResult.Done>());
        Assert.Equal(3, results.OfType<SignInResult.NothingWaits>().Count());
    }

    [Fact]
    public async Task Of_two_browsers_that_come_back_at_once_one_is_served()
    {
        var link = await story.BeginAsync(SignInStory.Kaiwen);
        var browsers = new[] { story.NewBrowser(), story.NewBrowser() };
        var backs = await Task.WhenAll(browsers.Select(browser => browser.PickAsync(link, SignInStory.KaiwensAccount)));

        var pages = await Task.WhenAll(browsers.Zip(backs, (browser, back) => browser.FetchAsync(back)));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Gone], pages.Select(page => page.Status).Order());
        Assert.Equal([AuditReasons.TicketUsed], await story.RefusalsAsync(SignInStory.Kaiwen));
    }

    /// <summary>Six digits that are not these.</summary>
    private static string Other(SignInStory.SignInPage page, int by) =>
        ((int.Parse(page.Digits, CultureInfo.InvariantCulture) + by) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
}
