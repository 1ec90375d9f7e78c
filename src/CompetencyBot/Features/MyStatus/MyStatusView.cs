using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.MyStatus;

/// <summary>What one person's account and achievements are worth on a day.</summary>
/// <param name="Edition">Its waiting time is the one that is told.</param>
/// <param name="Held">
/// Each once, whichever editions ask for it: the counting ones first, then those that will count, then the others; within these what lapses next first.
/// </param>
/// <param name="Lapses">What ends within twelve months, the soonest first.</param>
/// <param name="Uses">By item what it counts for in all editions.</param>
public sealed record MyStatusView(
    PersonRecord Person,
    Edition Edition,
    DateOnly Date,
    AccountView Account,
    ImmutableArray<HeldItem> Held,
    ImmutableArray<HeldItem> Lapses,
    ILookup<string, ItemUse> Uses)
{
    /// <summary>Whether an edition that is followed still applies, so that there is anything to sit an exam for.</summary>
    public bool HasAdvice { get; init; }

    /// <summary>What this person could pass that would bring a level nearer, the most helpful first.</summary>
    public ImmutableArray<HelpfulExam> Helpful { get; init; } = [];

    /// <summary>By item of a certificate that lapses, the day before it that the person has asked for; null = they want to hear nothing of it. A day that is over is left out.</summary>
    public ImmutableDictionary<string, DateOnly?> Reminders { get; init; } = ImmutableDictionary<string, DateOnly?>.Empty;

    /// <summary>Whether there is a certificate of which the person can be reminded.</summary>
    public bool HasLapsing { get; init; }

    /// <param name="accounts">Everything that is kept of the person's accounts, ended ones included.</param>
    /// <param name="reminders">What the person has asked for.</param>
    /// <param name="zone">The organisation's.</param>
    public static MyStatusView Of(
        PersonRecord record,
        OrganisationEvidence evidence,
        IReadOnlyCollection<LinkedAccount> accounts,
        IReadOnlyCollection<OwnReminder> reminders,
        DateOnly date,
        TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var held = Counting.ItemsOf(evidence.Followed.Select(followed => (PersonIn(followed, record), followed.Edition)), date);
        var horizon = date.AddYears(1);
        var present = evidence.PresentOn(date);
        var followed = evidence.Followed.Select(each => (each.Edition, each.Matched));
        var lapsing = LapsingCertificate.Of(followed, date, record.UserPrincipalName);
        return new MyStatusView(
            record,
            present.Edition,
            date,
            AccountView.Of(PersonIn(present, record), evidence, accounts, date, zone),
            [.. held.OrderBy(item => item.Standing).ThenBy(item => item.CountsUntil ?? DateOnly.MaxValue)],
            [
                .. held.Where(item => item.Standing is ItemStanding.Counts or ItemStanding.Waiting && item.CountsUntil <= horizon)
                    .OrderBy(item => item.CountsUntil),
            ],
            ItemUse.In(evidence.Followed.Select(each => each.Edition)))
        {
            HasAdvice = evidence.Followed.Any(each => !each.Edition.HasEnded(date)),
            Helpful = HelpfulExam.Of(followed, date, record.UserPrincipalName),
            Reminders = RemindersOf(lapsing, reminders, date),
            HasLapsing = !lapsing.IsEmpty,
        };
    }

    private static ImmutableDictionary<string, DateOnly?> RemindersOf(
        IEnumerable<LapsingCertificate> lapsing, IReadOnlyCollection<OwnReminder> reminders, DateOnly date) => (
        from certificate in lapsing
        join reminder in reminders on certificate.Item.Id equals reminder.ItemId
        let day = reminder.DayBefore(certificate.LastDay)
        where !(day < date)
        select (certificate.Item.Id, day)).ToImmutableDictionary(each => each.Id, each => each.day);

    private static Person PersonIn(FollowedEdition followed, PersonRecord record) =>
        followed.Matched.People.First(person => person.Record == record);
}
