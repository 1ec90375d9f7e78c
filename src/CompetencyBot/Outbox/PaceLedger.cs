using System.Data.Common;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CompetencyBot.Outbox;

/// <summary>The table in which all instances write when they called. In SQL, since every send writes here.</summary>
public sealed class PaceLedger(BotDb db, TimeProvider clock)
{
    private const string LockSql = """
        INSERT INTO "SharedPaces" ("Key", "Calls", "UsedAt") VALUES (@key, @none, @now)
        ON CONFLICT ("Key") DO UPDATE SET "UsedAt" = @now RETURNING "Calls", "ClosedUntil"
        """;

    private const string WriteSql = """
        UPDATE "SharedPaces" SET "Calls" = @calls WHERE "Key" = @key
        """;

    private const string CloseSql = """
        INSERT INTO "SharedPaces" ("Key", "Calls", "ClosedUntil", "UsedAt") VALUES (@key, @none, @until, @now)
        ON CONFLICT ("Key") DO UPDATE SET "UsedAt" = @now, "ClosedUntil" = @until
        """;

    public Task<IDbContextTransaction> BeginAsync(CancellationToken cancellationToken) => db.Database.BeginTransactionAsync(cancellationToken);

    /// <summary>The row is this transaction's until it ends; made if it is not there.</summary>
    public async Task<(PackedCalls Calls, DateTimeOffset? ClosedUntil)> LockAsync(string key, CancellationToken cancellationToken)
    {
        await using var command = Command(LockSql, ("key", key), ("none", Array.Empty<byte>()), ("now", clock.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var closed = await reader.IsDBNullAsync(1, cancellationToken) ? null : (DateTimeOffset?)await reader.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken);
        return (PackedCalls.Of(await reader.GetFieldValueAsync<byte[]>(0, cancellationToken)), closed);
    }

    public async Task WriteAsync(string key, PackedCalls calls, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(calls);
        await using var command = Command(WriteSql, ("key", key), ("calls", calls.ToBytes()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task CloseAsync(string key, DateTimeOffset until)
    {
        await using var transaction = await BeginAsync(CancellationToken.None);
        await using var command = Command(CloseSql, ("key", key), ("none", Array.Empty<byte>()), ("until", until), ("now", clock.GetUtcNow()));
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private DbCommand Command(string sql, params (string Name, object Value)[] values)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value is DateTimeOffset time ? db.Stored(time) : value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
