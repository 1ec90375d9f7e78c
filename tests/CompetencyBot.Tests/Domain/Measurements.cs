using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain;

/// <summary>Figures of a score, as they are once matched to its metrics.</summary>
internal static class Measurements
{
    public static MatchedEvidence Measured(
        this MatchedEvidence evidence, string metric, decimal value, string? path = null, DateOnly? month = null, string competency = "c1") =>
        evidence with { Figures = evidence.Figures.Add(new Figure(competency, path, metric, month ?? new DateOnly(2016, 1, 1), value)) };
}
