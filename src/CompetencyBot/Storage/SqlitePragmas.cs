using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CompetencyBot.Storage;

/// <summary>
/// Settings that SQLite keeps per connection. NORMAL in WAL mode loses no commit when the process dies, only when the power fails
/// (https://sqlite.org/pragma.html#pragma_synchronous); the evidence can be imported again and Teams repeats what was not acknowledged.
/// </summary>
public sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
