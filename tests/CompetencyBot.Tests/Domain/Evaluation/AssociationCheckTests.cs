using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>Amy proved amy@live.example on 10 January 2018; the data say what they say two days later.</summary>
public sealed class AssociationCheckTests
{
    private static readonly Edition Catalogue = EditionSet.Shipped.Load("docs-2017-12");
    private static readonly DateTimeOffset Verified = new(2018, 1, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2018, 1, 12);
    private static readonly PersonRecord Amy = new("amy@contoso.example", "Amy");
    private static readonly PersonRecord Ben = new("ben@contoso.example", "Ben");
    private static readonly ProvenAccount Proven = new("amy@contoso.example", "amy@live.example", Verified);
    private static readonly ProvenAccount Confirmed = Proven with { ConfirmedAt = Verified.AddDays(1) };

    [Fact]
    public void An_association_with_the_proved_account_is_confirmed_whenever_it_was_made()
    {
        Assert.Equal(AssociationSeen.Confirmed, Seen(Proven, With("AMY@live.example ", Verified.AddDays(1))));
        Assert.Equal(AssociationSeen.Confirmed, Seen(Proven, With("amy@live.example", Verified.AddYears(-1))));
    }

    [Fact]
    public void Without_an_association_nothing_is_seen_yet() => Assert.Equal(AssociationSeen.NotYet, Seen(Proven, With("amy@live.example", null)));

    [Theory]
    [InlineData(0, AssociationSeen.Confirmed)] // the day of the sign-in itself, by UTC
    [InlineData(1, AssociationSeen.Confirmed)]
    [InlineData(-1, AssociationSeen.NotYet)]
    public void A_people_file_without_accounts_confirms_by_an_association_that_is_not_older_than_the_sign_in(int days, AssociationSeen seen) =>
        Assert.Equal(seen, Seen(Proven, With(null, Verified.Date.AddDays(days))));

    [Theory]
    [InlineData("2018-01-11T00:00Z", AssociationSeen.OtherAccount)]
    [InlineData("2018-01-10T12:01Z", AssociationSeen.OtherAccount)]
    [InlineData("2018-01-10T11:59Z", AssociationSeen.NotYet)] // that of before, which the proved one is to take the place of
    [InlineData("2018-01-10T00:00Z", AssociationSeen.NotYet)] // a day alone may be before the sign-in of that day
    public void A_later_association_with_another_account_tells_of_that_one(string associated, AssociationSeen seen) => Assert.Equal(
        seen, Seen(Proven, With("amy@outlook.example", DateTimeOffset.Parse(associated, System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void What_was_confirmed_can_go_to_another_account_or_to_nobody()
    {
        Assert.Equal(AssociationSeen.OtherAccount, Seen(Confirmed, With("amy@outlook.example", Verified.AddYears(-1))));
        Assert.Equal(AssociationSeen.NoMore, Seen(Confirmed, With("amy@live.example", null)));
        Assert.Equal(AssociationSeen.Confirmed, Seen(Confirmed, With(null, Verified.AddYears(-1))));
    }

    [Fact]
    public void An_account_of_a_colleague_is_nobody_elses_unless_the_colleague_has_left()
    {
        var ben = Ben with { MicrosoftAccount = "Amy@Live.example" };

        Assert.Equal(AssociationSeen.OfColleague, Seen(Proven, Amy, ben));
        Assert.Equal(AssociationSeen.NotYet, Seen(Proven, Amy, ben with { LeftOn = Day }));
        Assert.Equal("Ben", CheckOf(Amy, ben).ColleagueWith(Proven.UserPrincipalName, Proven.Address, Day)?.Record.DisplayName);
        Assert.False(CheckOf(Amy, ben).IsOfColleague("BEN@contoso.example", "amy@live.example", Day));
    }

    [Fact]
    public void Whoever_left_has_no_account_once_it_is_no_mistake()
    {
        var amy = With("amy@live.example", Verified);
        Assert.Equal(AssociationSeen.Away, Seen(Proven, amy with { LeftOn = Day }));
        Assert.Equal(AssociationSeen.Away, Seen(Proven, amy with { LeftOn = Day.AddDays(-29) }));
        Assert.Equal(AssociationSeen.Left, Seen(Proven, amy with { LeftOn = Day.AddDays(-30) }));
        Assert.Equal(AssociationSeen.Confirmed, Seen(Proven, amy with { LeftOn = Day.AddDays(1) }));
    }

    [Theory]
    [InlineData(LeaveSignal.Disabled, AssociationSeen.Away)]
    [InlineData(LeaveSignal.Announced, AssociationSeen.Left)]
    [InlineData(LeaveSignal.Deleted, AssociationSeen.Left)]
    public void A_disabled_account_may_be_enabled_again_however_late(LeaveSignal signal, AssociationSeen seen)
    {
        var on = Day.AddDays(-100);
        var amy = Amy with { LeftOn = on, Directory = new DirectoryPerson("01", Amy.UserPrincipalName, Leave: signal, LeftOn: on) };

        Assert.Equal(seen, Seen(Proven, amy));
    }

    [Fact]
    public void A_people_file_without_the_person_tells_nothing_however_late()
    {
        Assert.Equal(AssociationSeen.Absent, Seen(Proven, Ben));
        Assert.Equal(AssociationSeen.Absent, CheckOf(Ben).Of(Confirmed, Day.AddYears(5)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_account_that_rows_of_a_colleague_name_is_the_colleagues(bool associationsKnown)
    {
        var row = Row("Amy@live.example") with { CorpEmail = "ben@contoso.example" };
        var records = EvidenceRecords.Empty with { People = [Amy, Ben], Training = [row], AssociationsKnown = associationsKnown, Accounts = [Proven] };

        Assert.Equal(AssociationSeen.OfColleague, CheckOf(records).Of(Proven, Day));
        Assert.Equal("Ben", CheckOf(records).ColleagueWith(Proven.UserPrincipalName, Proven.Address, Day)?.Record.DisplayName);
        Assert.Null(CheckOf(records with { People = [Amy, Ben with { LeftOn = Day }] }).ColleagueWith(Proven.UserPrincipalName, Proven.Address, Day));
        Assert.Null(CheckOf(records with { Training = [Row("amy@live.example")] }).ColleagueWith("ben@contoso.example", Proven.Address, Day)); // Amy's by the proof only
    }

    [Fact]
    public void Where_the_people_file_tells_of_no_associations_a_row_with_another_account_does_not_confirm_and_rows_without_accounts_do()
    {
        var amy = Amy with { McpId = "111" };
        var records = EvidenceRecords.Empty with { People = [amy], Accounts = [Proven], Training = [Row("old@live.example") with { McpId = "111" }, Row(null) with { McpId = "111" }] };

        Assert.Equal(AssociationSeen.NotYet, CheckOf(records).Of(Proven, Day));
        Assert.Equal(AssociationSeen.NoMore, CheckOf(records).Of(Confirmed, Day));
        Assert.Equal(AssociationSeen.Confirmed, CheckOf(records with { Training = [Row(null) with { McpId = "111" }] }).Of(Proven, Day));
    }

    [Fact]
    public void Where_the_people_file_tells_of_no_associations_a_row_of_the_person_does()
    {
        var row = Row("amy@live.example");
        var records = EvidenceRecords.Empty with { People = [Amy], Accounts = [Proven] };

        Assert.Equal(AssociationSeen.NotYet, CheckOf(records).Of(Proven, Day));
        Assert.Equal(AssociationSeen.NoMore, CheckOf(records).Of(Confirmed, Day));
        Assert.Equal(AssociationSeen.Confirmed, CheckOf(records with { Training = [row] }).Of(Proven, Day));
    }

    [Fact]
    public void Rows_with_the_address_that_the_directory_has_by_now_are_the_persons()
    {
        var amy = Amy with { Directory = new DirectoryPerson("01", "amy.lin@contoso.example") };
        var records = EvidenceRecords.Empty with { People = [amy, Ben], Training = [Row(null) with { CorpEmail = "Amy.Lin@contoso.example" }] };

        Assert.Equal(AssociationSeen.Confirmed, CheckOf(records).Of(Proven, Day));
        Assert.Equal(AssociationSeen.NotYet, CheckOf(records with { People = [amy, Ben, new PersonRecord("amy.lin@contoso.example", "Another")] }).Of(Proven, Day));
    }

    private static TrainingRecord Row(string? email) => new("70-347", null, email, null, null, new DateOnly(2017, 1, 1));

    private static PersonRecord With(string? account, DateTimeOffset? associated) => Amy with { MicrosoftAccount = account, AssociatedOn = associated };

    private static PersonRecord With(string? account, DateTime associated) => With(account, new DateTimeOffset(associated, TimeSpan.Zero));

    private static AssociationSeen Seen(ProvenAccount account, params PersonRecord[] people) => CheckOf(people).Of(account, Day);

    private static AssociationCheck CheckOf(params PersonRecord[] people) =>
        CheckOf(EvidenceRecords.Empty with { People = [.. people], AssociationsKnown = true });

    private static AssociationCheck CheckOf(EvidenceRecords records) => new(records, EvidenceMatching.Match(records, Catalogue));
}
