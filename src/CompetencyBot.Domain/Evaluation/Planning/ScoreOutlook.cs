using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>How far passes can bring a score with the figures as they are.</summary>
internal sealed class ScoreOutlook
{
    private readonly DateOnly _date;
    private readonly ScorePlan _score;
    private readonly ScoreDay _day;
    private readonly int[] _most;

    public ScoreOutlook(LevelRules rules, DateOnly date)
    {
        (Rules, _date, _score) = (rules, date, rules.Plan.Score!);
        _day = rules.ScoreOn(_score, rules.Known(date), date);
        var passable = rules.Passable(date);
        var roster = rules.Evidence.Roster(rules.Plan.Items, int.MaxValue, date);
        _most = [.. Enumerable.Range(0, _score.Plan.Groups.Length).Select(group => Most(group, roster, passable))];
    }

    public LevelRules Rules { get; }

    /// <summary>Whether passes are enough.</summary>
    public bool IsReachable => _score.IsMet(_day, _most);

    private IEnumerable<(int At, Indicator Indicator)> Figures =>
        _score.Requirement.Indicators.Index().Where(entry => entry.Item.Scoring is FigureScoring);

    /// <summary>The way through this score; null when passes cannot complete it.</summary>
    /// <param name="withGap">Whether one that only figures keep from its points is taken too, for the most points that people can give.</param>
    public PlanOption? Option(int position, int order, bool withGap)
    {
        if (IsReachable)
            return new PlanOption(Rules, position, order, _score.Goal(_day), [], _date);
        if (!withGap || !IsReachableWithAllFigures())
            return null;
        var most = PeoplePoints(_most);
        var plan = _score.Plan;
        var goal = new PeopleGoal(
            plan, state => PeoplePoints([.. Enumerable.Range(0, plan.Groups.Length).Select(group => plan.CountIn(group, state))]) >= most);
        return new PlanOption(Rules, position, order, goal, [.. Gaps()], _date);
    }

    /// <summary>As many as can ever count in the group: passes of one person take nothing away from another group.</summary>
    private int Most(int group, Dictionary<ulong, List<int>> roster, ulong passable)
    {
        var alone = _score.Plan.Placements.Single(placement => placement.Groups == 1 << group);
        var people = _score.Plan.Groups[group].People;
        return alone.FurtherPasses(held: 0, passable) != Placement.Impossible
            ? people
            : Math.Min(people, roster.Where(alike => alone.FurtherPasses(alike.Key, passable) != Placement.Impossible).Sum(alike => alike.Value.Count));
    }

    private decimal PeoplePoints(IReadOnlyList<int> counts) => _score.Requirement.Indicators.Index()
        .Where(entry => entry.Item.Scoring is not FigureScoring)
        .Sum(entry => _score.Points(_day, entry.Index, counts));

    private bool IsReachableWithAllFigures() =>
        decimal.Round(PeoplePoints(_most) + Figures.Sum(figure => figure.Indicator.MaxPoints), ScorePlan.DecimalsOfASum) >= _score.Requirement.Need
        && (!_score.Requirement.EveryIndicatorAboveZero || _score.Requirement.Indicators.Index()
            .All(entry => entry.Item.Scoring is FigureScoring || _score.Points(_day, entry.Index, _most) > 0));

    private IEnumerable<PerformanceGap> Gaps()
    {
        var points = _score.Total(_day, _most);
        if (points < _score.Requirement.Need)
            yield return new PerformanceGap(Rules.Competency.Id, Rules.Path.Id, PerformanceGap.Score, "points", points, _score.Requirement.Need);
        if (!_score.Requirement.EveryIndicatorAboveZero)
            yield break;
        foreach (var (at, _) in Figures)
            if (_score.Points(_day, at, _most) <= 0)
                yield return Zero(_day.Figures(at)[0]);
    }

    /// <summary>One unit is enough to be above zero, or less where less gives all points.</summary>
    private PerformanceGap Zero(PartAttainment part) => new(
        Rules.Competency.Id, Rules.Path.Id, part.Part.Metric, part.Part.Unit, part.Value, Math.Min(1, part.FullAt));
}
