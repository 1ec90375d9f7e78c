using System.Text;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;

namespace CompetencyBot.Tests.Sources;

public sealed class CapabilityFileTests : IDisposable
{
    private readonly EvidenceFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Columns_may_stand_in_any_order_and_others_are_ignored_and_counted()
    {
        var reading = files.With("CapabilityMetrics.csv", "VALUE,note,month,Metric,designation", "7,x,2026-05-20,Growth,Security").Read();

        Assert.Equal(new CapabilityRecord("Security", null, "Growth", new(2026, 5, 1), 7, 2), Assert.Single(reading.Records.Capabilities));
        Assert.Equal(["note"], reading.Files[0].UnknownColumns);
    }

    [Fact]
    public void Tabs_a_byte_order_mark_and_quotes_are_no_trouble()
    {
        var content = "Designation\tTrack\tMetric\tMonth\tValue\r\n\"Data & AI (Azure)\"\t\tNet customer adds\t5/31/2026\t1.5E+1\r\n";

        var reading = files.WithBytes("capabilitymetrics.tsv", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(content)]).Read();

        Assert.Equal(
            new CapabilityRecord("Data & AI (Azure)", null, "Net customer adds", new(2026, 5, 1), 15, 2), Assert.Single(reading.Records.Capabilities));
    }

    [Theory]
    [InlineData("Track,Metric,Month,Value", "Designation")]
    [InlineData("Designation,Track,Month,Value", "Metric")]
    [InlineData("Designation,Metric,Value", "Month")]
    [InlineData("Designation,Metric,Month", "Value")]
    [InlineData("x", "Designation, Metric, Month, Value")]
    public void A_missing_column_rejects_the_file_by_its_name(string header, string missing) => Assert.Equal(
        new Rejection(RejectionReason.MissingColumn, missing), files.With("CapabilityMetrics.csv", header).ReadTheRejection());

    [Theory]
    [InlineData(",,Growth,2026-05,7", SkipReason.MissingValue, "Designation", null)]
    [InlineData("Security,,,2026-05,7", SkipReason.MissingValue, "Metric", null)]
    [InlineData("Security,,Growth,,7", SkipReason.MissingValue, "Month", null)]
    [InlineData("Security,,Growth,2026-05,", SkipReason.MissingValue, "Value", null)]
    [InlineData("Security,,Growth,May,7", SkipReason.NotAMonth, "Month", "May")]
    [InlineData("Security,,Growth,1926-05,7", SkipReason.ImplausibleDate, "Month", "1926-05")]
    [InlineData("Security,,Growth,2026-05,35 %", SkipReason.NotANumber, "Value", "35 %")]
    [InlineData("Security,,Growth,2026-05,\"1,5\"", SkipReason.NotANumber, "Value", "1,5")]
    public void A_bad_row_is_skipped_with_line_column_and_value_and_the_others_are_read(
        string row, SkipReason reason, string column, string? value)
    {
        var reading = files.WithCapabilities("Security,,Growth,2026-05,7", row).Read();

        Assert.Equal(new SkippedRow(3, reason, column, value), Assert.Single(reading.Files[0].Skipped));
        Assert.Single(reading.Records.Capabilities);
    }

    [Fact]
    public void Dates_that_could_have_the_day_first_reject_the_file() => Assert.Equal(
        new Rejection(RejectionReason.AmbiguousDates, "Month"), files.WithCapabilities("Security,,Growth,5/6/2026,7").ReadTheRejection());

    [Fact]
    public void A_value_below_zero_is_kept() =>
        Assert.Equal(-2.5m, Assert.Single(files.WithCapabilities("Security,,Growth,2026-05,-2.5").Read().Records.Capabilities).Value);
}
