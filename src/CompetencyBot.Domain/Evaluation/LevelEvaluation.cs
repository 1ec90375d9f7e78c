using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Evaluates one level of one path on one day.</summary>
internal sealed class LevelEvaluation(EvidenceIndex evidence, Competency competency, CompetencyPath path, DateOnly date)
{
    public LevelAttainment Of(PathLevel level)
    {
        var plan = LevelPlan.Compile(level);
        var roster = evidence.Roster(plan, date);
        var skills = level.Requirements.OfType<SkillRequirement>()
            .Select((skill, index) => Skill(skill, plan, plan.Skills[index], roster)).ToArray();
        var requirements = level.Requirements.Select(requirement => requirement switch
        {
            PerformanceRequirement performance => (RequirementAttainment)Performance(performance),
            SkillRequirement skill => skills.Single(attainment => attainment.Attainment.Requirement == skill).Attainment,
            _ => throw new NotSupportedException($"A requirement of type {requirement.GetType().Name} is not known."),
        }).ToImmutableArray();
        return new LevelAttainment(
            competency, path, level.Level, requirements.All(requirement => requirement.Met), NewExams(plan, roster, skills), requirements);
    }

    private PerformanceAttainment Performance(PerformanceRequirement requirement)
    {
        var need = requirement.Need.Of(evidence.Market);
        var row = evidence.FigureOn(competency.Id, path.Id, requirement.Metric, date)?.Row;
        return new PerformanceAttainment(requirement, row?.Value >= need, row?.Value, need, row?.Month);
    }

    /// <summary>The first alternative that is met, else the one with the fewest passes to go, then the fewest people missing.</summary>
    private (SkillAttainment Attainment, int? Passes) Skill(
        SkillRequirement requirement, LevelPlan level, ImmutableArray<GroupPlan> alternatives, Dictionary<ulong, List<int>> roster)
    {
        var (passes, placing, index) = alternatives
            .Select((plan, at) => (Plan: plan, Placing: Assignment.Best(plan, roster), Index: at))
            .Select(each => (Passes: each.Placing.Complete ? 0 : FewestPasses(each.Plan, level, roster), each.Placing, each.Index))
            .OrderBy(each => each.Passes ?? int.MaxValue)
            .ThenBy(each => each.Placing.Missing)
            .First();
        var groups = requirement.Alternatives[index].Groups.Zip(placing.People, (group, people) => new GroupAttainment(
            group, people.Length, [.. people.Select(person => evidence.People[person].Id)]));
        return (new SkillAttainment(requirement, placing.Complete, requirement.Alternatives[index], [.. groups]), passes);
    }

    private int? NewExams(LevelPlan plan, Dictionary<ulong, List<int>> roster, (SkillAttainment Attainment, int? Passes)[] skills) =>
        skills.Length <= 1
            ? skills.Select(skill => skill.Passes).DefaultIfEmpty(0).Single()
            : plan.Together.Min(together => FewestPasses(together, plan, roster));

    private int? FewestPasses(GroupPlan plan, LevelPlan level, Dictionary<ulong, List<int>> roster) =>
        Assignment.FewestPasses(plan, roster.Select(alike => (alike.Key, alike.Value.Count)), Passable(level));

    private ulong Passable(LevelPlan level) => level.Items.Index().Aggregate(
        0UL, (items, entry) => CanBePassed(evidence.Edition.Items[entry.Item]) ? items | 1UL << entry.Index : items);

    private bool CanBePassed(Item item) => !(item.Retires < date) && !(item.AcceptedUntil < date);
}
