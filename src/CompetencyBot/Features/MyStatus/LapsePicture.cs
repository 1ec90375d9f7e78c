using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Pictures;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.MyStatus;

/// <summary>What one person holds that lapses, or is accepted no longer, as a picture of the year ahead.</summary>
internal static class LapsePicture
{
    public static TimelinePicture Of(MyStatusView view, OrganisationEvidence evidence)
    {
        var ends = view.Lapses.ToLookup(held => held.Row.ExpiresOn == held.CountsUntil, held => held.CountsUntil);
        var anniversary = RenewalCalendar.Of(view.Edition, evidence.In(view.Edition.Id).Matched.Memberships, view.Date)?.Anniversary;
        return TimelinePicture.Of(view.Date, anniversary, ends[true].OfType<DateOnly>(), ends[false]);
    }
}
