using System.Net;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>People sign in to their Microsoft account in a browser and bring a code back to the chat.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private const string WithoutEmail = "Lin@Outlook.example";
    private const string Phone = "+886912345678";
    private const string PhoneWithEmail = "+886987654321";

    private SignInStory story = null!;

    public async ValueTask InitializeAsync() => story = await SignInStory.StartAsync(
        more: [
            MicrosoftAccount.Of(WithoutEmail, "Lin") with { Email = null },
            MicrosoftAccount.Of(Phone, "Mei") with { Email = null },
            MicrosoftAccount.Of(PhoneWithEmail, "K. Cheng") with { Email = "K.Cheng@Outlook.example" }]);

    public ValueTask DisposeAsync() => story.DisposeAsync();

    [Fact]
    public async Task Whoever_signs_in_sees_for_whom_which_account_and_what_never_to_do()
    {
        var page = (await story.SignInAsync(SignInStory.Kaiwen)).Page;
        var html = WebUtility.HtmlDecode(page.Html);

        Assert.Contains("You signed in to the Microsoft account k•••8@outlook.example. Next it can be linked to 鄭凱文 in CompetencyBot.", html, StringComparison.Ordinal);
        Assert.Contains("Never give this code to anybody. If you are not 鄭凱文, or did not ask for this, close this page", html, StringComparison.Ordinal);
        Assert.DoesNotContain("kaiwen1988", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(SignInPaths.Return, page.Address.AbsolutePath);
    }

    [Fact]
    public async Task The_page_speaks_the_language_of_whoever_asked_for_it()
    {
        var page = WebUtility.HtmlDecode((await story.SignInAsync(SignInStory.Kaiwen, "zh-TW")).Page.Html);

        Assert.Contains("<html lang=\"zh-TW\">", page, StringComparison.Ordinal);
        Assert.Contains("您已登入 Microsoft 帳戶 k•••8@outlook.example", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_kept_nowhere_loads_nothing_from_elsewhere_and_leaves_no_cookie()
    {
        var link = await story.BeginAsync(SignInStory.Kaiwen);
        var browser = story.NewBrowser();
        var back = await browser.PickAsync(link, SignInStory.KaiwensAccount);
        Assert.Equal(2, browser.Cookies.Count);
        Assert.All(browser.Cookies, cookie => Assert.Equal((true, SignInPaths.Return), (cookie.HttpOnly, cookie.Path)));

        var page = await browser.FetchAsync(back);

        Assert.Empty(browser.Cookies);
        Assert.Equal("no-store", page.Headers["Cache-Control"]);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
        var policy = page.Headers["Content-Security-Policy"];
        Assert.Matches("^default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-[^']+'; script-src 'self'; connect-src 'none'$", policy);
    }

    [Fact]
    public async Task The_bot_asks_for_as_little_as_it_needs_and_proves_itself_when_it_fetches_the_token()
    {
        await story.SignInAsync(SignInStory.Kaiwen);

        var signIn = Assert.Single(story.Accounts.SignIns);
        var asked = signIn.Asked;
        Assert.Equal(("code", "openid profile email", "select_account", "S256"), (asked["response_type"], asked["scope"], asked["prompt"], asked["code_challenge_method"]));
        Assert.Equal(new Uri(story.App.Address, SignInPaths.Return).AbsoluteUri, asked["redirect_uri"]);
        Assert.Equal(SignInEnding.TokensGiven, signIn.Ending); // which the provider gives for the right secret only
    }

    [Fact]
    public async Task The_six_digits_give_the_account_once()
    {
        var page = await story.SignInAsync(SignInStory.Kaiwen);

        var done = Assert.IsType<SignInResult.Done>(await story.RedeemAsync(SignInStory.Kaiwen, page.Typed));
        var subject = MicrosoftAccount.Of(SignInStory.KaiwensAccount, "").Subject;
        Assert.Equal(new SignedInAccount(subject, "kaiwen1988@outlook.example", "Kaiwen Cheng"), done.Account);

        Assert.IsType<SignInResult.NothingWaits>(await story.RedeemAsync(SignInStory.Kaiwen, page.Typed));
        Assert.IsType<SignInResult.NothingWaits>(await story.RedeemAsync(SignInStory.Kaiwen, page.Client));
        Assert.Equal([AuditReasons.NothingWaits], await story.RefusalsAsync(SignInStory.Kaiwen));
    }

    [Fact]
    public async Task The_code_of_the_Teams_client_gives_the_account_once()
    {
        var page = await story.SignInAsync(SignInStory.Kaiwen);

        Assert.IsType<SignInResult.Done>(await story.RedeemAsync(SignInStory.Kaiwen, page.Client));

        Assert.IsType<SignInResult.NothingWaits>(await story.RedeemAsync(SignInStory.Kaiwen, page.Client));
    }

    [Fact]
    public async Task Digits_may_be_of_full_width_and_have_spaces_between()
    {
        var page = await story.SignInAsync(SignInStory.Kaiwen);
        var wide = string.Concat(page.Typed.Select(digit => digit == ' ' ? '\u3000' : (char)('０' + (digit - '0'))));

        Assert.IsType<SignInResult.Done>(await story.RedeemAsync(SignInStory.Kaiwen, $" {wide} "));
    }

    [Fact]
    public async Task Nothing_of_the_codes_and_the_link_is_kept_but_hashes_and_nothing_of_the_account_after_the_code_came()
    {
        var link = await story.BeginAsync(SignInStory.Kaiwen);
        var page = await story.SignInAsync(link);

        var before = await story.AttemptAsync(SignInStory.Kaiwen);
        string?[] kept = [before.TicketHash, before.ClientCodeHash, before.TypedCodeHash];
        Assert.All(kept, hash => Assert.Matches("^[0-9a-f]{64}$", hash!));
        Assert.Equal("kaiwen1988@outlook.example", before.Address);
        await story.RedeemAsync(SignInStory.Kaiwen, page.Typed);

        var after = await story.AttemptAsync(SignInStory.Kaiwen);
        Assert.Equal((null, null, null, 0), (after.Subject, after.Address, after.Name, after.WrongCodes));
        foreach (var secret in new[] { link.Query["?ticket=".Length..], page.Client, page.Typed, "kaiwen", "Cheng" })
            Assert.DoesNotContain(secret, story.App.Log.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_program_that_looks_into_links_does_not_use_them_up()
    {
        var link = await story.BeginAsync(SignInStory.Kaiwen);
        for (var look = 0; look < 3; look++)
            Assert.Equal(HttpStatusCode.Found, (await story.NewBrowser().FetchAsync(link)).Status);

        Assert.IsType<SignInResult.Done>(await story.RedeemAsync(SignInStory.Kaiwen, (await story.SignInAsync(link)).Typed));
    }

    [Fact]
    public async Task Before_anybody_comes_back_no_code_is_right()
    {
        await story.BeginAsync(SignInStory.Kaiwen);

        Assert.IsType<SignInResult.NotYet>(await story.RedeemAsync(SignInStory.Kaiwen, "123456"));
        Assert.IsType<SignInResult.NothingWaits>(await story.RedeemAsync(SignInStory.Yenting, "123456"));
    }

    [Fact]
    public async Task A_newer_link_takes_the_place_of_the_one_before()
    {
        var first = await story.BeginAsync(SignInStory.Kaiwen);
        var second = await story.BeginAsync(SignInStory.Kaiwen);

        var page = await story.NewBrowser().FetchAsync(first);

        Assert.Equal(HttpStatusCode.Gone, page.Status);
        Assert.Contains("a newer link was given", page.Html, StringComparison.Ordinal);
        Assert.Equal([AuditReasons.TicketReplaced], await story.RefusalsAsync(SignInStory.Kaiwen));
        Assert.IsType<SignInResult.Done>(await story.RedeemAsync(SignInStory.Kaiwen, (await story.SignInAsync(second)).Typed));
    }

    [Fact]
    public async Task Codes_that_came_in_time_count_after_a_restart_too()
    {
        var link = await story.BeginAsync(SignInStory.Kaiwen);
        var browser = story.NewBrowser();
        var back = await browser.PickAsync(link, SignInStory.KaiwensAccount);
        var port = story.App.Address.Port;

        await story.App.RestartAsync();

        // Another port, as another process behind the same address; the keys are in the database.
        var page = await browser.FetchAsync(new Uri(back.AbsoluteUri.Replace($":{port}", $":{story.App.Address.Port}", StringComparison.Ordinal)));
        Assert.DoesNotContain(AuditReasons.State, await story.RefusalsAsync(SignInStory.Kaiwen));
        Assert.IsType<SignInResult.Done>(await story.RedeemAsync(SignInStory.Kaiwen, SignInStory.SignInPage.Of(page).Typed));
    }

    [Theory]
    [InlineData(WithoutEmail, "lin@outlook.example")]
    [InlineData(PhoneWithEmail, "k.cheng@outlook.example")]
    [InlineData(Phone, null)]
    public async Task An_account_is_known_by_an_address_or_not_at_all(string account, string? known)
    {
        var page = await story.BrowseAsync(await story.BeginAsync(SignInStory.Kaiwen), account);

        if (known is null)
        {
            Assert.Equal(HttpStatusCode.BadRequest, page.Status);
            Assert.Contains("has no e-mail address", page.Html, StringComparison.Ordinal);
            Assert.Equal([AuditReasons.NoAddress], await story.RefusalsAsync(SignInStory.Kaiwen));
        }
        else
        {
            Assert.Equal(known, (await story.AttemptAsync(SignInStory.Kaiwen)).Address);
        }
    }

    [Fact]
    public async Task Behind_a_proxy_the_browser_is_sent_back_to_the_public_address_with_cookies_for_https_only()
    {
        await using var proxied = await SignInStory.StartAsync(new AppOptions { Settings = new() { ["Hosting:PublicUrl"] = "https://bot.example.org" } });
        var link = await proxied.BeginAsync(SignInStory.Kaiwen);
        Assert.StartsWith("https://bot.example.org/account/start?ticket=", link.AbsoluteUri, StringComparison.Ordinal);

        var page = await proxied.NewBrowser().FetchAsync(new Uri(proxied.App.Address, link.PathAndQuery));

        Assert.Contains($"redirect_uri={Uri.EscapeDataString("https://bot.example.org/account/signed-in")}", page.Location!.Query, StringComparison.Ordinal);
        Assert.Equal(2, page.Headers["Set-Cookie"].Split("secure; samesite=lax; httponly").Length - 1);
    }

    [Fact]
    public async Task Signing_in_gives_the_messages_of_Teams_no_other_way_in()
    {
        Assert.Equal(HttpStatusCode.OK, (await story.App.As(Sample.Grace).Says("help")).Status);
        using var anonymous = new HttpRequestMessage(HttpMethod.Post, new Uri(story.App.Address, "/api/messages")) { Content = new StringContent("{}") };

        Assert.Equal(HttpStatusCode.Unauthorized, (await story.NewBrowser().SendAsync(anonymous)).Status);
    }

    [Fact]
    public async Task Where_nobody_can_sign_in_there_are_no_links_and_no_pages()
    {
        await using var app = await AppFixture.StartAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var signIns = scope.ServiceProvider.GetRequiredService<SignIns>();

        Assert.False(signIns.IsConfigured);
        Assert.Null(await signIns.BeginAsync(SignInStory.Kaiwen.UserPrincipalName, SignInStory.Kaiwen.ObjectId!, "en", TestContext.Current.CancellationToken));
        foreach (var path in new[] { SignInPaths.Start, SignInPaths.Return, SignInPaths.PageScript, SignInPaths.TeamsScript })
            Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync(path)).StatusCode);
        Assert.Equal("", SignInStory.WarningsOf(app));
        Assert.Equal(1, await app.InDatabaseAsync(db => db.DataProtectionKeys.CountAsync()));
    }
}
