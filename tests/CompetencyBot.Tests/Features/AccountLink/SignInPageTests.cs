using System.Net;
using System.Text.Json;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Tests.EndToEnd;
using Microsoft.Playwright;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>The page at the end of a sign-in in a real browser: opened by a Teams client, whose part a page of Teams' own address plays, or alone.</summary>
public sealed class SignInPageTests : IAsyncLifetime
{
    /// <summary>Reached only when something hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>What a Teams client does for a page that it has opened: it answers <c>initialize</c>, says whose client it is, and takes the result.</summary>
    private const string TeamsClient = """
        <!DOCTYPE html>
        <title>Teams</title>
        <button>Sign in</button>
        <p></p>
        <script>
          const runtime = { apiVersion: 1, isLegacyTeams: false, supports: {} };
          const { link, user } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
          addEventListener('message', (event) => {
            const { id, uuid, uuidAsString, func, args } = event.data;
            if (func === 'initialize') {
              event.source.postMessage({ id, uuid, uuidAsString, args: ['authentication', 'web', JSON.stringify(runtime), '2.0.0'] }, event.origin);
            } else if (func === 'getContext') {
              event.source.postMessage({ id, uuid, uuidAsString, args: [{ userObjectId: user, locale: 'en-us' }] }, event.origin);
            } else if (func.startsWith('authentication.authenticate.')) {
              document.querySelector('p').textContent = `${func} ${args[0]}`;
            }
          });
          document.querySelector('button').onclick = () => window.open(link, 'sign-in', 'width=600,height=535');
        </script>
        """;

    /// <summary>The page gives a Teams client two seconds to answer, which a slow machine may need for other things.</summary>
    private const string EndlessPatience = """
        const start = window.setTimeout.bind(window);
        window.setTimeout = (run, wait, ...values) => wait === 2000 ? 0 : start(run, wait, ...values);
        """;

    private readonly List<string> violations = [];
    private SignInStory story = null!;
    private IPlaywright playwright = null!;
    private IBrowser chromium = null!;
    private IBrowserContext context = null!;

    public async ValueTask InitializeAsync()
    {
        var program = Tooling.Browser();
        Tooling.NodeModules("src/CompetencyBot");
        story = await SignInStory.StartAsync();
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = TrialInBrowser.Switches });
        context = await chromium.NewContextAsync(new() { ViewportSize = new() { Width = 600, Height = 535 }, Locale = "en-US" });
        await context.RouteAsync(url => !new Uri(url).IsLoopback, route => route.AbortAsync());
        await context.RouteAsync("https://teams.microsoft.com/**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = TeamsClient }));
        context.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                violations.Add(message.Text);
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        playwright?.Dispose();
        if (story is not null)
            await story.DisposeAsync();
    }

    [Fact]
    public async Task A_Teams_client_is_given_the_long_code_and_the_window_closes()
    {
        await context.AddInitScriptAsync(EndlessPatience);
        var (teams, window) = await OpenInTeamsAsync(await story.BeginAsync(SignInStory.Kaiwen));
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        window.Close += (_, _) => closed.TrySetResult();

        await PickAsync(window);

        await Assertions.Expect(teams.Locator("p")).ToContainTextAsync("authentication.authenticate.success");

        var result = (await teams.Locator("p").TextContentAsync())!.Split(' ');
        Assert.Equal("authentication.authenticate.success", result[0]);
        Assert.IsType<SignInResult.Done>(await story.RedeemAsync(SignInStory.Kaiwen, result[1]));
        await closed.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);

        // TeamsJS would ask Microsoft for its list of hosts; it may not, and does with its own.
        Assert.NotEmpty(violations);
        Assert.All(violations, violation => Assert.Contains("https://res.cdn.office.net/", violation, StringComparison.Ordinal));
    }

    /// <summary>An app in Teams could have opened somebody else's link for them, to have their account linked to that person's.</summary>
    [Fact]
    public async Task A_Teams_client_of_another_person_is_not_given_the_code()
    {
        await context.AddInitScriptAsync(EndlessPatience); // or the digits would show for that reason
        var (teams, window) = await OpenInTeamsAsync(await story.BeginAsync(SignInStory.Kaiwen), Sample.Grace);

        await PickAsync(window);

        await Assertions.Expect(window.Locator("#digits .code")).ToBeVisibleAsync();
        await Assertions.Expect(window.Locator("strong")).ToContainTextAsync("Never give this code to anybody");
        Assert.Equal("", await teams.Locator("p").TextContentAsync());
    }

    [Fact]
    public async Task In_a_Teams_client_a_failure_stays_to_be_read()
    {
        var (teams, window) = await OpenInTeamsAsync(await story.BeginAsync(SignInStory.Kaiwen));

        await PressAsync(window, "Cancel");

        await Assertions.Expect(window.Locator("#sign-in")).ToContainTextAsync("Go back to your chat");
        Assert.Equal("", await teams.Locator("p").TextContentAsync());
    }

    [Theory]
    [InlineData("en", "Write these six digits in your chat", "sign-in-done")]
    [InlineData("zh-TW", "請在 Teams 中與 CompetencyBot 的聊天裡輸入這六位數字", "sign-in-done.zh")]
    public async Task Anywhere_else_the_digits_show(string locale, string words, string picture)
    {
        var page = await context.NewPageAsync();

        await page.GotoAsync((await story.BeginAsync(SignInStory.Kaiwen, locale)).AbsoluteUri);
        await PickAsync(page);

        await Assertions.Expect(page.Locator("#digits")).ToContainTextAsync(words);
        await Assertions.Expect(page.Locator("#digits .code")).ToBeVisibleAsync();
        await ScreenshotAsync(page, picture);
        Assert.IsType<SignInResult.Done>(await story.RedeemAsync(SignInStory.Kaiwen, (await page.Locator("#digits .code").TextContentAsync())!));
    }

    [Fact]
    public async Task A_window_whose_opener_does_not_answer_as_Teams_shows_the_digits_too()
    {
        var opener = await context.NewPageAsync();
        var link = await story.BeginAsync(SignInStory.Kaiwen);
        await opener.GotoAsync(new Uri(story.App.Address, "/privacy").AbsoluteUri);

        var popup = await opener.RunAndWaitForPopupAsync(() => opener.EvaluateAsync("link => { window.open(link); }", link.AbsoluteUri));
        await PickAsync(popup);

        await Assertions.Expect(popup.Locator("#digits .code")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_scripts_the_digits_show()
    {
        await using var plain = await chromium.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await plain.NewPageAsync();

        await page.GotoAsync((await story.BeginAsync(SignInStory.Kaiwen)).AbsoluteUri);
        await PickAsync(page);

        await Assertions.Expect(page.Locator("noscript .code")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_link_that_does_not_work_says_what_happened_and_what_to_do()
    {
        var page = await context.NewPageAsync();
        var link = await story.BeginAsync(SignInStory.Kaiwen);
        story.App.Clock.Advance(SignIns.GoodFor);

        var answer = await page.GotoAsync(link.AbsoluteUri);

        Assert.Equal((int)HttpStatusCode.Gone, answer!.Status);
        await Assertions.Expect(page.Locator("#sign-in")).ToContainTextAsync("ask for a new link there");
        await ScreenshotAsync(page, "sign-in-expired");
    }

    /// <summary>Up to the account picker, in a window that the Teams client has opened.</summary>
    private async Task<(IPage Teams, IPage Window)> OpenInTeamsAsync(Uri link, Person? user = null)
    {
        var teams = await context.NewPageAsync();
        var opened = JsonSerializer.Serialize(new { link = link.AbsoluteUri, user = (user ?? SignInStory.Kaiwen).ObjectId });
        await teams.GotoAsync("https://teams.microsoft.com/#" + Uri.EscapeDataString(opened));
        return (teams, await teams.RunAndWaitForPopupAsync(() => teams.ClickAsync("button")));
    }

    private static Task PickAsync(IPage page) => PressAsync(page, SignInStory.KaiwensAccount);

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    private static Task<byte[]> ScreenshotAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Repository.PathOf("TestResults", "screenshots", name + ".png") });
}
