using System.Net;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Hosting;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using CompetencyBot.Storage;
using CompetencyBot.Tests.CommandLine;
using static CompetencyBot.Tests.Features.AccountLink.SignInCalls;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>The sign-in service refuses the bot's registration, or does not answer; and what one address may ask of the bot.</summary>
public sealed class SignInServiceTests
{
    private const string Refused = "Error: The sign-in service refuses the bot's registration: ";

    [Theory]
    [InlineData("en", "Microsoft does not accept the registration with which CompetencyBot signs people in.", "Tell your admin, who has to look at the registration")]
    [InlineData("zh-TW", "Microsoft 不接受 CompetencyBot 用來登入的應用程式註冊。", "請通知管理員檢查 Microsoft Entra 中的應用程式註冊")]
    public async Task With_a_secret_that_has_expired_people_are_sent_to_their_admin_and_the_log_says_what_to_mend(string locale, string what, string advice)
    {
        await using var story = await LinkStory.StartAsync(("MicrosoftAccount:ClientSecret", "of last year"));

        var (status, page) = await PickAsync(await story.App.BeginAsync(Kaiwen, locale));

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("data-failure=\"misconfigured\"", page.Html, StringComparison.Ordinal);
        Assert.Contains(what, page.Html, StringComparison.Ordinal);
        Assert.Contains(advice, page.Html, StringComparison.Ordinal);
        Assert.Equal([AuditReasons.Misconfigured], await story.App.RefusalsAsync(Kaiwen));
        Assert.Contains(Refused + "invalid_client.", story.App.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("id or secret is wrong", story.App.Log.Text, StringComparison.Ordinal); // the service's own words
        Assert.DoesNotContain("of last year", story.App.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unauthorized_client", AuditReasons.Misconfigured)]
    [InlineData("invalid_request", AuditReasons.Misconfigured)]
    [InlineData("invalid_scope", AuditReasons.Misconfigured)]
    [InlineData("temporarily_unavailable", AuditReasons.Unavailable)]
    [InlineData("access_denied", AuditReasons.AccessDenied)]
    [InlineData("words that somebody made up", AuditReasons.Answer)]
    public async Task An_error_that_the_browser_brings_is_told_by_a_word_of_a_list(string error, string reason)
    {
        await using var story = await LinkStory.StartAsync();
        using var browser = SignInSteps.NewBrowser();
        var picker = await SignInSteps.OpenPickerAsync(browser, await story.App.BeginAsync(Kaiwen));
        var back = new Uri($"{picker.Fields["redirect_uri"]}?state={Uri.EscapeDataString(picker.Fields["state"])}"
            + $"&error={Uri.EscapeDataString(error)}&error_description=made+up");

        using var page = await browser.GetAsync(back, TestContext.Current.CancellationToken);

        Assert.Contains($"data-failure=\"{reason}\"", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([reason], await story.App.RefusalsAsync(Kaiwen));
        Assert.Equal(reason == AuditReasons.Misconfigured, story.App.Log.Text.Contains($"{Refused}{error}.", StringComparison.Ordinal));
        Assert.DoesNotContain("made up", story.App.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_in_the_set_time_cannot_be_reached()
    {
        await using var story = await LinkStory.StartAsync(("MicrosoftAccount:TimeoutSeconds", "1"));
        await WarmAsync(story);
        story.Accounts.Next(SignInFault.TokenEndpointHangs);
        var link = await story.App.BeginAsync(Kaiwen);

        var (status, page) = await PickAsync(link);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("data-failure=\"unavailable\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("cannot be reached at the moment", page.Html, StringComparison.Ordinal);
        Assert.Equal([AuditReasons.Unavailable], await story.App.RefusalsAsync(Kaiwen));
        Assert.Equal(SignInEnding.TokensRefused, Assert.Single(story.Accounts.SignIns).Ending);
    }

    [Theory]
    [InlineData("0", false)]
    [InlineData("61", false)]
    [InlineData("ten", false)]
    [InlineData("", false)]
    [InlineData("1", true)]
    [InlineData("60", true)]
    public async Task The_time_is_one_to_sixty_seconds(string seconds, bool isTaken)
    {
        using var patient = new DoctorPatient();
        var settings = new Dictionary<string, string?>
        {
            ["MicrosoftAccount:Authority"] = "https://login.example.org",
            ["MicrosoftAccount:ClientId"] = "id",
            ["MicrosoftAccount:ClientSecret"] = DoctorPatient.Secret,
            ["MicrosoftAccount:TimeoutSeconds"] = seconds,
            ["Hosting:PublicUrl"] = "https://bot.example.org",
        };
        foreach (var (key, value) in settings)
            patient[key] = value;
        var sentence = $"MicrosoftAccount:TimeoutSeconds is \"{seconds}\". Set a whole number between 1 and 60.";

        (await patient.ExamineAsync()).Says(isTaken ? "✔ Linking accounts: People sign in at" : "✖ Linking accounts: " + sentence);

        if (isTaken)
            return;
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => AppFixture.StartAsync(new AppOptions { Settings = settings }));
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limit_of_one_address_holds_however_the_address_of_the_page_is_written()
    {
        await using var story = await LinkStory.StartAsync();
        using var browser = new Browser();
        string[] ways = ["/account/start", "/account/start/", "/Account/START", "/account/%73tart", "/account/signed-in", "/Account/Signed-In", "/account/signed-in/"];
        for (var request = 0; request < BrowserLimits.MostRequests; request++)
            Assert.InRange((int)(await browser.FetchAsync(At(request))).Status, 400, 404);

        for (var way = 0; way < ways.Length; way++)
            Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.FetchAsync(At(way))).Status);

        Assert.Equal(HttpStatusCode.OK, (await story.App.GetAsync(SignInPaths.PageScript)).StatusCode);

        Uri At(int number) => new(story.App.Address, ways[number % ways.Length] + "?ticket=made-up");
    }

    /// <summary>What the provider does for the first time may take a second.</summary>
    private static async Task WarmAsync(LinkStory story)
    {
        using var http = new HttpClient();
        foreach (var path in new[] { "v2.0/.well-known/openid-configuration", "discovery/v2.0/keys" })
            (await http.GetAsync(new Uri(new Uri(story.Accounts.Authority), path), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }
}
