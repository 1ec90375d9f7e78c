using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Something that may take a level away between today and the test.</summary>
/// <param name="On">First day on which it takes effect.</param>
internal readonly record struct Loss(LossKey Key, DateOnly On);

/// <param name="Person">Position in the people file; -1 where it is about no person.</param>
internal readonly record struct LossKey(
    RiskCauseKind Kind, int Person = -1, string? ItemId = null, string? PathId = null, string? Metric = null)
{
    public static LossKey Lapse(in Holding holding) => new(RiskCauseKind.Lapse, holding.Person, holding.ItemId);

    public static LossKey NotAccepted(string itemId) => new(RiskCauseKind.NotAccepted, ItemId: itemId);

    public static LossKey Leaver(int person) => new(RiskCauseKind.Leaver, person);

    public static LossKey Figure(CompetencyPath path, string metric) => new(RiskCauseKind.Figure, PathId: path.Id, Metric: metric);
}
