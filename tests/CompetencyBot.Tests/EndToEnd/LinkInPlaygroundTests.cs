using CompetencyBot.Sandbox.Trial;
using Microsoft.Playwright;

namespace CompetencyBot.Tests.EndToEnd;

/// <summary>
/// An admin asks whoever is not linked, and one of them does the whole of it by clicking: the dialog in the Playground, the sign-in at the played provider, the
/// association in the played Partner Center, and the message that comes when the data say so. In Chinese, which is his language.
/// </summary>
[Collection(TrialInBrowser.Collection)]
public sealed class LinkInPlaygroundTests(LinkInPlaygroundTests.TrialOfYenting trial) : IClassFixture<LinkInPlaygroundTests.TrialOfYenting>
{
    private const string Account = "yentingl97@outlook.example";

    [Fact]
    public async Task Whoever_is_asked_links_their_account_by_clicking_and_hears_when_it_counts()
    {
        var admin = await trial.AdminAsync();
        var yenting = await trial.EmployeeAsync();
        var card = await AskedAsync(admin, yenting);
        await PlaygroundPage.PressAsync(card, "立即連結");
        await Assertions.Expect(card).ToContainTextAsync("連結您的 Microsoft 帳戶");
        await yenting.ScreenshotAsync("link-1-explanation");
        await PlaygroundPage.PressAsync(card, "繼續");
        await Assertions.Expect(card).ToContainTextAsync("登入您的 Microsoft 帳戶");
        await yenting.ScreenshotAsync("link-2-invitation");

        var browser = await yenting.OpenLinkAsync(card, "登入");
        await browser.GetByRole(AriaRole.Button, new() { Name = Account }).ClickAsync();
        var code = browser.Locator(".code").First;
        await code.WaitForAsync();
        await browser.ScreenshotAsync(new() { Path = PictureOf("link-3-code") });
        var digits = await code.InnerTextAsync();
        await browser.CloseAsync();

        var asked = await yenting.AskAsync(digits);
        await Assertions.Expect(asked).ToContainTextAsync("y•••7@outlook.example");
        await yenting.ScreenshotAsync("link-4-confirm");
        await PlaygroundPage.PressAsync(asked, "是，這是我的帳戶");
        await Assertions.Expect(asked).ToContainTextAsync("接著前往合作夥伴中心");
        await yenting.ScreenshotAsync("link-5-partner-center");

        var partnerCenter = await yenting.OpenLinkAsync(asked, "開啟合作夥伴中心");
        await partnerCenter.Locator("select[name=employee]").First.SelectOptionAsync("yenting.liu@contoso.example");
        await partnerCenter.Locator("select[name=account]").SelectOptionAsync(Account);
        await partnerCenter.Locator("button.main").ClickAsync();
        await partnerCenter.GetByRole(AriaRole.Status).WaitForAsync();
        await partnerCenter.CloseAsync();

        await PlaygroundPage.PressAsync(asked, "已在該處完成");
        await Assertions.Expect(asked).ToContainTextAsync("已回報");
        await yenting.ScreenshotAsync("link-6-waiting");

        await Assertions.Expect(await admin.AskAsync("progress")).ToContainTextAsync("4 passes are not counted because 3 people have not linked");
        await admin.ScreenshotAsync("link-progress");
        await admin.SayAsync("admin read");
        var confirmed = await yenting.HearAsync("Data Platform", TimeSpan.FromSeconds(60));
        await yenting.ScreenshotAsync("link-7-confirmed");
        await Assertions.Expect(confirmed).ToBeVisibleAsync();
        await yenting.AskAsync("狀態");
        await yenting.ScreenshotAsync("link-8-status");
    }

    /// <summary>The admin sees who is not linked and has them asked.</summary>
    /// <returns>What the employee reads then.</returns>
    private static async Task<ILocator> AskedAsync(PlaygroundPage admin, PlaygroundPage yenting)
    {
        await Assertions.Expect(await admin.AskAsync("progress")).ToContainTextAsync("7 passes are not counted because 4 people have not linked");
        var list = await admin.AskAsync("who is not linked");
        await admin.ScreenshotAsync(list, "who-is-not-linked");
        await PlaygroundPage.PressAsync(list, "Remind them");
        await PlaygroundPage.PressAsync(list, "Write to them");
        await yenting.HearAsync("立即連結", TimeSpan.FromSeconds(60));
        await yenting.ScreenshotAsync("asked-to-link");
        return yenting.BotMessages.Nth(await yenting.BotMessages.CountAsync() - 1); // by its place: its text is replaced when a button is pressed
    }

    private static string PictureOf(string name) => Repository.PathOf("TestResults", "screenshots", name + ".png");

    /// <summary>Whose chair of the employee is taken by 劉彥廷.</summary>
    public sealed class TrialOfYenting() : TrialInBrowser(TrialOptions.FreePorts with { Employee = "yenting.liu" });
}
