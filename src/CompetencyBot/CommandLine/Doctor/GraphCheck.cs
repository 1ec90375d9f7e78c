using CompetencyBot.Graph;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>Whether the bot uses Microsoft Graph, and for what. What the start refuses is said in the start's own words.</summary>
public static class GraphCheck
{
    public static IEnumerable<Finding> Run(Installation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var options = installation.Configuration.GetSection(GraphOptions.Section).Get<GraphOptions>() ?? new();
        string[] problems = [.. options.Problems(installation.Environment)];
        foreach (var problem in problems)
            yield return new Finding(Mark.Problem, problem);
        if (problems.Length == 0)
            yield return !options.Enabled ? Finding.Good(DoctorTexts.GraphOff)
                : options.InstallsApp ? Finding.Good(DoctorTexts.GraphInstalls, options.TeamsAppId)
                : Finding.Note(DoctorTexts.GraphWithoutApp);
    }
}
