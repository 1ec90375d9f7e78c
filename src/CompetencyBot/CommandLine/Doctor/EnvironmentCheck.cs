namespace CompetencyBot.CommandLine.Doctor;

/// <summary>
/// Whether requests need a token. That they need none is right on a development machine only; what the start refuses stands among the
/// faults of the registration.
/// </summary>
public static class EnvironmentCheck
{
    public static IEnumerable<Finding> Run(Installation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var name = installation.Environment.EnvironmentName;
        if (!installation.IsAnonymous)
            yield return Finding.Good(DoctorTexts.TokensRequired, name);
        else if (installation.WireFaults.Count == 0)
            yield return Finding.Note(DoctorTexts.TokensNotRequired, name);
    }
}
