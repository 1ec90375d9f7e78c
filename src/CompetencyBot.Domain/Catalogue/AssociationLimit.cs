namespace CompetencyBot.Domain.Catalogue;

/// <summary>
/// How often one person may associate an account with an organisation (Partner Center docs, "Associate your Microsoft Learn profile", 2021 and later).
/// </summary>
/// <param name="PerYear">Associations within twelve months.</param>
/// <param name="DaysBetween">Days from one association to the next.</param>
public sealed record AssociationLimit(int PerYear, int DaysBetween)
{
    /// <param name="earlier">Days of the person's earlier associations, in any order.</param>
    /// <returns>The first day on which another one is allowed; null = today already.</returns>
    public DateOnly? NextAllowed(IEnumerable<DateOnly> earlier, DateOnly today)
    {
        DateOnly[] days = [.. earlier.Where(day => day <= today).OrderDescending()];
        if (days.Length == 0)
            return null;
        var next = days[0].AddDays(DaysBetween);
        if (days.Length >= PerYear && days[PerYear - 1].AddYears(1) is var free && free > next)
            next = free;
        return next > today ? next : null;
    }
}
