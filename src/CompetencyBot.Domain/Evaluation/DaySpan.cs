namespace CompetencyBot.Domain.Evaluation;

/// <param name="Last">The last day that belongs to it, not before the first.</param>
internal readonly record struct DaySpan(DateOnly First, DateOnly Last)
{
    public bool Touches(DateOnly from, DateOnly until) => First <= until && Last >= from;
}
