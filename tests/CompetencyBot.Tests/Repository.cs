namespace CompetencyBot.Tests;

/// <summary>The checked-out tree that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Found by the solution file: compiled-in paths are rewritten by deterministic builds, as in CI.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot(DirectoryInfo? folder)
    {
        for (; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CompetencyBot.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No CompetencyBot.sln above {AppContext.BaseDirectory}");
    }
}
