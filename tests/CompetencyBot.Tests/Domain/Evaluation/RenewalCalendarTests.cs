using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class RenewalCalendarTests
{
    private static readonly Edition Competencies = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly Edition Designations = Competencies with { Programme = Programme.SolutionsPartner };
    private static readonly DateOnly Anniversary = new(2018, 5, 15);

    [Theory]
    [InlineData("2018-05-15", RenewalWindow.Before, 0, 1, 30)]
    [InlineData("2018-05-16", RenewalWindow.Open, -1, 0, 29)]
    [InlineData("2018-06-14", RenewalWindow.Open, -30, -29, 0)]
    [InlineData("2018-06-15", RenewalWindow.Missed, -31, -30, -1)]
    public void Renewal_is_bought_in_the_days_after_the_anniversary(string today, RenewalWindow window, int anniversary, int opening, int closing)
    {
        var calendar = Of(Competencies, DateOnly.ParseExact(today, "yyyy-MM-dd"), Bought(MembershipOffer.Gold, Anniversary.AddYears(-1)))!;

        Assert.Equal(
            (window, anniversary, opening, closing),
            (calendar.Window, calendar.DaysUntilAnniversary, calendar.DaysUntilOpening, calendar.DaysUntilClosing));
    }

    [Fact]
    public void The_newest_membership_counts_that_is_already_bought()
    {
        var today = new DateOnly(2018, 3, 1);

        var calendar = Of(
            Competencies, today, Bought(MembershipOffer.Gold, today), Bought(MembershipOffer.Silver, today.AddDays(1)), Bought(MembershipOffer.Silver, today.AddDays(-1)));

        Assert.Equal(today, calendar!.Membership.PurchasedOn);
    }

    [Fact]
    public void Each_programme_has_its_own_memberships()
    {
        MembershipRecord[] both = [Bought(MembershipOffer.Silver, new(2017, 1, 1)), Bought(MembershipOffer.SolutionsPartner, new(2017, 2, 1))];

        Assert.Equal(MembershipOffer.Silver, Of(Competencies, Anniversary, both)!.Membership.Offer);
        Assert.Equal(MembershipOffer.SolutionsPartner, Of(Designations, Anniversary, both)!.Membership.Offer);
    }

    [Fact]
    public void Without_a_membership_there_is_nothing_to_renew() => Assert.Null(Of(Competencies, Anniversary));

    private static RenewalCalendar? Of(Edition edition, DateOnly today, params MembershipRecord[] memberships) =>
        RenewalCalendar.Of(edition, memberships, today);

    private static MembershipRecord Bought(MembershipOffer offer, DateOnly on) => new(offer, on, on.AddYears(1), null);
}
