using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>What would be different on a day if something happened: an <see cref="Answer"/>, or <see cref="Refused"/>.</summary>
public abstract record WhatIf
{
    /// <summary>Evaluates the day as it is and as it would be. One change that cannot be supposed refuses them all.</summary>
    public static WhatIf Of(Edition edition, MatchedEvidence evidence, DateOnly date, params IEnumerable<Change> changes)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(changes);
        var after = new SupposedEvidence(edition, evidence, date);
        foreach (var change in changes)
            if (after.Suppose(change) is { } fault)
                return new Refused(change, fault);
        return Compare(Attainment.Of(edition, evidence, date), Attainment.Of(edition, after.Evidence, date), after.Evidence);
    }

    private static Answer Compare(Attainment before, Attainment after, MatchedEvidence evidence) => new(
        [
            .. from competency in before.Edition.Competencies
               let held = before.HighestLevel(competency.Id)
               let then = after.HighestLevel(competency.Id)
               where held != then
               select new CompetencyDifference(competency, held, then),
        ],
        [
            .. from level in before.Levels.Zip(after.Levels, (one, other) => new LevelDifference(one, other))
               where level.Differs
               select level,
        ],
        evidence);

    /// <param name="Competencies">Those whose highest level differs, in the order of the catalogue.</param>
    /// <param name="Levels">The levels of paths that differ in whether they are met, in the further passes or in the points of a score.</param>
    /// <param name="Evidence">As it would be, to look further with: ahead, or at what would then be missing.</param>
    public sealed record Answer(
        ImmutableArray<CompetencyDifference> Competencies, ImmutableArray<LevelDifference> Levels, MatchedEvidence Evidence) : WhatIf
    {
        public IEnumerable<LevelDifference> Gained => Levels.Where(level => !level.Before.Met && level.After.Met);

        public IEnumerable<LevelDifference> Lost => Levels.Where(level => level.Before.Met && !level.After.Met);
    }

    /// <param name="Change">The first that cannot be supposed.</param>
    public sealed record Refused(Change Change, ChangeFault Fault) : WhatIf;
}

/// <summary>The highest level through any path; null where none is met.</summary>
public sealed record CompetencyDifference(Competency Competency, Level? Before, Level? After);

/// <summary>One level of one path as it is and as it would be.</summary>
public sealed record LevelDifference(LevelAttainment Before, LevelAttainment After)
{
    public Competency Competency => After.Competency;

    public CompetencyPath Path => After.Path;

    public Level Level => After.Level;

    internal bool Differs => Before.Met != After.Met || Before.NewExams != After.NewExams || PointsOf(Before) != PointsOf(After);

    private static decimal? PointsOf(LevelAttainment level) => level.Requirements.OfType<ScoreAttainment>().SingleOrDefault()?.Value;
}
