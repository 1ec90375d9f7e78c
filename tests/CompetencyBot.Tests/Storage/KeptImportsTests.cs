using CompetencyBot.Storage;
using CompetencyBot.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CompetencyBot.Tests.Storage;

/// <summary>A bot that had imported its evidence before there were snapshots is brought up to date.</summary>
public sealed class KeptImportsTests(PostgresServer postgres)
{
    [Fact]
    public async Task What_was_imported_before_still_counts_on_SQLite()
    {
        using var folder = new CompetencyBot.Sandbox.TemporaryFolder();
        await using var db = new SqliteBotDb(new DbContextOptionsBuilder<SqliteBotDb>().UseSqlite($"Data Source={folder.File("old.db")};Pooling=False").Options);

        await AssertKeptAsync(db);
    }

    [Fact]
    public async Task What_was_imported_before_still_counts_on_PostgreSQL()
    {
        await using var db = new PostgresBotDb(new DbContextOptionsBuilder<PostgresBotDb>().UseNpgsql(await postgres.CreateDatabaseAsync()).Options);

        await AssertKeptAsync(db);
    }

    private static async Task AssertKeptAsync(BotDb db)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("Wishes", cancellation);
        var at = db.Stored(new DateTimeOffset(2018, 3, 1, 1, 30, 0, TimeSpan.Zero));
        await db.Database.ExecuteSqlRawAsync(
            """INSERT INTO "ImportedFiles" ("Kind", "Name", "Sha256", "ReaderVersion", "ImportedAt", "Rows", "AssociationsKnown") VALUES ('People', 'people.csv', 'abc', 1, {0}, 1, {1})""",
            [at, true], cancellation);
        await db.Database.ExecuteSqlRawAsync(
            """INSERT INTO "People" ("UserPrincipalName", "DisplayName", "Line") VALUES ('grace@contoso.example', 'Grace', 2)""", cancellation);

        await migrator.MigrateAsync(cancellationToken: cancellation);

        var snapshot = await db.Snapshots.SingleAsync(cancellation);
        Assert.Equal(("People", SnapshotState.Present, "abc", true), (snapshot.Kind, snapshot.State, snapshot.Sha256, snapshot.AssociationsKnown));
        Assert.Equal(snapshot.ImportedAt, snapshot.AsOf);
        Assert.Equal(snapshot.Id, await db.People.Select(person => EF.Property<long>(person, BotDb.SnapshotId)).SingleAsync(cancellation));
        Assert.Equal("abc", (await db.FolderMarks.SingleAsync(cancellation)).Sha256);
    }
}
