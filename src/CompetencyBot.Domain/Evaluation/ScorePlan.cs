using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>
/// A score prepared for counting: every different expression over items is a group, whose size is the number of people beyond whom nobody
/// gives a point. People stand in as many groups as they like, so how many satisfy an expression is a matter of counting; only the
/// fewest passes to a number of points need the table of <see cref="Assignment"/>.
/// </summary>
internal sealed class ScorePlan
{
    public const int DecimalsOfASum = 12;

    private readonly ImmutableArray<int>[] _groupsOf;

    private ScorePlan(ScoreRequirement requirement, IReadOnlyDictionary<string, int> bits)
    {
        Requirement = requirement;
        var groups = new List<Group>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        _groupsOf = [.. requirement.Indicators.Select(indicator => People(indicator).Select(Position).ToImmutableArray())];
        Plan = GroupPlan.Compile([new Alternative(requirement.Id, [.. groups])], bits);

        int Position((ItemExpression Each, int Most) people)
        {
            var key = string.Join(',', ItemSets.Of(people.Each, bits).Order());
            if (!known.TryGetValue(key, out var position))
            {
                known.Add(key, position = groups.Count);
                groups.Add(new Group($"g{position + 1}", 0, people.Each, null));
            }

            groups[position] = groups[position] with { People = Math.Max(groups[position].People, people.Most) };
            return position;
        }
    }

    public ScoreRequirement Requirement { get; }

    public GroupPlan Plan { get; }

    /// <exception cref="NotSupportedException">Too large to be counted exactly in reasonable time.</exception>
    public static ScorePlan Compile(ScoreRequirement requirement, IReadOnlyDictionary<string, int> bits) => new(requirement, bits);

    /// <summary>The expressions over items that an indicator counts people by, with the number beyond which more people give nothing.</summary>
    public static IEnumerable<(ItemExpression Each, int Most)> People(Indicator indicator) => indicator.Scoring switch
    {
        PeopleScoring people => [(people.Each, UpTo(people.FullAt))],
        StepScoring steps => steps.Steps.Select(step => (step.Each, Most(step, indicator.MaxPoints))),
        GrowthScoring growth => [(growth.Each, UpTo(growth.Headcount))],
        _ => [],
    };

    private static int UpTo(ByMarket people) => (int)decimal.Ceiling(Math.Max(people.Developed, people.Developing));

    /// <summary>The number of people in a step beyond whom nobody gives a point.</summary>
    public static int Most(ScoringStep step, decimal maxPoints) => Math.Max(
        Math.Max(step.Required, 1), step.PointsPerPerson > 0 ? (int)decimal.Ceiling(maxPoints / step.PointsPerPerson) : 0);

    /// <summary>
    /// The points there can be when everybody passes whatever can still be passed: people never stand in each other's way here, and where a
    /// newcomer can get there, as many as wanted can. Null when an indicator that must be above zero stays at zero for want of people.
    /// </summary>
    public decimal? MostPoints(ScoreDay day, IReadOnlyCollection<(ulong Held, int People)> roster, ulong passable)
    {
        int[] counts = [.. Enumerable.Range(0, Plan.Groups.Length).Select(CanBe)];
        return Requirement.EveryIndicatorAboveZero && Requirement.Indicators.Index().Any(entry =>
            entry.Item.Scoring is not FigureScoring && day.Points(entry.Index, Counts(entry.Index, counts)) == 0) ? null : Total(day, counts);

        int CanBe(int group) => CountIn(group, roster, passable) + (CountIn(group, [(0UL, 1)], passable) > 0 ? Plan.Groups[group].People : 0);
    }

    /// <summary>The points that the figures could still add.</summary>
    public decimal RoomOfFigures(ScoreDay day) => decimal.Round(
        Requirement.Indicators.Index().Where(entry => entry.Item.Scoring is FigureScoring)
            .Sum(entry => entry.Item.MaxPoints - day.Points(entry.Index, [])),
        DecimalsOfASum);

    public ScoreAttainment Evaluate(ScoreDay day, Func<int, IEnumerable<string>> peopleIn)
    {
        ImmutableArray<string>[] people = [.. Enumerable.Range(0, Plan.Groups.Length).Select(group => peopleIn(group).ToImmutableArray())];
        int[] counts = [.. people.Select(group => group.Length)];
        var indicators = Requirement.Indicators.Select((indicator, at) => new IndicatorAttainment(
            indicator,
            decimal.Round(day.Points(at, Counts(at, counts)), ScoreDay.Decimals),
            day.Figures(at),
            day.Steps(at, [.. _groupsOf[at].Select(group => people[group])]))).ToImmutableArray();
        return new ScoreAttainment(Requirement, IsMet(day, counts), decimal.Round(Total(day, counts), ScoreDay.Decimals), indicators);
    }

    /// <summary>Whether this many people in each group are enough, with the figures as they are.</summary>
    public bool IsMet(ScoreDay day, IReadOnlyList<int> counts) =>
        Total(day, counts) >= Requirement.Need
        && (!Requirement.EveryIndicatorAboveZero || Requirement.Indicators.Index().All(entry => day.Points(entry.Index, Counts(entry.Index, counts)) > 0));

    /// <summary>How many people satisfy the expression of a group.</summary>
    public int CountIn(int group, IEnumerable<(ulong Held, int People)> roster, ulong passable = 0)
    {
        var alone = Plan.Alone(group);
        return roster.Sum(alike => alone.FurtherPasses(alike.Held, passable) != Placement.Impossible ? alike.People : 0);
    }

    /// <summary>The same people by their position in the people file, ascending.</summary>
    public IEnumerable<int> PeopleIn(int group, IReadOnlyDictionary<ulong, List<int>> roster)
    {
        var alone = Plan.Alone(group);
        return roster.Where(alike => alone.FurtherPasses(alike.Key, passable: 0) == 0).SelectMany(alike => alike.Value).Order();
    }

    public PeopleGoal Goal(ScoreDay day) => new(
        Plan, state => IsMet(day, [.. Enumerable.Range(0, Plan.Groups.Length).Select(group => Plan.CountIn(group, state))]));

    /// <summary>The points of one indicator with this many people in each group.</summary>
    public decimal Points(ScoreDay day, int indicator, IReadOnlyList<int> counts) => day.Points(indicator, Counts(indicator, counts));

    /// <summary>Thirds and the like add up to whole points, yet no score is lifted over its need: a cent of any figure weighs more.</summary>
    public decimal Total(ScoreDay day, IReadOnlyList<int> counts) =>
        decimal.Round(Enumerable.Range(0, _groupsOf.Length).Sum(at => Points(day, at, counts)), DecimalsOfASum);

    private int[] Counts(int indicator, IReadOnlyList<int> counts) => [.. _groupsOf[indicator].Select(group => counts[group])];
}
