using CompetencyBot.Timing;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>On which days people are reminded, and at what hours.</summary>
public static class RemindersCheck
{
    public static IEnumerable<Finding> Run(Installation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var settings = installation.Renewal;
        Finding[] problems =
        [
            .. settings.Problems(installation.Editions).Concat(installation.AccountLink.Problems()).Select(problem => new Finding(Mark.Problem, problem)),
        ];
        if (problems.Length > 0)
            return problems;
        var editions = installation.Editions.Editions;
        return
        [
            .. installation.Organisation.Editions.Where(editions.Contains).Select(editions.Load)
                .Select(edition => Finding.Good(DoctorTexts.LadderOf, edition.Id, settings.LadderOf(edition))),
            settings.Hours is null
                ? Finding.Note(DoctorTexts.NoWorkingHours)
                : Finding.Good(DoctorTexts.WorkingHours, settings.WorkingHours, settings.WorkingDays),
            HolidayFolder.CountriesOf(settings.HolidaysFolder) is { Count: > 0 } countries
                ? Finding.Good(DoctorTexts.HolidaysOf, string.Join(", ", countries))
                : Finding.Note(DoctorTexts.NoHolidays),
        ];
    }
}
