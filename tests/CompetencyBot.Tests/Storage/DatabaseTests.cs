using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Storage;

public sealed class DatabaseTests(PostgresServer postgres)
{
    [Fact]
    public void The_migrations_of_both_databases_are_in_step_with_the_model()
    {
        using BotDb sqlite = new SqliteDesign().CreateDbContext([]);
        using BotDb server = new PostgresDesign().CreateDbContext([]);

        Assert.All(new[] { sqlite, server }, db => Assert.False(
            db.Database.HasPendingModelChanges(), $"{db.GetType().Name}: write a migration for both contexts, see src/README.md"));
    }

    [Fact]
    public async Task SQLite_writes_ahead_so_that_readers_never_wait()
    {
        await using var app = await AppFixture.StartAsync();

        Assert.Equal("wal", await app.InDatabaseAsync(db => db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync().ContinueWith(
            task => Assert.Single(task.Result), TaskScheduler.Default)));
        Assert.Equal("ok", Assert.Single(await app.InDatabaseAsync(db => db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync())));
    }

    [Fact]
    public async Task The_start_says_where_the_data_is_kept()
    {
        await using var app = await AppFixture.StartAsync();

        Assert.Contains($"Data is kept in {app.DatabaseFile}.", app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_on_the_same_file_is_refused_and_the_first_goes_on()
    {
        await using var app = await AppFixture.StartAsync();

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => AppFixture.StartAsync(new AppOptions
        {
            Settings = new() { ["Storage:ConnectionString"] = $"Data Source={app.DatabaseFile}" },
        }));

        Assert.Equal(
            $"The database {app.DatabaseFile} cannot be taken: another CompetencyBot runs on it, or the folder is not writable. "
            + "End the other process, or set Storage:ConnectionString to another file, or use PostgreSQL for several instances.",
            refusal.Message);
        Assert.Single((await app.As(Sample.Grace).Says("help")).Messages);
    }

    [Fact]
    public async Task The_whole_story_is_the_same_on_PostgreSQL()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Postgres = await postgres.CreateDatabaseAsync() });
        var julia = app.As(Sample.Julia);
        await julia.Installs();

        Assert.Contains("5 gold · 6 silver", (await julia.Says("progress")).Shown, StringComparison.Ordinal);
        await app.RunAsync<RenewalScanJob>();
        await app.RunAsync<RenewalScanJob>();
        await app.RunAsync<OutboxDeliveryJob>();
        await app.RestartAsync();
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Single(app.Connector.Calls, call => call is { ActivityId: null, Card: not null });
        Assert.Empty((await julia.Says("help", id: "f:000003")).Messages); // an id that was seen before the restart
    }

    [Fact]
    public async Task Two_processes_on_one_PostgreSQL_answer_and_send_everything_once()
    {
        await using var first = await AppFixture.StartAsync(new AppOptions { Postgres = await postgres.CreateDatabaseAsync() });
        await using var second = await first.StartAnotherAsync();
        var julia = first.As(Sample.Julia);
        await julia.Installs();
        var message = julia.Message("help", "f:twice").ToJsonString();

        await Task.WhenAll(first.PostAsync(message), second.PostAsync(message));
        await Task.WhenAll(AddManyAsync(first), AddManyAsync(second));
        await Task.WhenAll(DeliverAsync(first), DeliverAsync(second));

        Assert.Single(first.Connector.Calls, call => call.ActivityId == "f:twice");
        AssertEachOnce(first);
    }

    [Fact]
    public async Task On_SQLite_deliveries_at_the_same_moment_send_each_message_once()
    {
        await using var app = await AppFixture.StartAsync();
        await app.As(Sample.Julia).Installs();
        await AddManyAsync(app);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DeliverAsync(app)));

        AssertEachOnce(app);
    }

    private static async Task AddManyAsync(AppFixture app)
    {
        for (var i = 0; i < 30; i++)
        {
            await using var scope = app.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<OutboxWriter>().AddAsync(
                $"note {i}", Sample.Julia.UserPrincipalName, [OutboundActivity.Message($"note {i}")], TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The job itself, past the scheduler, which would never run it twice at a time.</summary>
    private static Task DeliverAsync(AppFixture app) => Task.Run(async () =>
    {
        await using var scope = app.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<OutboxDeliveryJob>(scope.ServiceProvider).Execute(null!, TestContext.Current.CancellationToken);
    });

    private static void AssertEachOnce(AppFixture app) => Assert.Equal(
        Enumerable.Range(0, 30).Select(i => $"note {i}").Order(StringComparer.Ordinal),
        app.Connector.Calls.Where(call => call.Text?.StartsWith("note", StringComparison.Ordinal) == true).Select(call => call.Text)
            .Order(StringComparer.Ordinal));
}
