using System.Collections.Immutable;
using System.Numerics;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Who can stand in for one another at a level as they are: people who may be placed in the same groups, whatever else they hold.</summary>
internal sealed class Crews(LevelPlan plan)
{
    /// <summary>The crew of those who can be placed nowhere; they are not counted.</summary>
    public const int None = -1;

    // People stand in as many groups of a score as they like, so there the single groups tell them apart.
    private readonly ImmutableArray<Placement> _placements = plan.Score is { } score
        ? [.. score.Plan.Placements.Where(placement => BitOperations.IsPow2(placement.Groups))]
        : [.. plan.Skills.SelectMany(alternatives => alternatives).SelectMany(alternative => alternative.Placements)];

    private readonly Dictionary<ulong, int> _byHeld = [];
    private readonly Dictionary<string, int> _byPlaces = [];
    private readonly List<ulong> _examples = [];

    public int Of(ulong held)
    {
        if (held == 0)
            return None;
        if (!_byHeld.TryGetValue(held, out var crew))
            _byHeld.Add(held, crew = Find(held));
        return crew;
    }

    /// <summary>What somebody of the crew holds.</summary>
    public ulong Example(int crew) => _examples[crew];

    private int Find(ulong held)
    {
        var places = string.Create(_placements.Length, held, (text, own) =>
        {
            for (var at = 0; at < text.Length; at++)
                text[at] = _placements[at].FurtherPasses(own, passable: 0) == 0 ? '1' : '0';
        });
        if (!places.Contains('1'))
            return None;
        if (_byPlaces.TryAdd(places, _examples.Count))
            _examples.Add(held);
        return _byPlaces[places];
    }
}
