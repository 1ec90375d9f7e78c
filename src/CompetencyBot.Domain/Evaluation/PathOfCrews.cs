using System.Collections.Immutable;
using System.Numerics;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>What a path that meets its level asks of people, as far as it is met by them.</summary>
/// <param name="Roster">Everybody who holds any of its items.</param>
/// <param name="Plans">The groups that people can satisfy.</param>
/// <param name="IsMet">Whether people are enough; never less so for more people, or for people who hold more.</param>
internal sealed record PathOfCrews(
    IReadOnlyDictionary<ulong, List<int>> Roster, ImmutableArray<GroupPlan> Plans, Func<(ulong Held, int People)[], bool> IsMet)
{
    public int GroupCount => Plans.Sum(plan => plan.Groups.Length);

    public static PathOfCrews Of(LevelRules rules, DateOnly date)
    {
        var roster = rules.Evidence.Roster(rules.Plan.Items, int.MaxValue, date);
        if (rules.Plan.Score is { } score)
        {
            var day = rules.ScoreOn(score, rules.Known(date), date);
            return new PathOfCrews(roster, [score.Plan], people =>
                score.IsMet(day, [.. Enumerable.Range(0, score.Plan.Groups.Length).Select(group => score.CountIn(group, people))]));
        }

        var all = roster.Select(alike => (alike.Key, alike.Value.Count)).ToArray();
        var skills = rules.Plan.Skills.Select(alternatives => alternatives.Where(plan => Assignment.IsComplete(plan, all)).ToArray()).ToArray();
        return new PathOfCrews(
            roster,
            [.. skills.SelectMany(plans => plans)],
            people => Array.TrueForAll(skills, plans => Array.Exists(plans, plan => Assignment.IsComplete(plan, people))));
    }

    /// <summary>A bit per group that somebody who holds this satisfies.</summary>
    public BigInteger GroupsOf(ulong held)
    {
        var (groups, bit) = (BigInteger.Zero, 0);
        foreach (var plan in Plans)
            foreach (var ways in plan.Ways)
            {
                if (ways.Any(way => (way & ~held) == 0))
                    groups |= BigInteger.One << bit;
                bit++;
            }

        return groups;
    }
}
