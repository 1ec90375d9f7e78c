using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evaluation.Planning;

/// <param name="Options">Every way that passes can complete, in the order of the catalogue; none when the level is out of reach.</param>
/// <param name="NoLongerPassable">Ids of the items of its paths that nobody can pass any more, in the order named.</param>
internal sealed record WaysToLevel(ImmutableArray<PlanOption> Options, ImmutableArray<string> NoLongerPassable)
{
    /// <param name="position">Of the level among those wanted.</param>
    /// <exception cref="ArgumentException">The edition has no path to the level.</exception>
    public static WaysToLevel Of(WantedLevel wanted, int position, EvidenceIndex evidence, DateOnly date)
    {
        var paths = (
            from competency in evidence.Edition.Competencies
            where competency.Id == wanted.CompetencyId
            from path in competency.Paths
            from level in path.Levels
            where level.Level == wanted.Level
            select new LevelRules(evidence, competency, path, level)).ToArray();
        if (paths.Length == 0)
            throw new ArgumentException($"There is no path to {wanted.CompetencyId} {wanted.Level}.", nameof(wanted));

        var ways = new List<PlanOption>();
        var scores = paths.Where(path => path.Plan.Score is not null).Select(path => new ScoreOutlook(path, date)).ToArray();
        // Open figures make a score a second choice: a track that passes alone complete comes first.
        var withGap = !scores.Any(score => score.IsReachable) && scores.Length == paths.Length;
        foreach (var path in paths)
            if (path.Plan.Score is null)
                ways.AddRange(Skills(path, date, position, ways.Count));
            else if (scores.Single(score => score.Rules == path).Option(position, ways.Count, withGap) is { } option)
                ways.Add(option);
        return new WaysToLevel(
            [.. ways],
            [.. paths.SelectMany(path => path.Plan.Items).Distinct().Where(item => !evidence.Edition.Items[item].CanBePassed(date))]);
    }

    private static IEnumerable<PlanOption> Skills(LevelRules path, DateOnly date, int position, int order)
    {
        var gaps = Gaps(path, date);
        if (path.Plan.Skills.IsEmpty)
            return [new PlanOption(path, position, order, null, gaps, date)];
        var passable = path.Passable(date);
        var roster = path.Roster(date).Select(alike => (alike.Key, alike.Value.Count)).ToArray();
        return from goal in path.Goals(path.Known(date), date).Index()
               where Assignment.FewestPasses(goal.Item, roster, passable) is not null
               select new PlanOption(path, position, order + goal.Index, goal.Item, gaps, date);
    }

    private static ImmutableArray<PerformanceGap> Gaps(LevelRules path, DateOnly date) =>
    [
        .. path.Gaps(path.Known(date))
            .Select(gap => new PerformanceGap(path.Competency.Id, path.Path.Id, gap.Metric, gap.Unit, gap.Value, gap.Need)),
    ];
}
