using CompetencyBot.Hosting;

namespace CompetencyBot.Sandbox.Trial;

/// <summary>A partner programme that can be tried: the sample organisation that follows it and the day on which that lives.</summary>
/// <param name="Word">How the command line names it.</param>
/// <param name="Folder">The evidence files, as they are kept.</param>
/// <param name="StoryDay">The day that the files were written for.</param>
/// <param name="LivesToday">Whether the files move to today; otherwise the bot's clock moves to their day.</param>
/// <param name="Employee">What the employee of the three Playgrounds is in this story.</param>
/// <param name="Manager">What the manager is.</param>
public sealed record SampleProgramme(
    string Word, string EditionId, string Folder, DateOnly StoryDay, bool LivesToday, string Employee, string Manager)
{
    public static SampleProgramme Competencies { get; } = new(
        "competencies",
        SampleCast.EditionId,
        SandboxFolder.SampleOrganisation,
        DateOnly.FromDateTime(SampleCast.Morning.Date),
        LivesToday: false,
        "data analyst whose exams a gold level hangs on",
        "leads the data and analytics team");

    public static SampleProgramme SolutionsPartner { get; } = new(
        "solutions-partner",
        "2026",
        SandboxFolder.SampleSolutionsPartner,
        new DateOnly(2026, 11, 23),
        LivesToday: true,
        "analyst whose certificate the Security designation hangs on",
        "leads the data and security team");

    public static IReadOnlyList<SampleProgramme> All { get; } = [Competencies, SolutionsPartner];

    /// <returns>Null for a word that names none.</returns>
    public static SampleProgramme? Find(string word) => All.FirstOrDefault(programme => programme.Word == word);

    /// <summary>The clock that the bot runs on.</summary>
    public TimeProvider Clock(TimeProvider real) => LivesToday ? real : new ShiftedClock(SampleCast.Morning, real);

    /// <summary>The date in the sample organisation's own time zone.</summary>
    public static DateOnly DateOn(TimeProvider clock) => new OrganisationOptions { TimeZone = SampleCast.TimeZone }.Today(clock);

    /// <summary>Writes the evidence as it stands on the day of the clock into the trial's folder.</summary>
    /// <returns>Where it is.</returns>
    public string WriteEvidence(TemporaryFolder folder, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(folder);
        const string Name = "evidence";
        if (!LivesToday)
            return folder.CopyIn(Folder, Name);
        var evidence = Directory.CreateDirectory(folder.File(Name)).FullName;
        StoryDates.MoveFiles(Folder, evidence, StoryDay, DateOn(clock));
        return evidence;
    }
}
