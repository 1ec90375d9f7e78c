namespace CompetencyBot.Tests.Postgres;

/// <summary>Runs PostgreSQL's programs as somebody they accept: initdb and the server refuse to run as root, as CI does.</summary>
/// <param name="folder">Where the programs are.</param>
/// <param name="user">The user to become, or null to stay who we are.</param>
internal sealed class PostgresAccount(string folder, string? user)
{
    public static async Task<PostgresAccount> FindAsync(string folder)
    {
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows())
        {
            return new PostgresAccount(folder, user: null);
        }

        var users = await File.ReadAllLinesAsync("/etc/passwd");
        return new PostgresAccount(folder, users.Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody");
    }

    public Task RunAsync(string program, IEnumerable<string> arguments)
    {
        var path = Path.Combine(folder, program);
        return user is null
            ? ToolProcess.RunAsync(path, arguments)
            : ToolProcess.RunAsync("runuser", ["-u", user, "--", path, .. arguments]);
    }

    /// <summary>Hands a folder over to the account.</summary>
    public Task OwnAsync(string path) =>
        user is null ? Task.CompletedTask : ToolProcess.RunAsync("chown", [user, path]);
}
