using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class LevelStageTests
{
    private static readonly DateOnly Today = new(2018, 3, 1);
    private static readonly DateOnly Anniversary = new(2018, 5, 15);

    private static readonly Edition Asking = SmallEdition.Asking(
        new Alternative("a", [SmallEdition.Group("g1", 1, SmallEdition.A), SmallEdition.Group("g2", 1, SmallEdition.B)]));

    [Fact]
    public void Nothing_done_is_no_stage() => Assert.Null(StageOf(new Organisation().Person("amy", "item:c"), MembershipOffer.Gold));

    [Fact]
    public void Something_of_what_is_asked_for_is_a_start() =>
        Assert.Equal(Stage.Started, StageOf(new Organisation().Person("amy", "item:a"), MembershipOffer.Gold));

    [Fact]
    public void All_of_it_without_the_offer_qualifies() => Assert.Equal(Stage.Qualified, StageOf(Qualified(), offer: null));

    [Theory]
    [InlineData(MembershipOffer.Silver, Stage.Active)]
    [InlineData(MembershipOffer.Gold, Stage.Active)]
    [InlineData(MembershipOffer.SolutionsPartner, Stage.Qualified)]
    public void An_offer_covers_its_levels(MembershipOffer offer, Stage stage) => Assert.Equal(stage, StageOf(Qualified(), offer));

    [Fact]
    public void An_offer_that_was_not_renewed_in_time_covers_nothing() =>
        Assert.Equal(Stage.Qualified, StageOf(Qualified(), MembershipOffer.Gold, Today.AddDays(-31)));

    [Fact]
    public void The_status_lasts_while_renewal_can_be_bought() =>
        Assert.Equal(Stage.Active, StageOf(Qualified(), MembershipOffer.Gold, Today.AddDays(-30)));

    [Fact]
    public void An_active_level_that_will_not_hold_is_at_risk() =>
        Assert.Equal(Stage.AtRisk, StageOf(Qualified().Leaves("amy", Anniversary), MembershipOffer.Gold));

    private static Organisation Qualified() => new Organisation().Person("amy", "item:a", "item:b");

    private static Stage? StageOf(Organisation organisation, MembershipOffer? offer, DateOnly? anniversary = null)
    {
        var evidence = organisation.On(Asking);
        MembershipRecord[] memberships = offer is { } bought ? [new(bought, new(2017, 1, 1), anniversary ?? Anniversary, null)] : [];
        var risk = RenewalRisk.Of(Asking, evidence, Today, Anniversary);
        return Assert.Single(LevelStage.Of(Attainment.Of(Asking, evidence, Today), memberships, risk)).Stage;
    }
}
