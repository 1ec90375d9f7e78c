using CompetencyBot.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace CompetencyBot.Storage;

/// <summary>Which database holds the data, resolved once from the settings.</summary>
/// <param name="File">The SQLite file; null for PostgreSQL.</param>
public sealed record StoragePlace(StorageProvider Provider, string ConnectionString, string? File)
{
    public string Description => File ?? "PostgreSQL";

    /// <exception cref="StartRefusedException">PostgreSQL without a connection string, or one that cannot be read.</exception>
    public static StoragePlace From(IConfiguration configuration)
    {
        var options = new StorageOptions();
        try
        {
            configuration.GetSection("Storage").Bind(options);
            return options.Provider == StorageProvider.Postgres
                ? Postgres(Require(options.ConnectionString))
                : Sqlite(options.ConnectionString);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            throw new StartRefusedException($"Storage:Provider or Storage:ConnectionString cannot be used: {failure.Message}", failure);
        }
    }

    private static string Require(string? connectionString) => !string.IsNullOrWhiteSpace(connectionString)
        ? connectionString
        : throw new StartRefusedException(
            "Storage:Provider is Postgres, but Storage:ConnectionString is empty. Set it, for example "
            + "\"Host=localhost;Database=competencybot;Username=competencybot;Password=...\".");

    private static StoragePlace Postgres(string connectionString) =>
        new(StorageProvider.Postgres, new NpgsqlConnectionStringBuilder(connectionString).ConnectionString, null);

    private static StoragePlace Sqlite(string? connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        if (builder.DataSource.Length == 0)
            builder.DataSource = Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "CompetencyBot",
                "competencybot.db");
        builder.DataSource = Path.GetFullPath(builder.DataSource);
        if (builder.DefaultTimeout == new SqliteConnectionStringBuilder().DefaultTimeout)
            builder.DefaultTimeout = 10;
        return new StoragePlace(StorageProvider.Sqlite, builder.ToString(), builder.DataSource);
    }
}

public static class StorageSetup
{
    public static void AddStorage(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => StoragePlace.From(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddSingleton<WriteTurn>();
        builder.Services.AddSingleton<SharedSecrets>();
        builder.Services.AddScoped<ErasedPeople>();
        if (builder.Configuration.GetSection("Storage").GetValue<string>("Provider") is { } provider
            && provider.Equals(nameof(StorageProvider.Postgres), StringComparison.OrdinalIgnoreCase))
            builder.Services.AddDbContextPool<BotDb, PostgresBotDb>((services, options) =>
                Quiet(options.UseNpgsql(services.GetRequiredService<StoragePlace>().ConnectionString)));
        else
            builder.Services.AddDbContextPool<BotDb, SqliteBotDb>((services, options) =>
                Quiet(options.UseSqlite(services.GetRequiredService<StoragePlace>().ConnectionString).AddInterceptors(new SqlitePragmas())));
    }

    // A lost race for a unique key is an expected ending here; every other failure is logged by whoever catches the exception.
    private static void Quiet(DbContextOptionsBuilder options) => options.ConfigureWarnings(warnings => warnings.Log(
        (CoreEventId.SaveChangesFailed, LogLevel.Debug),
        (RelationalEventId.CommandError, LogLevel.Debug)));
}
