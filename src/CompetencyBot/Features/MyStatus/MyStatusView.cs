using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.MyStatus;

/// <summary>What one person's account and achievements are worth on a day.</summary>
/// <param name="Edition">Its waiting time is the one that is told.</param>
/// <param name="Held">The counting ones first, then by name; each once, whichever editions ask for it.</param>
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

    /// <summary>What a single further pass of this person would complete, in the editions that still apply.</summary>
    public ImmutableArray<(Edition Edition, NextExam Exam)> Next { get; init; } = [];

    /// <param name="accounts">Everything that is kept of the person's accounts, ended ones included.</param>
    /// <param name="zone">The organisation's.</param>
    public static MyStatusView Of(
        PersonRecord record, OrganisationEvidence evidence, IReadOnlyCollection<LinkedAccount> accounts, DateOnly date, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var held = Counting.ItemsOf(evidence.Followed.Select(followed => (PersonIn(followed, record), followed.Edition)), date);
        var horizon = date.AddYears(1);
        var present = evidence.PresentOn(date);
        return new MyStatusView(
            record,
            present.Edition,
            date,
            AccountView.Of(PersonIn(present, record), evidence, accounts, date, zone),
            held,
            [
                .. held.Where(item => item.Standing is ItemStanding.Counts or ItemStanding.Waiting && item.CountsUntil <= horizon)
                    .OrderBy(item => item.CountsUntil),
            ],
            ItemUse.In(evidence.Followed.Select(followed => followed.Edition)))
        {
            HasAdvice = evidence.Followed.Any(followed => !followed.Edition.HasEnded(date)),
            Next =
            [
                .. from followed in evidence.Followed
                   where !followed.Edition.HasEnded(date)
                   from exam in NextExam.Of(followed.Edition, followed.Matched, date, record.UserPrincipalName)
                   select (followed.Edition, exam),
            ],
        };
    }

    private static Person PersonIn(FollowedEdition followed, PersonRecord record) =>
        followed.Matched.People.First(person => person.Record == record);
}
