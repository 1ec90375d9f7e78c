using CompetencyBot.Sources;
using static CompetencyBot.Tests.Sources.EvidenceFiles;

namespace CompetencyBot.Tests.Sources;

public sealed class DateTests : IDisposable
{
    private readonly EvidenceFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("2018-03-01")]
    [InlineData("2018-03-01T10:15")]
    [InlineData("2018-03-01T10:15:30")]
    [InlineData("2018-03-01T10:15:30Z")]
    [InlineData("2018-03-01T10:15:30.1234567Z")]
    [InlineData("2018-03-01 10:15:30")]
    [InlineData("2018-03-02T00:30:00+08:00")]
    [InlineData("2018-03-02T00:30:00+0800")]
    [InlineData("2018-03-02T00:30+08")]
    [InlineData("2018-02-28T22:00:00-05:00")]
    public void Iso_dates_are_compared_as_utc_days(string completed) =>
        Assert.Equal([new DateOnly(2018, 3, 1)], DaysOf(completed));

    [Theory]
    [InlineData("2018-02-29")]
    [InlineData("2018-3-1")]
    [InlineData("20180301")]
    [InlineData("01.03.2018")]
    [InlineData("3/14/18")]
    [InlineData("yesterday")]
    public void Anything_else_is_not_a_date(string completed) =>
        Assert.Equal(
            new SkippedRow(2, SkipReason.NotADate, "TrainingCompletionDate", completed),
            files.WithTraining(Training(completed: completed)).ReadTheSkippedRow());

    [Fact]
    public void Slashes_are_read_with_the_month_first_where_the_column_proves_it() =>
        Assert.Equal([new DateOnly(2018, 3, 1), new DateOnly(2017, 11, 14)], DaysOf("3/1/2018", "11/14/2017"));

    [Fact]
    public void Slashes_may_have_a_time_behind_them() =>
        Assert.Equal([new DateOnly(2017, 11, 14), new DateOnly(2017, 11, 15)], DaysOf("11/14/2017 11:30:00 PM", "11/15/2017 0:00"));

    [Fact]
    public void Slashes_that_could_be_either_reject_the_file() =>
        Assert.Equal(
            new Rejection(RejectionReason.AmbiguousDates, "TrainingCompletionDate"),
            files.WithTraining(Training(completed: "3/1/2018"), Training(completed: "11/12/2017")).ReadTheRejection());

    [Fact]
    public void Slashes_with_the_day_first_reject_the_file() =>
        Assert.Equal(
            new Rejection(RejectionReason.DayFirstDates, "TrainingCompletionDate"),
            files.WithTraining(Training(completed: "3/14/2018"), Training(completed: "14/3/2018")).ReadTheRejection());

    [Fact]
    public void Every_column_has_to_prove_it_for_itself() =>
        Assert.Equal(
            new Rejection(RejectionReason.AmbiguousDates, "ExpirationDate"),
            files.WithTraining(Training(completed: "11/14/2017", expires: "1/2/2019")).ReadTheRejection());

    [Fact]
    public void Iso_dates_and_proven_slashes_may_stand_in_one_column() =>
        Assert.Equal([new DateOnly(2018, 3, 1), new DateOnly(2018, 3, 14)], DaysOf("2018-03-01", "3/14/2018"));

    [Fact]
    public void An_iso_date_does_not_prove_how_slashes_are_meant() =>
        Assert.Equal(
            RejectionReason.AmbiguousDates,
            files.WithTraining(Training(completed: "2018-03-14"), Training(completed: "3/4/2018")).ReadTheRejection().Reason);

    [Fact]
    public void A_day_that_no_month_has_is_skipped_in_a_proven_column() =>
        Assert.Equal(
            new SkippedRow(3, SkipReason.NotADate, "TrainingCompletionDate", "2/30/2018"),
            files.WithTraining(Training(completed: "3/14/2018"), Training(completed: "2/30/2018")).ReadTheSkippedRow());

    [Fact]
    public void A_ragged_row_proves_nothing() =>
        Assert.Equal(
            RejectionReason.AmbiguousDates,
            files.WithTraining(Training(completed: "3/1/2018"), "70-347,,,mei@contoso.example,,3/14/2018").ReadTheRejection().Reason);

    private IEnumerable<DateOnly> DaysOf(params string[] completed) =>
        files.WithTraining([.. completed.Select(day => Training(completed: day))]).Read().Records.Training.Select(row => row.CompletedOn);
}
