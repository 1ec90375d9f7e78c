using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>Signing in and reporting are steps of the person; only Partner Center's data raise a level.</summary>
public sealed class AccountStandingTests
{
    private const string Name = "amy";
    private static readonly DateOnly Day = new(2018, 3, 1);
    private static readonly DateTimeOffset Noon = new(2018, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProvenAccount Verified = new(Organisation.Address(Name), "amy@live.example", Noon.AddDays(-2));
    private static readonly ProvenAccount Reported = Verified with { ReportedAt = Noon.AddDays(-1) };
    private static readonly ProvenAccount Confirmed = Reported with { ConfirmedAt = Noon };
    private static readonly Edition Small = SmallEdition.Asking(new Alternative("a", [SmallEdition.Group("g", 1, SmallEdition.A)]));

    [Fact]
    public void Without_an_account_somebody_is_not_linked()
    {
        Assert.Equal(new AccountStanding(AccountState.NotLinked, null, null), StandingOf(Unlinked));
        Assert.True(StandingOf(Unlinked).IsUnlinked);
    }

    [Fact]
    public void A_proved_account_is_verified_and_then_reported()
    {
        Assert.Equal(new AccountStanding(AccountState.Verified, null, Verified), StandingOf(Unlinked, Verified));
        Assert.Equal(new AccountStanding(AccountState.Reported, null, Reported), StandingOf(Unlinked, Reported));
        Assert.True(StandingOf(Unlinked, Verified).IsUnlinked);
        Assert.False(StandingOf(Unlinked, Reported).IsUnlinked);
    }

    [Fact]
    public void An_association_waits_as_long_as_the_edition_says_and_then_counts()
    {
        var associated = Unlinked.Linked(Name, Noon);

        Assert.Equal(new AccountStanding(AccountState.Waiting, Day.AddDays(1), null), StandingOf(associated, Confirmed));
        Assert.Equal(AccountState.Linked, StandingOf(associated, Confirmed, Day.AddDays(1)).State);
    }

    [Fact]
    public void Another_account_that_is_not_confirmed_is_a_change_under_way() =>
        Assert.Equal(new AccountStanding(AccountState.Linked, new DateOnly(2016, 1, 2), Reported), StandingOf(new Organisation().Person(Name), Reported));

    [Fact]
    public void Whoever_has_left_has_left_whatever_else_is_known() =>
        Assert.Equal(AccountState.Left, StandingOf(new Organisation().Person(Name).Leaves(Name, Day), Reported).State);

    [Fact]
    public void Neither_the_sign_in_nor_the_report_raises_a_level_and_the_data_do()
    {
        Assert.Null(Highest(Unlinked, Verified));
        Assert.Null(Highest(Unlinked, Reported));
        Assert.Null(Highest(Unlinked, Confirmed)); // the data of today decide, not what they once said
        Assert.Equal(Level.Silver, Highest(Unlinked.Linked(Name, Noon.AddDays(-1)), Reported));
    }

    [Fact]
    public void Passes_that_do_not_count_are_counted_by_whether_they_are_expected()
    {
        var people = new Organisation()
            .Person(Name, "item:a", "item:b").Passed(Name, "item:b").Linked(Name, null)
            .Person("ben", "item:a").Passed("ben", "item:b", expires: new DateOnly(2017, 1, 1)).Linked("ben", null)
            .Person("eve").Linked("eve", null)
            .Person("kim", "item:a", "item:c");

        Assert.Equal((new UncountedPasses(3, 2), new UncountedPasses(0, 0)), Uncounted(people));
        Assert.Equal((new UncountedPasses(3, 2), new UncountedPasses(0, 0)), Uncounted(people, Verified));
        Assert.Equal((new UncountedPasses(1, 1), new UncountedPasses(2, 1)), Uncounted(people, Reported));
        Assert.Equal(2, UncountedPasses.Of(Match(people).People[0], Small, Day));
    }

    [Fact]
    public void An_edition_that_has_ended_counts_no_passes_that_do_not_count()
    {
        var ended = Small with { AppliesTo = Day.AddDays(-1) };
        var evidence = Match(new Organisation().Person(Name, "item:a").Linked(Name, null));

        Assert.Equal(new UncountedPasses(1, 1), UncountedPasses.OfUnlinked(ended, evidence, Day.AddDays(-1)));
        Assert.Equal(new UncountedPasses(0, 0), UncountedPasses.OfUnlinked(ended, evidence, Day));
        Assert.Equal(0, UncountedPasses.Of(evidence.People[0], ended, Day));
    }

    private static Organisation Unlinked => new Organisation().Person(Name, "item:a").Linked(Name, null);

    private static (UncountedPasses Unlinked, UncountedPasses Reported) Uncounted(Organisation people, params ProvenAccount[] accounts)
    {
        var evidence = Match(people, accounts);
        return (UncountedPasses.OfUnlinked(Small, evidence, Day), UncountedPasses.OfReported(Small, evidence, Day));
    }

    private static Level? Highest(Organisation people, ProvenAccount account) =>
        Attainment.Of(Small, Match(people, account), Day).HighestLevel("c1");

    private static AccountStanding StandingOf(Organisation people, ProvenAccount? account = null, DateOnly? day = null) =>
        AccountStanding.Of(Match(people, account is null ? [] : [account]).People.Single(), day ?? Day);

    private static MatchedEvidence Match(Organisation people, params ProvenAccount[] accounts) =>
        EvidenceMatching.Match(people.Records with { Accounts = [.. accounts] }, Small);
}
