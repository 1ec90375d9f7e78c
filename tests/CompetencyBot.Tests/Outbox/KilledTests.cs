using CompetencyBot.Outbox;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Connector;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Outbox;

/// <summary>
/// Real processes that are killed while they send (SIGKILL) and started again. Whatever was not on its way at such a moment arrives once;
/// what was on its way, which nobody can know for the connector has no key for it, at most once more.
/// </summary>
public sealed class KilledTests(PostgresServer postgres)
{
    private const int Messages = 2_000;
    private const int Kills = 3;

    [Fact]
    public async Task Two_instances_on_PostgreSQL_that_are_killed_again_and_again_repeat_no_more_than_what_was_on_its_way()
    {
        var database = await postgres.CreateDatabaseAsync();

        await RunAsync(
            instances: 2, "Postgres", database, () => new PostgresBotDb(new DbContextOptionsBuilder<PostgresBotDb>().UseNpgsql(database).Options));
    }

    [Fact]
    public async Task One_instance_on_SQLite_that_is_killed_again_and_again_repeats_no_more_than_what_was_on_its_way()
    {
        using var folder = new TemporaryFolder();
        var database = $"Data Source={folder.File("bot.db")};Pooling=False";

        await RunAsync(instances: 1, "Sqlite", database, () => new SqliteBotDb(new DbContextOptionsBuilder<SqliteBotDb>().UseSqlite(database).Options));
    }

    private static async Task RunAsync(int instances, string storage, string database, Func<BotDb> open)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGKILL and no SIGTERM");
        await using var connector = await FakeConnector.StartAsync();
        connector.AnswerAfter(TimeSpan.FromMilliseconds(30), FakeConnector.Always); // as far away as a service is
        await FillAsync(open, connector.ServiceUrl);

        IReadOnlyList<string> onTheirWay;
        int left;
        var bots = Enumerable.Range(0, instances).Select(_ => new Lives(storage, database)).ToList();
        try
        {
            await Task.WhenAll(bots.Select(bot => bot.EndAndBeginAgainAsync(Kills)));
            await Task.WhenAll(bots.Select(bot => bot.Last.IsThroughAsync()));
            onTheirWay = await AcceptedAndNotWrittenDownAsync(open, connector);
            Assert.Equal(TextsIn(connector).Distinct(), TextsIn(connector)); // while the leases of the dead hold, nothing is repeated
            left = await EndLeasesAsync(open);
            var all = connector.Count + left;
            await connector.WaitForAsync(_ => connector.Count >= all, TimeSpan.FromSeconds(60));
        }
        finally
        {
            foreach (var bot in bots)
                await bot.Last.DisposeAsync(); // which brings to its end what it has begun
        }

        var repeated = TextsIn(connector).GroupBy(text => text).Where(sent => sent.Count() > 1).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{repeated.Count} repeated, {left} left by the dead");
        Assert.Equal(Enumerable.Range(0, Messages).Select(ManyPeople.TextFor), TextsIn(connector).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(onTheirWay.Order(StringComparer.Ordinal), repeated.Select(sent => sent.Key).Order(StringComparer.Ordinal));
        Assert.All(repeated, sent => Assert.Equal(2, sent.Count()));
        Assert.InRange(repeated.Count, 1, instances * Kills * OutboxDelivery.InFlight);
        await using var db = open();
        Assert.Equal(Messages, await db.Outbox.CountAsync(row => row.State == OutboxState.Sent, TestContext.Current.CancellationToken));
    }

    private static async Task FillAsync(Func<BotDb> open, string serviceUrl)
    {
        await using var db = open();
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        await ManyPeople.AddAsync(db, serviceUrl, Messages, TimeProvider.System.GetUtcNow());
    }

    /// <summary>As if the two minutes had passed. Nobody sends at this moment.</summary>
    private static async Task<int> EndLeasesAsync(Func<BotDb> open)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var db = open();
        return await db.Outbox.Where(row => row.State != OutboxState.Sent)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.LeasedUntil, now), TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<string>> AcceptedAndNotWrittenDownAsync(Func<BotDb> open, FakeConnector connector)
    {
        await using var db = open();
        var unsent = await db.Outbox.Where(row => row.State != OutboxState.Sent).Select(row => row.Key).ToListAsync(TestContext.Current.CancellationToken);
        return [.. unsent.Intersect(TextsIn(connector))];
    }

    private static IEnumerable<string> TextsIn(FakeConnector connector) => connector.Calls.Select(call => call.Text!);

    /// <summary>One instance, which is killed in the middle of its work and started again.</summary>
    private sealed class Lives(string storage, string database)
    {
        public DeliveringBot Last { get; private set; } = DeliveringBot.Start(storage, database);

        public async Task EndAndBeginAgainAsync(int times)
        {
            for (var life = 0; life < times; life++)
            {
                await Last.HasSentAsync(50 + (30 * life));
                await Last.KillAsync();
                await Last.DisposeAsync();
                Last = DeliveringBot.Start(storage, database);
            }
        }
    }
}
