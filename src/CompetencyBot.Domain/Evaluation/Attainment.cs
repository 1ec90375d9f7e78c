using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>How far an organisation is with every path and level of an edition on one day.</summary>
public sealed partial record Attainment(Edition Edition, DateOnly Date, Evidence.Market Market, ImmutableArray<LevelAttainment> Levels);

/// <param name="NewExams">
/// The least number of further passes that would meet all skill requirements of this path and level; 0 when they are met; null when
/// no passes can be enough. Performance goals do not enter it.
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
public sealed record SkillAttainment(SkillRequirement Requirement, bool Met, Alternative Alternative, ImmutableArray<GroupAttainment> Groups)
    : RequirementAttainment(Requirement.Id, Met);

/// <param name="Have">The most people that can be placed in this group in one assignment that is best overall; at most the need.</param>
/// <param name="People">Ids of the people of that assignment.</param>
public sealed record GroupAttainment(Group Group, int Have, ImmutableArray<string> People)
{
    public int Need => Group.People;
}
