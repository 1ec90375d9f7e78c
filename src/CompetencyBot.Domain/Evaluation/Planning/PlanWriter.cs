using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>Writes the plans of the cases down as one.</summary>
internal static class PlanWriter
{
    public static Plan Write(DateOnly date, ImmutableArray<WantedLevel> wanted, IReadOnlyList<CasePlan> plans, EvidenceIndex evidence)
    {
        PlanOption[] ways = [.. plans.SelectMany(plan => plan.Ways).OrderBy(way => way.Level)];
        return new Plan(
            date,
            wanted,
            [.. Passes(wanted, plans, evidence)],
            [.. ways.Select(way => new PlannedPath(wanted[way.Level], way.Rules.Competency, way.Rules.Path))],
            [.. Gaps(ways)],
            plans.Sum(plan => plan.AtLeast),
            []);
    }

    /// <summary>The newcomers of different cases are the same people: whoever joins may pass for all of them.</summary>
    private static IEnumerable<PlannedPass> Passes(ImmutableArray<WantedLevel> wanted, IReadOnlyList<CasePlan> plans, EvidenceIndex evidence) =>
        from part in plans.SelectMany(plan => plan.Parts.Where(part => part.Person is not null)
            .Select(part => (Newcomer: 0, part.Person, part.Moves))
            .Concat(plan.Parts.Where(part => part.Person is null && part.Moves.Any(move => move?.Move.Items > 0))
                .Select((part, at) => (Newcomer: at + 1, part.Person, part.Moves))))
        from made in part.Moves
        where made is not null
        from item in made.Value.Option.Rules.Plan.Items.Index()
        where (made.Value.Move.Items >> item.Index & 1) == 1
        group made.Value.Option.Level by (part.Newcomer, part.Person, item.Item) into pass
        orderby pass.Key.Newcomer, pass.Key.Person, pass.Key.Item
        let personId = pass.Key.Person is { } person ? evidence.People[person].Id : null
        select new PlannedPass(new Pass(personId, pass.Key.Newcomer, pass.Key.Item), [.. pass.Distinct().Order().Select(level => wanted[level])]);

    /// <summary>Silver and gold of one path may ask for the same figure; the larger need closes both.</summary>
    private static IEnumerable<PerformanceGap> Gaps(IEnumerable<PlanOption> ways) => ways
        .SelectMany(way => way.Gaps)
        .GroupBy(gap => (gap.CompetencyId, gap.PathId, gap.Metric))
        .Select(same => same.MaxBy(gap => gap.Need)!);
}
