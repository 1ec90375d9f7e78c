using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Timing;

/// <summary>When somebody is to be told something: in their working hours, by their clock, on no holiday of their country.</summary>
public sealed class RecipientTime(
    IOptionsMonitor<RenewalOptions> renewal, IOptionsMonitor<OrganisationOptions> organisation, HolidayFolder holidays)
{
    /// <param name="person">Null = somebody who is not in the people file, or a channel: then the organisation's clock counts.</param>
    /// <param name="urgent">Whether it cannot wait for working hours.</param>
    /// <param name="own">Hours that go before; null = those of the person's mailbox, else those of the settings.</param>
    /// <returns>Now or later, in UTC.</returns>
    public DateTimeOffset DueAt(PersonRecord? person, DateTimeOffset now, bool urgent = false, WorkingHours? own = null)
    {
        var (settings, zone) = (renewal.CurrentValue, ZoneOf(person));
        var calendar = holidays.Of(settings.HolidaysFolder, ZoneCountries.Of(zone.Id));
        return WorkingTime.Next(now, zone, own ?? HoursOf(person) ?? settings.Hours, calendar.IsHoliday, urgent);
    }

    private static WorkingHours? HoursOf(PersonRecord? person) =>
        person?.Directory is { WorkingHours: { } hours, WorkingDays: { } days } ? WorkingHours.Of(hours, days) : null;

    /// <summary>That of the mailbox or of the people file, else (also where the file names none that exists) the organisation's.</summary>
    public TimeZoneInfo ZoneOf(PersonRecord? person) =>
        person?.TimeZone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : organisation.CurrentValue.Zone;
}
