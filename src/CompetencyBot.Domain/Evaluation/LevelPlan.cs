using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>A level of a path prepared for counting: its items as bits, and its alternatives as plans.</summary>
internal sealed class LevelPlan
{
    private const int MostChoices = 100;

    private LevelPlan(PathLevel level)
    {
        var alternatives = level.Requirements.OfType<SkillRequirement>().Select(skill => skill.Alternatives).ToArray();
        var score = level.Requirements.OfType<ScoreRequirement>().SingleOrDefault();
        var bits = Bits(alternatives.SelectMany(each => each).SelectMany(alternative => alternative.Groups).Select(group => group.Each)
            .Concat(score?.Indicators.SelectMany(ScorePlan.People).Select(people => people.Each) ?? []));
        Performance = [.. level.Requirements.OfType<PerformanceRequirement>()];
        Items = [.. bits.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        Skills = [.. alternatives.Select(each => each.Select(alternative => GroupPlan.Compile([alternative], bits)).ToImmutableArray())];
        Together = Skills.Length == 1 ? Skills[0] : [.. Choices(alternatives).Select(choice => GroupPlan.Compile(choice, bits))];
        Score = score is null ? null : ScorePlan.Compile(score, bits);
        MostPeople = Score?.Plan.MostPeople ?? Skills.Concat([Together]).SelectMany(plans => plans).Select(plan => plan.MostPeople).DefaultIfEmpty().Max();
    }

    public ImmutableArray<PerformanceRequirement> Performance { get; }

    /// <summary>The score, where the level is one; then there are neither figures nor skills beside it.</summary>
    public ScorePlan? Score { get; }

    /// <summary>Every item the level names; the position is the item's bit.</summary>
    public ImmutableArray<string> Items { get; }

    /// <summary>Per skill requirement a plan for each of its alternatives, both in the order of the catalogue.</summary>
    public ImmutableArray<ImmutableArray<GroupPlan>> Skills { get; }

    /// <summary>A plan per choice of one alternative from every skill requirement: one pass may serve several requirements.</summary>
    public ImmutableArray<GroupPlan> Together { get; }

    public int MostPeople { get; }

    /// <exception cref="NotSupportedException">Too large to be counted exactly; an edition with such a level does not load.</exception>
    public static LevelPlan Compile(PathLevel level) => new(level);

    /// <summary>Why the level is too large to be counted exactly; null when it is not.</summary>
    public static string? WhyNotCountable(PathLevel level)
    {
        try
        {
            _ = Compile(level);
            return null;
        }
        catch (NotSupportedException fault)
        {
            return fault.Message;
        }
    }

    public bool SkillsMet(IEnumerable<(ulong Held, int People)> roster)
    {
        var people = roster as IReadOnlyCollection<(ulong, int)> ?? [.. roster];
        return Skills.All(alternatives => alternatives.Any(plan => Assignment.IsComplete(plan, people)));
    }

    private static Dictionary<string, int> Bits(IEnumerable<ItemExpression> expressions)
    {
        var bits = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in expressions.SelectMany(each => each.Items()))
            bits.TryAdd(item, bits.Count);
        return bits.Count <= ItemSets.MostItems
            ? bits
            : throw new NotSupportedException($"more than {ItemSets.MostItems} different items are named");
    }

    private static IEnumerable<ImmutableList<Alternative>> Choices(ImmutableArray<Alternative>[] requirements)
    {
        if (requirements.Length == 0)
            return [];
        if (requirements.Aggregate(1L, (product, alternatives) => Math.Min(product * alternatives.Length, int.MaxValue)) > MostChoices)
            throw new NotSupportedException($"the skill requirements can be met together in more than {MostChoices} ways");
        IEnumerable<ImmutableList<Alternative>> none = [[]];
        return requirements.Aggregate(none, (chosen, alternatives) => from list in chosen from next in alternatives select list.Add(next));
    }
}
