using Npgsql;

namespace CompetencyBot.Tests.Postgres;

public sealed class PostgresServerTests(PostgresServer server)
{
    [Fact]
    public async Task Every_test_gets_an_empty_database_of_its_own()
    {
        var first = await server.CreateDatabaseAsync();
        var second = await server.CreateDatabaseAsync();

        await RunAsync(first, "CREATE TABLE people (name text); INSERT INTO people VALUES ('王小明')");

        Assert.Equal("王小明", await RunAsync(first, "SELECT name FROM people"));
        var missing = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(second, "SELECT name FROM people"));
        Assert.Equal(PostgresErrorCodes.UndefinedTable, missing.SqlState);
    }

    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
