using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>What a growth asks for on a day.</summary>
/// <param name="Base">People on the day that growth is measured from.</param>
/// <param name="Band">The band of that size; null when it is in none.</param>
/// <param name="Headcount">People who are enough however many there were.</param>
/// <param name="IsGiven">Whether there were that many recently enough.</param>
internal sealed record GrowthDay(int Base, GrowthBand? Band, int Headcount, bool IsGiven)
{
    /// <summary>The fewest people that give the points.</summary>
    public int Target() => Band is null ? Headcount : Math.Min(Headcount, (int)decimal.Ceiling(Base * (100 + Band.Percent) / 100));

    public bool IsReached(int people) => IsGiven || people >= Target();
}
