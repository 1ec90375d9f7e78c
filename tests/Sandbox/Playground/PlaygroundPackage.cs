using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Playground;

/// <summary>The npm package that the lock file of a folder pins, and whether it is installed there.</summary>
public sealed record PlaygroundPackage(string Folder)
{
    public string CommandLine => Path.Combine(Folder, "node_modules", "@microsoft", "m365agentsplayground", "cli.js");

    /// <summary>Whether node_modules holds exactly the versions of the lock file.</summary>
    public bool IsInstalled
    {
        get
        {
            // npm writes what it has really installed into this file.
            var installed = Path.Combine(Folder, "node_modules", ".package-lock.json");
            return File.Exists(CommandLine) && File.Exists(installed)
                && Packages(installed).SetEquals(Packages(Path.Combine(Folder, "package-lock.json")));
        }
    }

    private static HashSet<(string Name, string? Integrity)> Packages(string lockFile) =>
    [
        .. JsonNode.Parse(File.ReadAllText(lockFile))!["packages"]!.AsObject()
            .Where(package => package.Key.Length > 0)
            .Select(package => (package.Key, package.Value!["integrity"]?.GetValue<string>())),
    ];
}
