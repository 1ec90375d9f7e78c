using System.Globalization;
using CompetencyBot.BotFramework.Connector;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Robustness;

/// <summary>
/// Twenty thousand broken activities through the whole bot. A failure names its case: <c>FUZZ_CASE=123</c> in the environment sends that one
/// alone, <c>FUZZ_SEED</c> makes other cases.
/// </summary>
[Collection(Alone.Name)]
public sealed class FuzzTests
{
    private const int Cases = 20_000;

    /// <summary>Bytes. What is kept per conversation and the caches of the libraries fit in; a few hundred bytes kept per activity do not.</summary>
    private const long MostGrowth = 12 * 1024 * 1024;

    private static readonly int Seed = Number("FUZZ_SEED") ?? 2018;

    /// <summary>Errors alone are logged, and no host is trusted but loopback: nothing can leave this machine.</summary>
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Logging:LogLevel:Default"] = "Error",
        ["BotFramework:TrustedServiceHosts:0"] = "service.invalid",
        ["BotFramework:TrustedFileHosts:0"] = "files.invalid",
    };

    [Fact]
    public async Task Whatever_is_sent_is_answered_as_the_protocol_has_it_and_nothing_is_left_behind()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Settings = Settings });
        app.Connector.Record = false; // what breaks the protocol is kept nevertheless
        using var run = new FuzzRun(app, new FuzzCases(Seed, await SharedLogin.Value, app.Connector.ServiceUrl));
        if (Number("FUZZ_CASE") is { } one)
        {
            await run.SendAsync([one]);
            AssertNone(run.Failures);
            return;
        }

        await run.SendAsync(Enumerable.Range(0, Cases / 4));
        var early = GC.GetTotalMemory(forceFullCollection: true);
        await run.SendAsync(Enumerable.Range(Cases / 4, Cases - (Cases / 4)));
        var growth = GC.GetTotalMemory(forceFullCollection: true) - early;

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"statuses {string.Join(", ", run.Statuses.OrderBy(pair => pair.Key))}; {app.Connector.Count} calls; growth {growth / 1024} KB");
        AssertNone(run.Failures);
        Assert.Superset(new HashSet<int> { 200, 400, 401, 403, 413, 415, 501 }, run.Statuses.Keys.ToHashSet());
        Assert.True(run.Statuses[200] > Cases / 2, $"Only {run.Statuses[200]} got past the door: the mutations are too coarse.");
        Assert.True(growth < MostGrowth, $"After the first quarter memory grew by {growth / 1024} KB.");
        await AssertNothingIsLeftAsync(app);
    }

    private static async Task AssertNothingIsLeftAsync(AppFixture app)
    {
        Assert.Equal(0, await app.InDatabaseAsync(db => db.Outbox.CountAsync()));
        Assert.Equal(0, await app.InDatabaseAsync(db => db.SeenActivities.CountAsync(row => row.DoneAt == null)));
        Assert.Empty(app.Jobs.Failures);
        var pace = app.Services.GetRequiredService<SendPace>();
        var conversations = await app.InDatabaseAsync(db => db.Conversations.CountAsync());
        Assert.InRange(pace.ConversationsRemembered, 1, 2 * conversations); // of each its sends and its reads

        app.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(200, (int)(await app.As(Sample.Grace).Says("help")).Status);
        Assert.InRange(pace.ConversationsRemembered, 1, conversations); // the sends are forgotten with the next send, the reads with a read
    }

    private static void AssertNone(IReadOnlyCollection<string> failures) =>
        Assert.True(failures.Count == 0, $"Seed {Seed}\n{string.Join("\n\n", failures)}");

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
