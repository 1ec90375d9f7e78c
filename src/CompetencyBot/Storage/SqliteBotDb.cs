using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CompetencyBot.Storage;

public sealed class SqliteBotDb(DbContextOptions<SqliteBotDb> options) : BotDb(options)
{
    // https://sqlite.org/rescode.html
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;

    public override bool IsUniqueViolation(DbUpdateException failure) =>
        failure?.InnerException is SqliteException { SqliteExtendedErrorCode: ConstraintPrimaryKey or ConstraintUnique };

    public override string SkipLocked => "";

    public override object Stored(DateTimeOffset time) => time.UtcTicks;

    /// <summary>One prepared statement, for each row with other values.</summary>
    public override async Task WriteRowsAsync(RowShape shape, IEnumerable<object> records, long snapshot, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(records);
        await using var command = (SqliteCommand)Database.GetDbConnection().CreateCommand();
        command.Transaction = (SqliteTransaction)Database.CurrentTransaction!.GetDbTransaction();
        var parameters = shape.Columns.Select((_, number) => command.Parameters.Add(new SqliteParameter { ParameterName = $"@{number}" })).ToArray();
#pragma warning disable CA2100 // names of our own model, no values
        command.CommandText = $"INSERT INTO {shape.Table} ({shape.ColumnList}) VALUES ({string.Join(", ", parameters.Select(parameter => parameter.ParameterName))})";
#pragma warning restore CA2100
        foreach (var record in records)
        {
            for (var column = 0; column < parameters.Length; column++)
                parameters[column].Value = shape.Columns[column].ValueIn(record, snapshot) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // SQLite can neither compare nor order DateTimeOffset text: https://learn.microsoft.com/ef/core/providers/sqlite/limitations
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }
}

public sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(value => value.UtcTicks, ticks => new(ticks, TimeSpan.Zero));

/// <summary>For <c>dotnet ef</c> only; the file is never opened when migrations are written.</summary>
public sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteBotDb>
{
    public SqliteBotDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteBotDb>().UseSqlite("Data Source=design.db").Options);
}
