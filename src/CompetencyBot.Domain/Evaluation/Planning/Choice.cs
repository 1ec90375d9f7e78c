using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>Ways to the first wanted levels, ordered by what the best plan with them needs at least.</summary>
/// <param name="Ways">By level the position of the way; the rest of the levels is still to be chosen for.</param>
/// <param name="Passes">At least.</param>
/// <param name="OpenFigures">At least.</param>
/// <param name="Gap">At least: relative gaps added up.</param>
internal abstract record Choice(ImmutableArray<int> Ways, int Passes, int OpenFigures, decimal Gap) : IComparable<Choice>
{
    public int CompareTo(Choice? other)
    {
        if (other is null)
            return 1;
        var order = (Passes, OpenFigures, Gap).CompareTo((other.Passes, other.OpenFigures, other.Gap));
        for (var level = 0; order == 0 && level < Math.Min(Ways.Length, other.Ways.Length); level++)
            order = Ways[level].CompareTo(other.Ways[level]);
        // What is still open may turn out to be a way that stands earlier in the catalogue.
        order = order != 0 ? order : Ways.Length.CompareTo(other.Ways.Length);
        return order != 0 ? order : (this is Planned).CompareTo(other is Planned);
    }

    /// <param name="Bound">For these ways, or for all but the last of them.</param>
    public sealed record Begun(ImmutableArray<int> Ways, int Passes, int OpenFigures, decimal Gap, SplitBound Bound)
        : Choice(Ways, Passes, OpenFigures, Gap)
    {
        public bool IsBounded => Bound.Chosen == Ways.Length;
    }

    /// <param name="Plan">A plan with these ways.</param>
    public sealed record Planned(ImmutableArray<int> Ways, int Passes, int OpenFigures, decimal Gap, CasePlan Plan)
        : Choice(Ways, Passes, OpenFigures, Gap);
}
