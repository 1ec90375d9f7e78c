using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.MicrosoftAccounts;
using CompetencyBot.Sandbox.PartnerCenter;
using CompetencyBot.Tests.Sandbox;
using Microsoft.Playwright;

namespace CompetencyBot.Tests.EndToEnd;

/// <summary>The played account picker and the played Partner Center in a real browser, which keeps cookies and obeys a page's policy.</summary>
public sealed class PlayedPagesTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Somebody_picks_an_account_and_comes_back_signed_in_or_cancels()
    {
        var page = await OpenAsync();
        await using var accounts = await FakeMicrosoftAccounts.StartAsync(MicrosoftAccount.ReadFrom(SandboxFolder.SampleOrganisation));
        await using var client = await AccountClient.StartAsync(accounts);
        // By its name, as the trial's bot: to a browser that is another site than the provider's address.
        var start = new UriBuilder(client.Start) { Host = "localhost" }.Uri.AbsoluteUri;

        await page.GotoAsync(start);
        await page.ScreenshotAsync(new() { Path = PictureOf("account-picker") });
        await page.GetByRole(AriaRole.Button, new() { Name = "graceh88@outlook.example" }).ClickAsync();
        await Assertions.Expect(page.GetByText("\"email\":\"graceh88@outlook.example\"")).ToBeVisibleAsync();

        await page.GotoAsync(start);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.GetByText("access_denied")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Somebody_associates_an_account_and_reads_that_the_bot_is_not_told()
    {
        var page = await OpenAsync("zh-TW");
        var evidence = _folder.CopyIn(SandboxFolder.SampleOrganisation, "evidence");
        await using var partnerCenter = await FakePartnerCenter.StartAsync(evidence, MicrosoftAccount.ReadFrom(evidence), TimeProvider.System);

        await page.GotoAsync(partnerCenter.DashboardUrl);
        await page.GetByLabel("員工").First.SelectOptionAsync("yenting.liu@contoso.example");
        await page.GetByLabel("Microsoft 帳戶").SelectOptionAsync("yentingl97@outlook.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "產生關聯" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("劉彥廷 已與 yentingl97@outlook.example 產生關聯。");
        await Assertions.Expect(page.GetByText("機器人不會收到通知")).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = PictureOf("partner-center") });
    }

    private async Task<IPage> OpenAsync(string locale = "en-US")
    {
        var chromium = Tooling.Browser();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = TrialInBrowser.Switches });
        return await _browser.NewPageAsync(new() { Locale = locale });
    }

    private static string PictureOf(string name) => Repository.PathOf("TestResults", "screenshots", name + ".png");
}
