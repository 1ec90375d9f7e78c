using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Evaluates one level of one path on one day.</summary>
internal sealed class LevelEvaluation(LevelRules rules, DateOnly date)
{
    private readonly FigureLookup _figures = rules.Known(date);
    private readonly Lazy<Dictionary<ulong, List<int>>> _roster = new(() => rules.Roster(date));

    public LevelAttainment Evaluate()
    {
        var skills = rules.Level.Requirements.OfType<SkillRequirement>().Select(Skill).ToArray();
        var requirements = rules.Level.Requirements.Select(requirement => requirement switch
        {
            PerformanceRequirement performance => (RequirementAttainment)Performance(performance),
            SkillRequirement skill => skills.Single(each => each.Attainment.Requirement == skill).Attainment,
            ScoreRequirement => Score(rules.Plan.Score!),
            _ => throw new NotSupportedException($"A requirement of type {requirement.GetType().Name} is not known."),
        }).ToImmutableArray();
        return new LevelAttainment(
            rules.Competency,
            rules.Path,
            rules.Level.Level,
            requirements.All(requirement => requirement.Met),
            skills.Length == 1 ? skills[0].Passes : NewExams(requirements),
            requirements);
    }

    private PerformanceAttainment Performance(PerformanceRequirement requirement)
    {
        var need = requirement.Need.Of(rules.Evidence.Market);
        var figure = _figures(requirement.Metric, requirement.Window);
        return new PerformanceAttainment(requirement, figure?.Value >= need, figure?.Value, need, figure?.Month);
    }

    /// <summary>The first alternative that is met, else the one with the fewest passes to go, then the fewest people missing.</summary>
    private (SkillAttainment Attainment, int? Passes) Skill(SkillRequirement requirement, int position)
    {
        var (passes, placing, index) = rules.Plan.Skills[position]
            .Select((plan, at) => (Plan: plan, Placing: BestPlacing.Of(plan, _roster.Value), Index: at))
            .Select(each => (Passes: each.Placing.Complete ? 0 : FewestPasses(PeopleGoal.AllComplete(each.Plan)), each.Placing, each.Index))
            .OrderBy(each => each.Passes ?? int.MaxValue)
            .ThenBy(each => each.Placing.Missing)
            .First();
        var groups = requirement.Alternatives[index].Groups.Zip(
            placing.People, (group, people) => new GroupAttainment(group, people.Length, [.. people.Select(Id)]));
        return (new SkillAttainment(requirement, placing.Complete, requirement.Alternatives[index], [.. groups]), passes);
    }

    private ScoreAttainment Score(ScorePlan score)
    {
        var roster = rules.Evidence.Roster(rules.Plan.Items, int.MaxValue, date);
        return score.Evaluate(rules.ScoreOn(score, _figures, date), group => score.PeopleIn(group, roster).Select(Id));
    }

    private int? NewExams(ImmutableArray<RequirementAttainment> requirements) => requirements switch
    {
        [ScoreAttainment { Met: true }] => 0,
        _ when rules.Plan is { Score: null, Skills.IsEmpty: true } => 0,
        _ => rules.Goals(_figures, date).Min(FewestPasses),
    };

    private int? FewestPasses(PeopleGoal goal) =>
        Assignment.FewestPasses(goal, _roster.Value.Select(alike => (alike.Key, alike.Value.Count)), rules.Passable(date));

    private string Id(int person) => rules.Evidence.People[person].Id;
}
