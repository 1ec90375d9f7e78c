using System.Runtime.CompilerServices;
using CompetencyBot.Sandbox.Playground;
using CompetencyBot.Sandbox.Trial;
using Microsoft.Playwright;

namespace CompetencyBot.Tests.EndToEnd;

/// <summary>One trial and one browser for all end-to-end tests; both start with the first test that finds what it requires.</summary>
public class TrialInBrowser : IAsyncLifetime
{
    /// <summary>Tests that start Playgrounds run one after the other: each trial has three of them.</summary>
    public const string Collection = "Playground";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Debian's browser as root in a container; without the switches it keeps asking for hosts of the internet.
    internal static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly TrialOptions _options;
    private readonly Dictionary<Uri, PlaygroundPage> _pages = [];
    private RunningTrial? _trial;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public TrialInBrowser()
        : this(TrialOptions.FreePorts)
    {
    }

    protected TrialInBrowser(TrialOptions options) => _options = options;

    /// <summary>Once somebody's page was opened.</summary>
    public RunningTrial Trial => _trial!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>For every test with a browser: they share few cores with all other tests, and the default of five seconds is for an idle machine.</summary>
    [ModuleInitializer]
    internal static void BePatient() => Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);

    public Task<PlaygroundPage> EmployeeAsync() => PageOfAsync(trial => trial.Employee);

    public Task<PlaygroundPage> ManagerAsync() => PageOfAsync(trial => trial.Manager);

    public Task<PlaygroundPage> AdminAsync() => PageOfAsync(trial => trial.Admin);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this); // subclasses have none either (CA1816)
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_trial is not null)
            await _trial.DisposeAsync();
    }

    private async Task<PlaygroundPage> PageOfAsync(Func<RunningTrial, PlaygroundProcess> whose)
    {
        var chromium = Tooling.Browser();
        var package = new PlaygroundPackage(Tooling.NodeModules("tests/Sandbox"));
        _trial ??= await RunningTrial.StartAsync(_options, new NodeTools(), package, TestContext.Current.CancellationToken);
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Switches });

        // One page each for all tests: the Playground installs the bot again whenever its page is opened.
        var address = whose(_trial).Address;
        if (!_pages.TryGetValue(address, out var page))
            _pages[address] = page = await PlaygroundPage.OpenAsync(_browser, address);
        await page.OpenPersonalChatAsync();
        return page;
    }
}
