using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace CompetencyBot.Storage;

public sealed class PostgresBotDb(DbContextOptions<PostgresBotDb> options) : BotDb(options)
{
    public override bool IsUniqueViolation(DbUpdateException failure) =>
        failure?.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    /// <summary>Two that write the same keys in another order may also wait for each other, of which the server ends one.</summary>
    public override bool IsLostRace(Exception failure) => failure switch
    {
        // Around what may pass by itself the provider puts an exception of its own (NpgsqlExecutionStrategy), unless it is told to try again.
        InvalidOperationException { InnerException: DbUpdateException update } => IsLostRace(update),
        DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } } => true,
        _ => base.IsLostRace(failure),
    };

    public override object Stored(DateTimeOffset time) => time.ToUniversalTime();

    public override async Task WriteRowsAsync(RowShape shape, IEnumerable<object> records, long snapshot, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(records);
        var connection = (NpgsqlConnection)Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {shape.Table} ({shape.ColumnList}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var record in records)
        {
            await copy.StartRowAsync(cancellationToken);
            foreach (var column in shape.Columns)
                if (column.ValueIn(record, snapshot) is { } value)
                    await copy.WriteAsync(value, column.Mapping.StoreType, cancellationToken);
                else
                    await copy.WriteNullAsync(cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // timestamptz takes offset zero only: https://www.npgsql.org/doc/types/datetime.html
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcOffset>();
    }
}

public sealed class UtcOffset() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateTimeOffset, DateTimeOffset>(
    value => value.ToUniversalTime(), value => value);

/// <summary>For <c>dotnet ef</c> only; no server is asked when migrations are written.</summary>
public sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresBotDb>
{
    public PostgresBotDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresBotDb>().UseNpgsql("Host=design").Options);
}
