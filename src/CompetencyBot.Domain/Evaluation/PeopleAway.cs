using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>
/// A level that a few people would complete by what they pass. People are counted here, not passes: one newcomer who passes three exams is
/// one person, where the fewest passes may be two, by two people.
/// </summary>
/// <param name="People">The least number of people who have to pass something, at least 1.</param>
/// <param name="Passes">As few passes as so many people can do with, and whose they are; ordered as in a <see cref="Shortfall"/>.</param>
/// <param name="Figures">Performance goals that are missed besides; while there are any, the people alone do not complete the level.</param>
public sealed record PeopleAway(
    Competency Competency, CompetencyPath Path, Level Level, int People, ImmutableArray<Pass> Passes, ImmutableArray<FigureGap> Figures)
{
    private const int MostPeople = 1000;

    public bool FiguresOpen => !Figures.IsEmpty;

    /// <summary>
    /// The levels above the one that a competency holds which at most so many people would complete: those without open figures first, then the
    /// fewest people, then the fewest passes, then in the order of the catalogue. A score is among them only where passes alone reach it.
    /// </summary>
    /// <param name="atMost">1 to 1,000 people.</param>
    public static ImmutableArray<PeopleAway> Of(Edition edition, MatchedEvidence evidence, DateOnly date, int atMost = 2)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(atMost, MostPeople);
        var levels =
            from competency in LevelRules.Of(new EvidenceIndex(edition, evidence)).GroupBy(rules => rules.Competency.Id)
            from rules in AboveTheHeld(competency, date)
            let near = Of(rules, date, atMost)
            where near is not null
            select near;
        return [.. levels.OrderBy(near => near.FiguresOpen).ThenBy(near => near.People).ThenBy(near => near.Passes.Length)];
    }

    private static IEnumerable<LevelRules> AboveTheHeld(IEnumerable<LevelRules> competency, DateOnly date)
    {
        LevelRules[] levels = [.. competency];
        var held = levels.Where(rules => rules.IsMetOn(date)).Max(rules => (Level?)rules.Level.Level);
        return levels.Where(rules => held is null || rules.Level.Level > held);
    }

    private static PeopleAway? Of(LevelRules rules, DateOnly date, int atMost)
    {
        if (rules.FewestPeople(rules.Known(date), date, atMost) is not { IsEmpty: false } passes)
            return null;
        var people = passes.Select(pass => (pass.PersonId, pass.Newcomer)).Distinct().Count();
        return new PeopleAway(rules.Competency, rules.Path, rules.Level.Level, people, passes, [.. rules.Gaps(rules.Known(date))]);
    }
}
