using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>
/// Expressions over items as the list of the smallest sets of items that satisfy them. An expression has no negation, so a person
/// satisfies it exactly when they hold one of these sets whole. A set is a bit per item.
/// </summary>
internal static class ItemSets
{
    public const int MostItems = 64;
    private const int MostSets = 2_000;

    /// <exception cref="NotSupportedException">More sets than can be counted in reasonable time.</exception>
    public static ImmutableArray<ulong> Of(ItemExpression expression, IReadOnlyDictionary<string, int> bits) => expression switch
    {
        ItemExpression.Holds holds => [1UL << bits[holds.ItemId]],
        ItemExpression.AnyOf any => Smallest(any.Of.SelectMany(part => Of(part, bits))),
        ItemExpression.AllOf all => all.Of.Aggregate(ImmutableArray.Create(0UL), (sets, part) => Both(sets, Of(part, bits))),
        _ => throw new NotSupportedException($"An expression of type {expression.GetType().Name} is not known."),
    };

    public static ImmutableArray<ulong> Both(ImmutableArray<ulong> left, ImmutableArray<ulong> right) =>
        Smallest(from one in left from other in right select one | other);

    private static ImmutableArray<ulong> Smallest(IEnumerable<ulong> sets)
    {
        var smallest = new List<ulong>();
        foreach (var set in sets.Distinct())
        {
            if (smallest.Exists(other => (other & set) == other))
                continue;
            smallest.RemoveAll(other => (other & set) == set);
            smallest.Add(set);
            if (smallest.Count > MostSets)
                throw new NotSupportedException($"there are more than {MostSets} ways to satisfy what one person needs");
        }

        return [.. smallest];
    }
}
