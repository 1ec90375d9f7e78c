namespace CompetencyBot.CommandLine.Doctor;

/// <param name="Area">What it looks at, in the current language.</param>
public sealed record Check(Func<string> Area, Func<Installation, CancellationToken, IAsyncEnumerable<Finding>> Run)
{
    /// <summary>In the order of the report: what the later ones need comes first.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        new(() => DoctorTexts.AreaRegistration, (installation, _) => RegistrationCheck.Run(installation).ToAsyncEnumerable()),
        new(() => DoctorTexts.AreaEnvironment, (installation, _) => EnvironmentCheck.Run(installation).ToAsyncEnumerable()),
        new(() => DoctorTexts.AreaSettings, (installation, _) => UnknownSettings.Run(installation.Configuration).ToAsyncEnumerable()),
        new(() => DoctorTexts.AreaOrganisation, (installation, _) => OrganisationCheck.Run(installation).ToAsyncEnumerable()),
        new(() => DoctorTexts.AreaReminders, (installation, _) => RemindersCheck.Run(installation).ToAsyncEnumerable()),
        new(() => DoctorTexts.AreaDatabase, DatabaseCheck.RunAsync),
        new(() => DoctorTexts.AreaSignIn, SignInCheck.RunAsync),
        new(() => DoctorTexts.AreaAccount, (installation, _) => AccountCheck.Run(installation).ToAsyncEnumerable()),
        new(() => DoctorTexts.AreaPartnerCenter, PartnerCenterCheck.RunAsync),
        new(() => DoctorTexts.AreaGraph, GraphCheck.RunAsync),
        new(() => DoctorTexts.AreaTelemetry, (installation, _) => TelemetryCheck.Run(installation).ToAsyncEnumerable()),
        new(() => DoctorTexts.AreaImport, (installation, _) => ImportCheck.Run(installation).ToAsyncEnumerable()),
        new(() => DoctorTexts.AreaRoles, RolesCheck.RunAsync),
    ];
}
