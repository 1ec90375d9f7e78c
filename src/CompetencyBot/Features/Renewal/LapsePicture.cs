using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Pictures;

namespace CompetencyBot.Features.Renewal;

/// <summary>How many certificates of the organisation lapse in each month ahead, and which of the exams it holds are accepted for the last time then. Names nobody.</summary>
internal static class LapsePicture
{
    /// <summary>More than the months of the picture have.</summary>
    private const int DaysAhead = 31 * TimelinePicture.Months;

    /// <param name="outlooks">Of one day, one for each edition that is followed.</param>
    public static TimelinePicture Of(IReadOnlyList<RenewalOutlook> outlooks, DateOnly today)
    {
        var followed = outlooks.Select(outlook => outlook.Followed).Where(each => !each.Edition.HasEnded(today)).ToArray();
        var lapsing = LapsingCertificate.Of(followed.Select(each => (each.Edition, each.Matched)), today, DaysAhead);
        var held =
            from each in followed
            from item in each.Matched.People.SelectMany(person => person.Achievements).Select(achievement => achievement.ItemId).OfType<string>().Distinct()
            select each.Edition.Items[item].AcceptedUntil;
        return TimelinePicture.Of(
            today,
            outlooks.Select(outlook => outlook.Calendar?.Anniversary).FirstOrDefault(day => day >= today),
            lapsing.Where(certificate => certificate.Counts).Select(certificate => certificate.LastDay),
            held);
    }
}
