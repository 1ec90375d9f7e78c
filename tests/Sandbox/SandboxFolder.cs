namespace CompetencyBot.Sandbox;

/// <summary>The source folder of this project: the npm package is installed there and the sample organisations are read from it.</summary>
public static class SandboxFolder
{
    public static string Path { get; } = Find();

    public static string SampleOrganisation => System.IO.Path.Combine(Path, "SampleOrganisation");

    public static string SampleSolutionsPartner => System.IO.Path.Combine(Path, "SampleSolutionsPartner");

    /// <summary>Calendars of the countries in which the people of both samples live.</summary>
    public static string Holidays => System.IO.Path.Combine(SampleOrganisation, "holidays");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "tests", "Sandbox");
            if (File.Exists(System.IO.Path.Combine(candidate, "package-lock.json")))
                return candidate;
        }

        throw new TrialException(
            $"The folder tests/Sandbox was not found above {AppContext.BaseDirectory}: run the trial inside the repository.");
    }
}
