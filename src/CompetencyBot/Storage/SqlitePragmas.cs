using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace CompetencyBot.Storage;

/// <summary>
/// Settings that SQLite keeps per connection; a connection that comes back from the pool still has them. NORMAL in WAL mode loses no commit
/// when the process dies, only when the power fails (https://sqlite.org/pragma.html#pragma_synchronous); the evidence can be imported again
/// and Teams repeats what was not acknowledged.
/// </summary>
public sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY;";

    private static readonly ConditionalWeakTable<sqlite3, object> Done = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (Done.TryGetValue(Handle(connection), out _))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        Done.TryAdd(Handle(connection), Done);
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (Done.TryGetValue(Handle(connection), out _))
            return;
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(CancellationToken.None); // half of them would be kept for the life of the connection
        Done.TryAdd(Handle(connection), Done);
    }

    private static sqlite3 Handle(DbConnection connection) => ((SqliteConnection)connection).Handle!;
}
