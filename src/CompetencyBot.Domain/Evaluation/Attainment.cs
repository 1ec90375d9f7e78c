using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>How far an organisation is with every path and level of an edition on one day.</summary>
public sealed partial record Attainment(Edition Edition, DateOnly Date, Evidence.Market Market, ImmutableArray<LevelAttainment> Levels)
{
    /// <summary>
    /// Every level of every path, in the order of the catalogue. Counting is exact under every relation between groups; how, and why
    /// it is exact, is told at the counting itself. A person counts on the day as <see cref="Counting"/> says; a figure is the trailing
    /// total of the latest month on or before the day.
    /// </summary>
    public static Attainment Of(Edition edition, Evidence.MatchedEvidence evidence, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        var index = new EvidenceIndex(edition, evidence);
        return new Attainment(
            edition,
            date,
            evidence.Market,
            [.. LevelRules.Of(index).Select(rules => new LevelEvaluation(rules, date).Evaluate())]);
    }

    /// <summary>The levels of one competency through all its paths, in the order of the catalogue; empty for an unknown id.</summary>
    public IEnumerable<LevelAttainment> LevelsOf(string competencyId) => Levels.Where(level => level.Competency.Id == competencyId);

    /// <summary>The highest level that any path of the competency meets, null when none is; gold does not ask for silver.</summary>
    public Level? HighestLevel(string competencyId) =>
        LevelsOf(competencyId).Where(level => level.Met).Max(level => (Level?)level.Level);

    /// <summary>Where the person stands in an assignment shown here: path levels with the groups they fill.</summary>
    public IEnumerable<(LevelAttainment Level, GroupAttainment Group)> PlacesOf(string personId) =>
        from level in Levels
        from skill in level.Requirements.OfType<SkillAttainment>()
        from @group in skill.Groups
        where @group.People.Contains(personId)
        select (level, @group);
}

/// <param name="NewExams">
/// The least number of further passes that would meet all skill requirements of this path and level; 0 when they are met; null when
/// no passes can be enough. Performance goals do not enter it. Of a score: the least that reaches its points with the figures as they are.
/// </param>
public sealed record LevelAttainment(
    Competency Competency,
    CompetencyPath Path,
    Level Level,
    bool Met,
    int? NewExams,
    ImmutableArray<RequirementAttainment> Requirements);

public abstract record RequirementAttainment(string Id, bool Met);

/// <param name="Value">The latest known value on or before the day; null when no file has one.</param>
/// <param name="AsOf">Month of the value.</param>
public sealed record PerformanceAttainment(PerformanceRequirement Requirement, bool Met, decimal? Value, decimal Need, DateOnly? AsOf)
    : RequirementAttainment(Requirement.Id, Met);

/// <param name="Alternative">The alternative that is met, or the nearest one.</param>
public sealed record SkillAttainment(
    SkillRequirement Requirement, bool Met, Alternative Alternative, ImmutableArray<GroupAttainment> Groups)
    : RequirementAttainment(Requirement.Id, Met);

/// <param name="Have">The most people that can be placed in this group in one assignment that is best overall; at most the need.</param>
/// <param name="People">Ids of the people of that assignment.</param>
public sealed record GroupAttainment(Group Group, int Have, ImmutableArray<string> People)
{
    public int Need => Group.People;
}
