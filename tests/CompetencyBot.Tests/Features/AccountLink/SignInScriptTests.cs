using CompetencyBot.Features.AccountLink.SignIn;
using Microsoft.Playwright;
using static CompetencyBot.Tests.Features.AccountLink.SignInCalls;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>The page at the end of a sign-in in a real browser that gets no script of Teams.</summary>
public sealed class SignInScriptTests
{
    private static readonly string[] Switches = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whether_the_script_of_Teams_fails_or_never_arrives_the_digits_show(bool hangs)
    {
        await using var story = await LinkStory.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Tooling.Browser(), Args = Switches });
        await using var context = await chromium.NewContextAsync(new() { Locale = "en-US" });
        await context.RouteAsync(url => !new Uri(url).IsLoopback, route => route.AbortAsync());
        await context.RouteAsync("**" + SignInPaths.TeamsScript, route => hangs ? Task.CompletedTask : route.AbortAsync());
        var page = await context.NewPageAsync();
        await page.GotoAsync((await story.App.BeginAsync(Kaiwen)).AbsoluteUri);
        var asked = page.WaitForRequestAsync("**" + SignInPaths.TeamsScript);

        await page.ClickAsync($"button[value='{LinkStory.NewAccount}']");

        await asked;
        await Assertions.Expect(page.Locator("#digits .code")).ToBeVisibleAsync();
        Assert.IsType<SignInResult.Done>(await story.App.RedeemAsync(Kaiwen, (await page.Locator("#digits .code").TextContentAsync())!));
    }
}
