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
    public void Another_account_in_data_from_before_the_sign_in_is_no_news() =>
        Assert.Null(Step(AssociationSeen.OtherAccount, Fresh with { ImportedAt = Verified.AddSeconds(-1) }, Reported));

    [Theory]
    [InlineData(23, 23, false)]
    [InlineData(24, 24, true)] // a reading at the end of the waiting time
    [InlineData(95, null, false)]
    [InlineData(96, null, true)] // no reading, and three days more
    [InlineData(96, 1, true)]
    public void Nothing_seen_is_told_when_a_reading_after_the_waiting_time_should_have_shown_it_or_none_has_come(int hours, int? read, bool isTold)
    {
        var data = Fresh with { ReadAt = read is { } after ? Reported.AddHours(after) : null };

        Assert.Equal(isTold, Step(AssociationSeen.NotYet, data, Reported.AddHours(hours)) is AssociationStep.Miss);
    }

    [Fact]
    public void Nothing_is_told_twice_nor_of_what_was_not_reported()
    {
        var late = Reported.AddDays(30);

        Assert.Null(Step(AssociationSeen.NotYet, Fresh, late, link => link.MissedAt = Reported.AddDays(2)));
        Assert.Null(Step(AssociationSeen.NotYet, Fresh, late, link => link.ReportedAt = null));
    }

    private static AssociationStep? Step(AssociationSeen seen, DataAtHand data, DateTimeOffset now, Action<LinkedAccount>? change = null)
    {
        var link = new LinkedAccount { Id = Guid.Empty, Person = "amy@contoso.example", Address = "amy@live.example", VerifiedAt = Verified, ReportedAt = Reported };
        change?.Invoke(link);
        return AssociationStep.Of(link, seen, data, now, Wait);
    }
}
