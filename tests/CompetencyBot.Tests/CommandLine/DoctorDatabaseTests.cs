using CompetencyBot.Storage;
using CompetencyBot.Tests.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.CommandLine;

public sealed class DoctorDatabaseTests(PostgresServer server) : IDisposable
{
    private readonly DoctorPatient patient = new();

    public void Dispose() => patient.Dispose();

    [Fact]
    public async Task A_database_that_is_not_there_yet_is_good_and_still_not_there_afterwards()
    {
        var report = await patient.ExamineAsync();

        report.Says($"✔ Database: {patient.Database} is not there yet; the first start creates it.");
        Assert.Empty(Directory.GetFileSystemEntries(patient.Folder));
    }

    [Fact]
    public async Task A_database_in_a_folder_that_can_still_be_made_is_good()
    {
        patient["Storage:ConnectionString"] = $"Data Source={Path.Combine(patient.Folder, "not", "yet", "bot.db")}";

        (await patient.ExamineAsync()).Says("✔ Database: ", "is not there yet");
        Assert.Empty(Directory.GetFileSystemEntries(patient.Folder));
    }

    [Fact]
    public async Task A_migrated_database_opens_and_is_up_to_date()
    {
        await patient.MigrateAsync();

        (await patient.ExamineAsync()).Says($"✔ Database: {patient.Database} opens and is up to date.");
    }

    [Fact]
    public async Task Pending_migrations_are_counted_and_not_run()
    {
        await File.WriteAllBytesAsync(patient.Database, [], TestContext.Current.CancellationToken);

        var report = await patient.ExamineAsync();

        Assert.Equal(0, report.ExitCode);
        report.Says($"! Database: {MigrationsOf(new SqliteDesign().CreateDbContext([]))} schema changes are pending; the next start makes them.");
        Assert.Equal(0, new FileInfo(patient.Database).Length);
        Assert.False(File.Exists(patient.Database + ".lock"));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_a_problem()
    {
        await patient.MigrateAsync();
        await RunAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')");

        var report = await patient.ExamineAsync();

        Assert.Equal(1, report.ExitCode);
        report.Says("✖ Database: It holds 1 schema changes that this version does not know.");
    }

    [Fact]
    public async Task A_running_bot_is_a_note_and_keeps_its_lock()
    {
        await patient.MigrateAsync();
        await using var bot = new FileStream(patient.Database + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        var report = await patient.ExamineAsync();

        Assert.Equal(0, report.ExitCode);
        report.Says("✔ Database: ", "opens and is up to date.");
        report.Says("! Database: A bot is running on it.");
        Assert.Throws<IOException>(() => File.OpenRead(patient.Database + ".lock"));
    }

    [Fact]
    public async Task A_bot_can_start_after_the_examination()
    {
        await patient.MigrateAsync();
        await File.WriteAllBytesAsync(patient.Database + ".lock", [], TestContext.Current.CancellationToken);

        await patient.ExamineAsync();

        await using var bot = new FileStream(patient.Database + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_a_problem()
    {
        await File.WriteAllTextAsync(patient.Database, "UserPrincipalName,DisplayName\n", TestContext.Current.CancellationToken);

        var report = await patient.ExamineAsync();

        Assert.Equal(1, report.ExitCode);
        report.Says($"✖ Database: {patient.Database} cannot be opened: SQLite Error 26: 'file is not a database'. Check Storage:ConnectionString");
    }

    [Theory]
    [InlineData("Postgres", null, "Storage:Provider is Postgres, but Storage:ConnectionString is empty.")]
    [InlineData("Postgres", "Host=127.0.0.1;Port=hush-hush", "Storage:Provider or Storage:ConnectionString cannot be used.")]
    [InlineData("Sqlite", "hush-hush=1", "Storage:Provider or Storage:ConnectionString cannot be used.")]
    [InlineData("Oracle", null, "Storage:Provider or Storage:ConnectionString cannot be used.")]
    [InlineData("Postgres", "Host=127.0.0.1;Port=1;Database=bot;Username=bot;Password=hush-hush", "PostgreSQL 127.0.0.1:1/bot cannot be opened: ")]
    public async Task What_cannot_be_opened_is_told_without_the_password(string provider, string? connectionString, string sentence)
    {
        patient["Storage:Provider"] = provider;
        patient["Storage:ConnectionString"] = connectionString;

        var report = await patient.ExamineAsync();

        Assert.Equal(1, report.ExitCode);
        report.Says("✖ Database: " + sentence);
        Assert.DoesNotContain(DoctorPatient.Secret, report.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_PostgreSQL_database_waits_for_its_migrations()
    {
        patient["Storage:Provider"] = "Postgres";
        patient["Storage:ConnectionString"] = await server.CreateDatabaseAsync();

        var report = await patient.ExamineAsync();

        report.Says("✔ Database: PostgreSQL ", "opens.");
        report.Says($"! Database: {MigrationsOf(new PostgresDesign().CreateDbContext([]))} schema changes are pending");
    }

    [Fact]
    public async Task A_PostgreSQL_database_that_is_missing_is_created_by_the_start()
    {
        patient["Storage:Provider"] = "Postgres";
        var other = new Npgsql.NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()) { Database = "not_there" };
        patient["Storage:ConnectionString"] = other.ConnectionString;

        (await patient.ExamineAsync()).Says("✔ Database: PostgreSQL ", "/not_there is not there yet; the first start creates it.");
    }

    private static int MigrationsOf(BotDb db)
    {
        using (db)
            return db.Database.GetMigrations().Count();
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={patient.Database};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
