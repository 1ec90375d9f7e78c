using System.Net;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Insights;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources.Insights;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.Administration.PartnerCenter;

/// <summary>The bot and Insights beside it, on the same clock; an admin connects it with a browser.</summary>
internal sealed class PartnerCenterStory : IAsyncDisposable
{
    public const string Training = "TrainingCompletions";
    public const string Performance = "CompetencyPerformanceRequirement";
    public const string History = "CompetencySummaryHistory";

    private readonly TestClock _theirs;
    private readonly List<Browser> _browsers = [];

    private PartnerCenterStory(AppFixture app, FakeInsights insights, TestClock theirs) => (App, Insights, _theirs) = (app, insights, theirs);

    public AppFixture App { get; }

    public FakeInsights Insights { get; }

    public static async Task<PartnerCenterStory> StartAsync(AppOptions? options = null)
    {
        var how = options ?? new AppOptions();
        var clock = new TestClock(SampleCast.Morning);
        var insights = await FakeInsights.StartAsync(SandboxFolder.SampleOrganisation, clock);
        var settings = BotSettings.Reports(insights);
        foreach (var (key, value) in how.Settings ?? [])
            settings[key] = value;
        return new PartnerCenterStory(await AppFixture.StartAsync(how with { Settings = settings }), insights, clock);
    }

    /// <summary>The same, connected by Julia, with all reports ordered.</summary>
    public static async Task<PartnerCenterStory> ConnectedAsync(AppOptions? options = null)
    {
        var story = await StartAsync(options);
        await story.ConnectAsync();
        await story.StepAsync();
        return story;
    }

    public Browser NewBrowser()
    {
        var browser = new Browser();
        _browsers.Add(browser);
        return browser;
    }

    public void Advance(TimeSpan time)
    {
        _theirs.Advance(time);
        App.Clock.Advance(time);
    }

    /// <summary>One run of the job.</summary>
    public Task StepAsync() => App.RunAsync<InsightsJob>();

    /// <summary>As much later as a report takes, once more.</summary>
    public async Task LaterAsync(TimeSpan? after = null)
    {
        Advance(after ?? InsightsPace.FirstLook);
        await StepAsync();
    }

    public async Task<Uri> LinkAsync(Person? admin = null)
    {
        var chat = App.As(admin ?? Sample.Julia);
        await chat.Says("admin partner center");
        var card = await chat.Invokes("admin/partnerconnect");
        return new Uri((string)card.Actions.First(action => action["url"] is not null)["url"]!);
    }

    /// <summary>Opens the link and answers the sign-in.</summary>
    /// <returns>The address that the browser is sent back to; it is not opened yet.</returns>
    public async Task<Uri> SignInAsync(Browser browser, Uri link, string answer = "yes")
    {
        var page = await browser.FetchAsync(link);
        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.Equal(new Uri(Insights.Authority).Authority, page.Location!.Authority);
        var sent = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, page.Location)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("answer", answer)]),
        });
        return sent.Location!;
    }

    /// <returns>The page at the end.</returns>
    public async Task<BrowserPage> ConnectAsync(Person? admin = null)
    {
        var browser = NewBrowser();
        return await browser.FetchAsync(await SignInAsync(browser, await LinkAsync(admin)));
    }

    public Task<InsightsDataset> RowAsync(string kind) => App.InDatabaseAsync(db => db.InsightsDatasets.AsNoTracking().SingleAsync(row => row.Kind == kind));

    public Task<EvidenceSnapshot> PresentAsync(string kind) =>
        App.InDatabaseAsync(db => db.Snapshots.AsNoTracking().SingleAsync(row => row.Kind == kind && row.State == SnapshotState.Present));

    /// <summary>What was told to admins about Partner Center, each message once for each of them.</summary>
    public Task<List<OutboxMessage>> ToldAsync() => App.InDatabaseAsync(db =>
        db.Outbox.AsNoTracking().Where(row => row.Key.StartsWith("insights|")).OrderBy(row => row.Key).ToListAsync());

    /// <summary>What stands on the card now.</summary>
    public async Task<string> ShownAsync() => (await App.As(Sample.Julia).Says("admin partner center")).Shown;

    public int CallsOf(InsightsServer server, string path) => Insights.Calls.Count(call => call.Server == server && call.Path.StartsWith(path, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers)
            browser.Dispose();
        await App.DisposeAsync();
        await Insights.DisposeAsync();
    }
}
