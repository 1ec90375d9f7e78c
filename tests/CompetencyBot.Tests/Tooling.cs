using Xunit.Sdk;

namespace CompetencyBot.Tests;

/// <summary>
/// What some tests need beyond the SDK. Each member returns where the thing is; when it is missing the test is skipped with
/// the way to get it, but fails where the environment variable <c>CI</c> is <c>true</c>: there nothing may go untested.
/// </summary>
internal static class Tooling
{
    /// <summary>Path of Node.js. That it is version 20 or newer was checked by <c>npm ci</c> (engines in package.json).</summary>
    public static string Node() =>
        OnPath("node") ?? throw Missing("Node.js 20 or newer (node on the PATH)", "install it with your package manager");

    /// <summary>Path of a Chromium or Chrome; the environment variable <c>CHROMIUM_PATH</c> wins.</summary>
    public static string Browser()
    {
        string?[] candidates =
        [
            Environment.GetEnvironmentVariable("CHROMIUM_PATH"),
            OnPath("chromium"), OnPath("chromium-browser"), OnPath("google-chrome"), OnPath("chrome"),
        ];
        return candidates.FirstOrDefault(File.Exists)
            ?? throw Missing("Chromium", "apt-get install chromium, or set CHROMIUM_PATH to a Chromium or Chrome");
    }

    /// <summary>Folder with <c>initdb</c> and <c>pg_ctl</c>, of the newest installed PostgreSQL.</summary>
    public static string Postgres() =>
        PostgresFolders().FirstOrDefault(folder => File.Exists(Path.Combine(folder, Executable("initdb"))))
            ?? throw Missing("A PostgreSQL server (initdb, pg_ctl)", "apt-get install postgresql, or put its bin folder on the PATH");

    /// <summary>Absolute path of <paramref name="folder"/>, whose Node packages are installed.</summary>
    /// <param name="folder">Relative to the repository's root, with a package.json in it.</param>
    public static string NodeModules(string folder)
    {
        Node();
        var path = Repository.PathOf(folder);
        return Directory.Exists(Path.Combine(path, "node_modules"))
            ? path
            : throw Missing($"The Node packages of {folder}", $"npm ci --prefix {folder}");
    }

    internal static Exception Refusal(string what, string howToGetIt, bool inCi)
    {
        var reason = $"{what}: not found. To get it: {howToGetIt}.";
        return inCi ? FailException.ForFailure($"{reason} (CI=true, so not skipped)") : SkipException.ForSkip(reason);
    }

    private static Exception Missing(string what, string howToGetIt) =>
        Refusal(what, howToGetIt, Environment.GetEnvironmentVariable("CI") == "true");

    private static IEnumerable<string> PostgresFolders()
    {
        // Debian keeps the server's programs off the PATH, in one folder per major version.
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        return versions
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var major) ? major : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat(OnPath("initdb") is { } initdb ? [Path.GetDirectoryName(initdb)!] : []);
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, Executable(program)))
            .FirstOrDefault(File.Exists);

    private static string Executable(string program) => OperatingSystem.IsWindows() ? program + ".exe" : program;
}
