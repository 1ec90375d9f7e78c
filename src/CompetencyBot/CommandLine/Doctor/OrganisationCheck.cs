using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>Which programmes are followed, and by whose clock.</summary>
public static class OrganisationCheck
{
    public static IEnumerable<Finding> Run(Installation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var organisation = installation.Organisation;
        Finding[] problems = [.. organisation.Problems(installation.Editions).Select(problem => new Finding(Mark.Problem, problem))];
        if (problems.Length > 0)
            return problems;

        var now = TimeZoneInfo.ConvertTime(installation.Clock.GetUtcNow(), organisation.Zone);
        return [.. Followed(installation), Finding.Good(DoctorTexts.TimeZone, organisation.TimeZone, now.DateTime)];
    }

    private static IEnumerable<Finding> Followed(Installation installation)
    {
        var followed = installation.Organisation.Editions;
        var editions = installation.Editions.Editions;
        var today = installation.Organisation.Today(installation.Clock);
        if (followed.Count == 0)
            yield return new Finding(
                installation.IsAnonymous ? Mark.Note : Mark.Problem,
                Finding.Note(DoctorTexts.NoEdition, string.Join(", ", editions.Ids)).Text);
        foreach (var edition in followed.Select(editions.Load))
            yield return edition.HasEnded(today) ? Ended(edition, editions, today) : Finding.Good(DoctorTexts.EditionFollowed, edition.Id);
    }

    private static Finding Ended(Edition edition, EditionSet editions, DateOnly today)
    {
        var applying = editions.Ids.Select(editions.Load).Where(other => other.AppliesFrom <= today && !other.HasEnded(today)).ToList();
        return applying.Count == 0
            ? Finding.Note(DoctorTexts.EditionEndedLast, edition.Id, edition.AppliesTo)
            : Finding.Note(DoctorTexts.EditionEnded, edition.Id, edition.AppliesTo, string.Join(", ", applying.Select(other => other.Id)));
    }
}
