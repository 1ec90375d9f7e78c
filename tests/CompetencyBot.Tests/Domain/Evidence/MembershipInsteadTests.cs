using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain.Evidence;

public sealed class MembershipInsteadTests
{
    private static readonly MembershipRecord Older = new(MembershipOffer.Silver, new(2016, 5, 10), new(2017, 5, 10), Market.Developing, 3);
    private static readonly MembershipRecord Newer = new(MembershipOffer.Gold, new(2017, 5, 15), new(2018, 5, 15), Market.Developed, 2);
    private static readonly DateOnly Said = new(2018, 6, 1);

    [Fact]
    public void Only_the_newest_membership_is_spoken_of() => Assert.Equal(
        [Newer with { AnniversaryOn = Said, Market = Market.Developing }, Older],
        new MembershipInstead(Market.Developing, Said).In(Records(Newer, Older)).Memberships);

    [Fact]
    public void Of_two_bought_on_one_day_it_is_the_later_in_the_file()
    {
        var later = Newer with { Line = 4 };

        Assert.Equal([Newer, later with { AnniversaryOn = Said }], new MembershipInstead(null, Said).In(Records(Newer, later)).Memberships);
    }

    [Fact]
    public void What_is_not_said_stays_as_the_file_has_it()
    {
        var records = Records(Older, Newer);

        Assert.Same(records, new MembershipInstead(null, null).In(records));
        Assert.Equal([Older, Newer with { Market = Market.Developing }], new MembershipInstead(Market.Developing, null).In(records).Memberships);
    }

    [Fact]
    public void Without_a_membership_there_is_nothing_to_say() =>
        Assert.Empty(new MembershipInstead(Market.Developing, Said).In(EvidenceRecords.Empty).Memberships);

    private static EvidenceRecords Records(params MembershipRecord[] memberships) => EvidenceRecords.Empty with { Memberships = [.. memberships] };
}
