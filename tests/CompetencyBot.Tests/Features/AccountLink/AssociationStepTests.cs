using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Features.AccountLink.Watching;
using CompetencyBot.Storage;

namespace CompetencyBot.Tests.Features.AccountLink;

public sealed class AssociationStepTests
{
    private static readonly DateTimeOffset Verified = new(2018, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Reported = Verified.AddHours(1);
    private static readonly TimeSpan Wait = TimeSpan.FromHours(24);
    private static readonly DataAtHand Fresh = new("people 2018-03-01", Verified.AddMinutes(1), Verified.AddMinutes(1));

    [Fact]
    public void What_is_confirmed_already_is_no_news()
    {
        Assert.IsType<AssociationStep.Confirm>(Step(AssociationSeen.Confirmed, Fresh, Reported));
        Assert.Null(Step(AssociationSeen.Confirmed, Fresh, Reported, link => link.ConfirmedAt = Reported));
    }

    [Theory]
    [InlineData(AssociationSeen.OtherAccount, LinkEnd.OtherAccount)]
    [InlineData(AssociationSeen.OfColleague, LinkEnd.OfColleague)]
    [InlineData(AssociationSeen.NoMore, LinkEnd.NoMore)]
    [InlineData(AssociationSeen.Left, LinkEnd.Left)]
    public void What_contradicts_the_account_ends_it(AssociationSeen seen, LinkEnd end) =>
        Assert.Equal(new AssociationStep.Finish(end), Step(seen, Fresh, Reported));

    [Fact]
    public void Of_somebody_who_is_away_for_now_the_account_stays() =>
        Assert.Null(Step(AssociationSeen.Away, Fresh with { ImportedAt = Reported.AddYears(5) }, Reported.AddYears(5), link => link.ReportedAt = Reported));

    [Fact]
    public void Another_account_in_data_from_before_the_sign_in_is_no_news() =>
        Assert.Null(Step(AssociationSeen.OtherAccount, Fresh with { ImportedAt = Verified.AddSeconds(-1) }, Reported));

    [Fact]
    public void Another_account_ends_a_reported_one_only_by_data_from_after_the_waiting_time()
    {
        Assert.Null(Step(AssociationSeen.OtherAccount, Fresh, Reported.AddHours(25), link => link.ReportedAt = Reported));
        Assert.IsType<AssociationStep.Finish>(Step(AssociationSeen.OtherAccount, Fresh with { ImportedAt = Reported + Wait }, Reported + Wait, link => link.ReportedAt = Reported));
        Assert.IsType<AssociationStep.Finish>(Step(AssociationSeen.OtherAccount, Fresh, Reported, link => (link.ReportedAt, link.ConfirmedAt) = (Reported, Reported)));
    }

    [Fact]
    public void A_person_whom_the_file_does_not_know_changes_nothing()
    {
        Assert.Null(Step(AssociationSeen.Absent, Fresh with { ImportedAt = Reported.AddYears(5) }, Reported.AddYears(5), link => link.ReportedAt = Reported));
        Assert.Null(Step(AssociationSeen.Absent, Fresh, Reported, link => link.ConfirmedAt = Reported));
    }

    [Theory]
    [InlineData(24, 23, null)]
    [InlineData(24, 24, typeof(AssociationStep.Miss))] // imported at the end of the waiting time
    [InlineData(95, 0, null)]
    [InlineData(96, 0, typeof(AssociationStep.OldData))] // nothing newer, and three days more
    [InlineData(96, null, typeof(AssociationStep.OldData))]
    [InlineData(96, 95, typeof(AssociationStep.Miss))]
    public void Nothing_seen_is_told_by_whether_the_data_should_show_it_or_are_too_old(int hours, int? imported, Type? told)
    {
        var data = Fresh with { ImportedAt = imported is { } after ? Reported.AddHours(after) : null };

        Assert.Equal(told, Step(AssociationSeen.NotYet, data, Reported.AddHours(hours), link => link.ReportedAt = Reported)?.GetType());
    }

    [Fact]
    public void Nothing_is_told_twice_nor_of_what_was_not_reported()
    {
        var late = Reported.AddDays(30);

        Assert.Null(Step(AssociationSeen.NotYet, Fresh, late, link => (link.ReportedAt, link.MissedAt) = (Reported, Reported.AddDays(2))));
        Assert.Null(Step(AssociationSeen.NotYet, Fresh, late));
    }

    private static AssociationStep? Step(AssociationSeen seen, DataAtHand data, DateTimeOffset now, Action<LinkedAccount>? change = null)
    {
        var link = new LinkedAccount { Id = Guid.Empty, Person = "amy@contoso.example", Address = "amy@live.example", VerifiedAt = Verified };
        change?.Invoke(link);
        return AssociationStep.Of(link, seen, data, now, Wait);
    }
}
