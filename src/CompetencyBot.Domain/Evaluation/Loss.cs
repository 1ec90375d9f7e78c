using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Something that may take a level away between today and the test.</summary>
/// <param name="On">First day on which it takes effect.</param>
internal sealed record Loss(LossKey Key, DateOnly On);

/// <param name="Person">Position in the people file; -1 where it is about no person.</param>
internal readonly record struct LossKey(
    RiskCauseKind Kind, int Person = -1, string? ItemId = null, string? PathId = null, string? Metric = null)
{
    public static LossKey Lapse(in Holding holding) => new(RiskCauseKind.Lapse, holding.Person, holding.ItemId);

    public static LossKey NotAccepted(string itemId) => new(RiskCauseKind.NotAccepted, ItemId: itemId);

    public static LossKey Leaver(int person) => new(RiskCauseKind.Leaver, person);

    public static LossKey Figure(CompetencyPath path, string metric) => new(RiskCauseKind.Figure, PathId: path.Id, Metric: metric);
}

/// <summary>Losses that are taken as not happening, to ask whether a level would hold without them.</summary>
internal sealed class Spared(DateOnly today)
{
    private readonly HashSet<LossKey> _losses = [];

    public void Add(LossKey loss) => _losses.Add(loss);

    public void Remove(LossKey loss) => _losses.Remove(loss);

    public bool Contains(LossKey loss) => _losses.Contains(loss);

    /// <summary>Whether the row counts on the day when an end that lies ahead of today and is spared does not come.</summary>
    public bool CountsOn(in Holding holding, DateOnly day) =>
        holding.From <= day
        && (!(holding.ExpiresOn < day) || (holding.ExpiresOn >= today && Contains(LossKey.Lapse(holding))))
        && (!(holding.LeftOn <= day) || (holding.LeftOn > today && Contains(LossKey.Leaver(holding.Person))))
        && (!(holding.AcceptedUntil < day) || (holding.AcceptedUntil >= today && Contains(LossKey.NotAccepted(holding.ItemId))));
}
