using System.Net;
using System.Net.Sockets;
using CompetencyBot.Tests.Postgres;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace CompetencyBot.Tests.Postgres;

/// <summary>
/// A PostgreSQL server of the tests' own, on loopback and in a temporary folder. Started by the first test that asks for a
/// database and stopped, with all its data, after the last test of the assembly.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Superuser = "tests";

    /// <summary>Nothing here must survive a power cut, and without syncing a database is made in milliseconds.</summary>
    private const string Settings = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300";

    private readonly Lazy<Task<Running>> running;
    private int databases;

    public PostgresServer() => running = new(StartAsync);

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string. The test is skipped (in CI: fails) where PostgreSQL is not installed.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        Tooling.Postgres();
        var server = await running.Value;
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString(server.Port, "postgres"));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return ConnectionString(server.Port, name);
    }

    public async ValueTask DisposeAsync()
    {
        if (!running.IsValueCreated || !running.Value.IsCompletedSuccessfully)
        {
            return;
        }

        NpgsqlConnection.ClearAllPools();
        var server = await running.Value;
        await server.Account.RunAsync("pg_ctl", ["-D", server.Data, "-m", "immediate", "-w", "stop"]);
        Directory.Delete(server.Data, recursive: true);
    }

    private static async Task<Running> StartAsync()
    {
        var account = await PostgresAccount.FindAsync(Tooling.Postgres());
        var data = Directory.CreateTempSubdirectory("competency-bot-postgres-").FullName;
        await account.OwnAsync(data);
        await account.RunAsync(
            "initdb", ["-D", data, "-U", Superuser, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
        var port = FreePort();
        var options = $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {Settings}";
        // Without a log file the server would inherit the pipes of pg_ctl and keep them open.
        await account.RunAsync("pg_ctl", ["-D", data, "-o", options, "-l", Path.Combine(data, "server.log"), "-w", "start"]);
        return new Running(account, data, port);
    }

    private static string ConnectionString(int port, string database) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = Superuser, Database = database }.ConnectionString;

    /// <summary>
    /// Below the range from which the system hands out ports by itself (32768 and up on Linux), so that no other test can be
    /// given this one between our look and the server's start.
    /// </summary>
    private static int FreePort() =>
        Enumerable.Range(20_000 + Environment.ProcessId % 10_000, 1_000).First(IsFree);

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private sealed record Running(PostgresAccount Account, string Data, int Port);
}
