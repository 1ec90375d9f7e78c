using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>Growth of the number of people who satisfy an expression (Partner Contribution Indicators, 2021).</summary>
internal sealed class Growth(GrowthScoring growth, EvidenceIndex evidence)
{
    private readonly Headcount _people = new(growth.Each, evidence);

    public GrowthDay On(DateOnly day)
    {
        var start = _people.On(BaseDay(day));
        var headcount = (int)decimal.Ceiling(growth.Headcount.Of(evidence.Market));
        return new GrowthDay(
            start,
            growth.Bands(evidence.Market).FirstOrDefault(band => band.From <= start && start <= band.To),
            headcount,
            _people.MostBetween(day.AddMonths(-growth.HeadcountMonths), day.AddDays(-1)) >= headcount);
    }

    /// <summary>A renewal sets the size anew that growth is measured from; on the anniversary itself the old one still holds.</summary>
    private DateOnly BaseDay(DateOnly day) => evidence.Memberships
        .Select(membership => membership.AnniversaryOn)
        .Where(anniversary => anniversary > growth.Since && anniversary < day)
        .DefaultIfEmpty(growth.Since)
        .Max();
}
