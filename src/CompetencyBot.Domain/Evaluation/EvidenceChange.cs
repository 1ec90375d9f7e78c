using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>
/// What is different from an earlier day, both days seen in the evidence of today: counts and levels, no people. What Partner Center has taken back or
/// corrected since is so on both days.
/// </summary>
/// <param name="Since">The earlier day.</param>
/// <param name="Levels">The competencies whose highest level is another one, in the order of the catalogue.</param>
/// <param name="NewPasses">Passes after the earlier day of items that the edition asks for; a person and item count once, and only the first pass of it.</param>
/// <param name="NewlyLinked">People whose account counts since a day after the earlier one.</param>
/// <param name="Lapsed">Certificates that were valid on the earlier day and lapsed without being renewed; of people who still belong to the organisation.</param>
public sealed record EvidenceChange(DateOnly Since, ImmutableArray<LevelChange> Levels, int NewPasses, int NewlyLinked, int Lapsed)
{
    public bool IsNothing => Levels.IsEmpty && NewPasses == 0 && NewlyLinked == 0 && Lapsed == 0;

    /// <param name="before">Of the same edition and evidence as <paramref name="now"/>, on an earlier day.</param>
    public static EvidenceChange Of(Attainment before, Attainment now, MatchedEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(evidence);
        var present = evidence.People.Where(person => !(person.Record.LeftOn <= now.Date)).ToArray();
        return new EvidenceChange(
            before.Date,
            [
                .. from competency in now.Edition.Competencies
                   let change = new LevelChange(competency, before.HighestLevel(competency.Id), now.HighestLevel(competency.Id))
                   where change.Before != change.After
                   select change,
            ],
            present.Sum(person => ItemsOf(person).Count(rows => rows.Min(row => row.CompletedOn) is var first && first > before.Date && first <= now.Date)),
            present.Count(person => Counting.FirstDay(person) is { } first && first > before.Date && first <= now.Date),
            present.Sum(person => ItemsOf(person).Count(rows => IsValid(rows, before.Date) && !IsValid(rows, now.Date))));
    }

    private static IEnumerable<TrainingRecord[]> ItemsOf(Person person) => person.Achievements
        .Where(achievement => achievement is { Usable: true, ItemId: not null })
        .GroupBy(achievement => achievement.ItemId, achievement => achievement.Row)
        .Select(rows => rows.ToArray());

    private static bool IsValid(TrainingRecord[] rows, DateOnly date) => rows.Any(row => row.CompletedOn <= date && !(row.ExpiresOn < date));
}

/// <param name="Before">Null = none.</param>
/// <param name="After">Null = none.</param>
public sealed record LevelChange(Competency Competency, Level? Before, Level? After)
{
    public bool IsRise => After is not null && (Before is null || After > Before);
}
