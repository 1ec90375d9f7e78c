namespace CompetencyBot.Domain.Evaluation;

/// <summary>A performance goal that is missed.</summary>
/// <param name="Value">As known on the day, or as to be expected on a day ahead; null when no file has one, and then all of the need is missing.</param>
/// <param name="Gap">What the figure has to rise by, in its unit; above zero.</param>
public sealed record FigureGap(string Metric, string Unit, decimal? Value, decimal Need, decimal Gap)
{
    /// <summary>The part of the need that is missing; above 1 where the value is below zero.</summary>
    public decimal Share => Gap / Need;
}
