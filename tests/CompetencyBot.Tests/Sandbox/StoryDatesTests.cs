using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;

namespace CompetencyBot.Tests.Sandbox;

public sealed class StoryDatesTests
{
    private static readonly DateOnly StoryDay = new(2026, 11, 23);

    [Fact]
    public void Dates_move_by_days_months_by_months_and_the_time_of_a_day_stays() => Assert.Equal(
        "Name,AssociatedOn,Month,LeftOn\nKevin,2026-12-03T00:10:00Z,2026-11-01,2027-01-11\n",
        StoryDates.Move("Name,AssociatedOn,Month,LeftOn\nKevin,2026-11-23T00:10:00Z,2026-10-01,2027-01-01\n", StoryDay, StoryDay.AddDays(10)));

    [Fact]
    public void A_month_goes_along_with_the_month_of_the_day_across_a_year_and_back() => Assert.Equal(
        ["Month\n2027-01-01", "Month\n2025-12-01"],
        new[] { new DateOnly(2027, 2, 1), new DateOnly(2026, 1, 31) }.Select(day => StoryDates.Move("Month\n2026-10-01", StoryDay, day)));

    [Fact]
    public void What_is_no_date_stays_as_it_is_written()
    {
        const string Csv = "Code,Done,Month\r\nAZ-104,2026-02-30,\r\n70-347,n/a,soon\r\n";

        Assert.Equal(Csv, StoryDates.Move(Csv, StoryDay, StoryDay.AddDays(400)));
    }

    [Property(MaxTest = 200, Replay = "20261123,9")]
    public bool Moving_there_and_back_changes_nothing(short days)
    {
        var there = StoryDay.AddDays(days);
        return Files().All(csv => StoryDates.Move(StoryDates.Move(csv, StoryDay, there), there, StoryDay) == csv);
    }

    [Fact]
    public void Nothing_in_the_sample_is_quoted() => Assert.All(Files(), csv => Assert.DoesNotContain('"', csv));

    [Fact]
    public void On_the_story_day_itself_the_trial_reads_the_files_as_they_are_kept()
    {
        using var folder = new TemporaryFolder();

        var evidence = SampleProgramme.SolutionsPartner.WriteEvidence(folder, ClockAt(new DateTimeOffset(2026, 11, 23, 1, 30, 0, TimeSpan.Zero)));

        Assert.Equal(Files(), Directory.GetFiles(evidence).Order(StringComparer.Ordinal).Select(File.ReadAllText));
    }

    [Fact]
    public void The_day_of_the_start_is_that_of_the_organisation()
    {
        using var folder = new TemporaryFolder();

        // Seven in the evening in London is already the next day in Taipei.
        var evidence = SampleProgramme.SolutionsPartner.WriteEvidence(folder, ClockAt(new DateTimeOffset(2026, 12, 31, 19, 0, 0, TimeSpan.Zero)));

        var membership = EvidenceFolder.Read(evidence).Records.Memberships[^1];
        Assert.Equal(256, membership.AnniversaryOn.DayNumber - new DateOnly(2027, 1, 1).DayNumber);
    }

    [Fact]
    public void Competencies_are_tried_on_a_shifted_clock_and_designations_on_the_real_one()
    {
        var real = ClockAt(new DateTimeOffset(2027, 5, 2, 8, 0, 0, TimeSpan.Zero));

        Assert.Equal(SampleCast.Morning, SampleProgramme.Competencies.Clock(real).GetUtcNow());
        Assert.Same(real, SampleProgramme.SolutionsPartner.Clock(real));
    }

    private static FakeTimeProvider ClockAt(DateTimeOffset now) => new(now);

    private static IEnumerable<string> Files() => Directory
        .GetFiles(SandboxFolder.SampleSolutionsPartner, "*.csv")
        .Order(StringComparer.Ordinal)
        .Select(File.ReadAllText);
}
