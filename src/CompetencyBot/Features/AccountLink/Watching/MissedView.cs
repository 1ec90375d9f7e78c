using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>An association that was reported and that the data do not show in time.</summary>
/// <param name="Other">Account that the people file has for the person, where that is another one.</param>
/// <param name="DataOn">Day of the data at hand; null = there are none.</param>
/// <param name="IsDataOlder">Whether they are too old to show it.</param>
/// <param name="Dashboard">Address of Partner Center.</param>
internal sealed record MissedView(
    string Address, DateOnly ReportedOn, TimeSpan Wait, string? Other, DateOnly? DataOn, bool IsDataOlder, DateTimeOffset? ReadAt, TimeZoneInfo Zone, string Dashboard)
{
    public static MissedView Of(LinkedAccount link, PersonRecord person, AssociationLook look, TimeZoneInfo zone, string dashboard)
    {
        var (reported, wait, data) = (link.ReportedAt!.Value, look.Edition.AssociationWait, look.Data);
        return new MissedView(
            link.Address,
            DayOf(reported),
            wait,
            person.MicrosoftAccount is { } known && !known.Trim().Equals(link.Address, StringComparison.OrdinalIgnoreCase) ? known : null,
            data.ImportedAt is { } at ? DayOf(at) : null,
            data.IsOlderThan(reported + wait),
            data.ReadAt,
            zone,
            dashboard);

        DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);
    }
}
