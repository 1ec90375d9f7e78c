using CompetencyBot.Features.Renewal;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.Renewal;

/// <summary>The sample organisation, its two admins with the bot installed, and days that go by.</summary>
internal sealed class RenewalStory(AppFixture app) : IAsyncDisposable
{
    public AppFixture App => app;

    public Chat Julia { get; } = app.As(Sample.Julia);

    public Chat Tsai { get; } = app.As(Sample.Tsai);

    public static async Task<RenewalStory> StartAsync(AppOptions? options = null)
    {
        var story = new RenewalStory(await AppFixture.StartAsync(options));
        await story.Julia.Installs();
        await story.Tsai.Installs();
        return story;
    }

    /// <summary>With these settings besides the usual ones.</summary>
    public static Task<RenewalStory> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(new AppOptions { Settings = settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value) });

    public async Task ScanAsync()
    {
        await app.RunAsync<RenewalScanJob>();
        await DeliverAsync();
    }

    public async Task FollowUpAsync()
    {
        await app.RunAsync<RenewalFollowUpJob>();
        await DeliverAsync();
    }

    public Task DeliverAsync() => app.RunAsync<OutboxDeliveryJob>();

    public async Task ImportAsync()
    {
        var scanned = app.Jobs.NextRunOf<RenewalScanJob>(); // an import that changes something has one behind it
        await app.RunAsync<EvidenceImportJob>();
        await scanned;
        await DeliverAsync();
    }

    /// <summary>Half past nine in Taipei on that day: within the admins' working hours.</summary>
    public void GoTo(int year, int month, int day) => app.Clock.SetUtcNow(new DateTimeOffset(year, month, day, 9, 30, 0, SampleCast.Morning.Offset));

    /// <summary>The cards that came unasked and of their own, as text, the oldest first.</summary>
    public string[] Warnings(Chat chat) =>
    [
        .. app.Connector.Calls
            .Where(call => call is { Status: 201, Type: "message", ActivityId: null, Card: not null } && call.ConversationId == chat.ConversationId)
            .Select(call => string.Join('\n', CardText.Of(call.Card!))),
    ];

    public static string TextOf(Answer answer) => string.Join('\n', CardText.Of(answer.Card!));

    public Task<WatchedRisk> RiskAsync(string key) => app.InDatabaseAsync(db => db.Risks.AsNoTracking().SingleAsync(risk => risk.Key == key));

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
