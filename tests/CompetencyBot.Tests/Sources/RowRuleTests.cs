using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;
using static CompetencyBot.Tests.Sources.EvidenceFiles;

namespace CompetencyBot.Tests.Sources;

public sealed class RowRuleTests : IDisposable
{
    private const string PeopleHeader = "UserPrincipalName,DisplayName,Role,AssociatedOn,LeftOn";
    private const string MembershipHeader = "Offer,PurchasedOn,AnniversaryOn,Market";

    private readonly EvidenceFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_bad_row_is_skipped_with_line_column_and_value_and_the_others_are_read()
    {
        var reading = files.WithTraining(Training(), Training(completed: "31.02.2018"), Training()).Read();

        Assert.Equal(
            new SkippedRow(3, SkipReason.NotADate, "TrainingCompletionDate", "31.02.2018"),
            Assert.Single(reading.Files[0].Skipped));
        Assert.Equal(3, reading.Files[0].Rows);
        Assert.Equal(2, reading.Records.Training.Length);
        Assert.False(reading.IsIncomplete);
    }

    [Theory]
    [InlineData(",Mei,,,", "UserPrincipalName")]
    [InlineData("mei@contoso.example,  ,,,", "DisplayName")]
    public void A_person_needs_an_address_and_a_name(string row, string column) =>
        Assert.Equal(new SkippedRow(2, SkipReason.MissingValue, column), files.With("people.csv", PeopleHeader, row).ReadTheSkippedRow());

    [Fact]
    public void The_later_row_of_a_person_is_skipped()
    {
        files.With("people.csv", PeopleHeader, "mei@contoso.example,Mei,,,", "MEI@contoso.example,Other,,,");

        Assert.Equal(new SkippedRow(3, SkipReason.RepeatedPerson, "UserPrincipalName", "MEI@contoso.example"), files.ReadTheSkippedRow());
        Assert.Equal("Mei", Assert.Single(files.Read().Records.People).DisplayName);
    }

    [Fact]
    public void A_person_whose_first_row_is_bad_is_read_from_the_second()
    {
        files.With("people.csv", PeopleHeader, "mei@contoso.example,Mei,boss,,", "mei@contoso.example,Mei,Admin,,");

        Assert.Equal(new SkippedRow(2, SkipReason.UnknownWord, "Role", "boss"), files.ReadTheSkippedRow());
        Assert.Single(files.Read().Records.People);
    }

    [Fact]
    public void Associations_are_unknown_where_the_people_file_has_no_such_column() =>
        Assert.False(files.With("people.csv", "UserPrincipalName,DisplayName", "mei@contoso.example,Mei").Read().Records.AssociationsKnown);

    [Fact]
    public void Associations_are_known_where_the_column_is_there_but_empty() =>
        Assert.True(files.With("people.csv", PeopleHeader, "mei@contoso.example,Mei,,,").Read().Records.AssociationsKnown);

    [Fact]
    public void Values_are_trimmed_and_empty_ones_are_nothing()
    {
        files.WithTraining(Training(code: " 70-347 ", title: "\"  \"", corpEmail: " mei@contoso.example\u00A0"));

        var row = Assert.Single(files.Read().Records.Training);

        Assert.Equal(("70-347", null, "mei@contoso.example"), (row.ActivityId, row.Title, row.CorpEmail));
    }

    [Theory]
    [InlineData("mei@outlook.example", "", "")]
    [InlineData("", "mei@contoso.example", "")]
    [InlineData("", "", "990123456")]
    public void One_of_three_identities_is_enough(string email, string corpEmail, string mcpId) =>
        Assert.Empty(files.WithTraining(Training(email: email, corpEmail: corpEmail, mcpId: mcpId)).ReadTheFile().Skipped);

    [Fact]
    public void A_training_row_without_any_identity_is_skipped() =>
        Assert.Equal(new SkippedRow(2, SkipReason.NoIdentity), files.WithTraining(Training(corpEmail: "")).ReadTheSkippedRow());

    [Fact]
    public void A_training_row_without_its_date_is_skipped() =>
        Assert.Equal(
            new SkippedRow(2, SkipReason.MissingValue, "TrainingCompletionDate"),
            files.WithTraining(Training(completed: "")).ReadTheSkippedRow());

    [Fact]
    public void A_certificate_that_ends_before_it_begins_is_skipped() =>
        Assert.Equal(
            new SkippedRow(2, SkipReason.EndsBeforeStart, "ExpirationDate", "2017-11-01"),
            files.WithTraining(Training(completed: "2017-11-02", expires: "2017-11-01")).ReadTheSkippedRow());

    [Fact]
    public void A_certificate_may_end_on_its_first_day_or_never() =>
        Assert.Empty(files.WithTraining(Training(expires: "2017-11-02"), Training(expires: "9999-12-31")).ReadTheFile().Skipped);

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1989-12-31")]
    [InlineData("2108-03-01")]
    public void A_completion_outside_all_reason_is_skipped(string completed) =>
        Assert.Equal(
            new SkippedRow(2, SkipReason.ImplausibleDate, "TrainingCompletionDate", completed),
            files.WithTraining(Training(completed: completed)).ReadTheSkippedRow());

    [Fact]
    public void A_completion_that_is_still_to_come_is_read_and_left_to_the_day_of_the_evaluation() =>
        Assert.Empty(files.WithTraining(Training(completed: "2031-01-01")).ReadTheFile().Skipped);

    [Theory]
    [InlineData("2018-02")]
    [InlineData("2018-02-01")]
    [InlineData("2018-02-17")]
    [InlineData("2018-02-28T23:30:00Z")]
    [InlineData("2018-03-01T01:00:00+08:00")]
    public void A_month_may_be_written_as_a_date(string month) =>
        Assert.Equal(new DateOnly(2018, 2, 1), ReadPerformance(Performance(month: month)).Month);

    [Theory]
    [InlineData("Feb 2018")]
    [InlineData("2018-13")]
    [InlineData("201802")]
    public void A_month_that_is_none_skips_the_row(string month) =>
        Assert.Equal(
            new SkippedRow(2, SkipReason.NotAMonth, "Month", month),
            files.WithPerformance(Performance(month: month)).ReadTheSkippedRow());

    [Theory]
    [InlineData("15000", 15000)]
    [InlineData("14999.99", 14999.99)]
    [InlineData("1.5E+4", 15000)]
    [InlineData("-250", -250)]
    public void Figures_are_read_the_same_in_every_country(string value, double figure) =>
        Assert.Equal((decimal)figure, ReadPerformance(Performance(value: value)).TrailingTwelveMonths);

    [Theory]
    [InlineData("\"1,5\"")]
    [InlineData("\"15,000\"")]
    [InlineData("$15000")]
    [InlineData("NaN")]
    [InlineData("1E+40")]
    public void A_figure_that_could_be_misread_skips_the_row(string value) =>
        Assert.Equal(
            new SkippedRow(2, SkipReason.NotANumber, "TTMAggregate", value.Trim('"')),
            files.WithPerformance(Performance(value: value)).ReadTheSkippedRow());

    [Fact]
    public void A_performance_row_without_its_figure_is_skipped() =>
        Assert.Equal(
            new SkippedRow(2, SkipReason.MissingValue, "TTMAggregate"),
            files.WithPerformance(Performance(value: "")).ReadTheSkippedRow());

    [Fact]
    public void A_performance_row_without_an_option_speaks_of_every_path() =>
        Assert.Null(ReadPerformance(Performance(option: "")).OptionName);

    [Fact]
    public void A_membership_year_ends_after_a_year_unless_the_file_says_otherwise()
    {
        files.With(
            "membership.csv",
            MembershipHeader,
            "silver,2016-02-29,,",
            "GOLD,2017-04-15,2018-05-01,",
            "Solutions-Partner,2023-01-01,,");

        Assert.Equal(
            [new DateOnly(2017, 2, 28), new DateOnly(2018, 5, 1), new DateOnly(2024, 1, 1)],
            files.Read().Records.Memberships.Select(row => row.AnniversaryOn));
    }

    [Theory]
    [InlineData("bronze,2017-04-15,,", SkipReason.UnknownWord, "Offer")]
    [InlineData("1,2017-04-15,,", SkipReason.UnknownWord, "Offer")]
    [InlineData(",2017-04-15,,", SkipReason.MissingValue, "Offer")]
    [InlineData("gold,,,", SkipReason.MissingValue, "PurchasedOn")]
    [InlineData("gold,9999-06-01,,", SkipReason.ImplausibleDate, "PurchasedOn")]
    [InlineData("gold,2017-04-15,2017-04-14,", SkipReason.EndsBeforeStart, "AnniversaryOn")]
    [InlineData("gold,2017-04-15,9999-12-31,", SkipReason.ImplausibleDate, "AnniversaryOn")]
    [InlineData("gold,2017-04-15,,emerging", SkipReason.UnknownWord, "Market")]
    public void A_membership_row_that_makes_no_sense_is_skipped(string row, SkipReason reason, string column)
    {
        var skipped = files.With("membership.csv", MembershipHeader, row).ReadTheSkippedRow();

        Assert.Equal((reason, column), (skipped.Reason, skipped.Column));
    }

    [Fact]
    public void A_history_that_ends_before_it_begins_is_skipped() =>
        Assert.Equal(
            SkipReason.EndsBeforeStart,
            files.With(
                "CompetencySummaryHistory.csv",
                "CompetencyName,CompetencyLevel,CompetencyStatus,CompetencyStartDate,CompetencyEndDate",
                "Messaging,Gold,Active,2018-01-01,2017-01-01").ReadTheSkippedRow().Reason);

    private PerformanceRecord ReadPerformance(string row) => Assert.Single(files.WithPerformance(row).Read().Records.Performance);
}
