using CompetencyBot.Hosting;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>Whether anybody is sent what the bot does. What the start refuses is said in the start's own words.</summary>
public static class TelemetryCheck
{
    public static IEnumerable<Finding> Run(Installation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var options = TelemetryOptions.From(installation.Configuration);
        string[] problems = [.. options.Problems()];
        foreach (var problem in problems)
            yield return new Finding(Mark.Problem, problem);
        if (problems.Length == 0)
            yield return options.IsOn ? Finding.Good(DoctorTexts.TelemetryOn, options.OtlpEndpoint) : Finding.Good(DoctorTexts.TelemetryOff);
    }
}
