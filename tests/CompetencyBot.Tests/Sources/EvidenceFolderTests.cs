using System.Security.Cryptography;
using System.Text;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;
using static CompetencyBot.Tests.Sources.EvidenceFiles;

namespace CompetencyBot.Tests.Sources;

public sealed class EvidenceFolderTests : IDisposable
{
    private readonly EvidenceFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Every_kind_of_file_gives_its_records()
    {
        files
            .With(
                "people.csv",
                "UserPrincipalName,DisplayName,EntraObjectId,ManagerUserPrincipalName,Role,TimeZone,Locale,MicrosoftAccount,McpId"
                    + ",AssociatedOn,LeftOn",
                "mei.lin@contoso.example,林美,6f1,boss@contoso.example,MANAGER,Asia/Taipei,zh-TW,mei@outlook.example,990123456"
                    + ",2018-02-28T20:00:00+08:00,2018-06-30")
            .WithTraining("70-347,Office 365,mei@outlook.example,mei.lin@contoso.example,990123456,2017-11-02,2019-11-02,Active")
            .With(
                "CompetencyPerformanceRequirement.csv",
                "CompetencyName,CompetencyAttainmentOptionName,Month,MetricName,MetricMonthlyContribution,TTMAggregate"
                    + ",AnniversaryYearAggregate,GoldThreshold,SilverThreshold",
                "Cloud Platform,Azure Consumption,2018-02,Azure customer consumption,1200,14000.50,9000,100000,15000")
            .With(
                "CompetencySummaryHistory.csv",
                "CompetencyName,CompetencyLevel,CompetencyStatus,CompetencyStartDate,CompetencyEndDate",
                "Messaging,Silver,In Grace Period,2017-04-15,2018-04-14")
            .With("membership.csv", "Offer,PurchasedOn,Market", "Gold,2017-04-15,Developing")
            .With("CapabilityMetrics.csv", "Designation,Track,Metric,Month,Value", "Modern Work,SMB,Net customer adds,2018-02,12.5");

        var records = files.Read().Records;

        var person = Assert.Single(records.People);
        Assert.Equal(("林美", 2), (person.DisplayName, person.Line));
        Assert.Equal(PersonRole.Manager, person.Role);
        Assert.Equal(new DateTimeOffset(2018, 2, 28, 12, 0, 0, TimeSpan.Zero), person.AssociatedOn);
        Assert.Equal(new DateOnly(2018, 6, 30), person.LeftOn);
        Assert.True(records.AssociationsKnown);
        Assert.Equal(
            new TrainingRecord(
                "70-347", "Office 365", "mei@outlook.example", "mei.lin@contoso.example", "990123456",
                new(2017, 11, 2), new DateOnly(2019, 11, 2), "Active", Line: 2),
            Assert.Single(records.Training));
        Assert.Equal(
            new PerformanceRecord(
                "Cloud Platform", "Azure Consumption", new(2018, 2, 1), "Azure customer consumption",
                1200, 14000.50m, 9000, 100000, 15000, Line: 2),
            Assert.Single(records.Performance));
        Assert.Equal(
            new HistoryRecord("Messaging", "Silver", "In Grace Period", new DateOnly(2017, 4, 15), new DateOnly(2018, 4, 14), Line: 2),
            Assert.Single(records.History));
        Assert.Equal(
            new MembershipRecord(MembershipOffer.Gold, new(2017, 4, 15), new(2018, 4, 15), Market.Developing, Line: 2),
            Assert.Single(records.Memberships));
        Assert.Equal(
            new CapabilityRecord("Modern Work", "SMB", "Net customer adds", new(2018, 2, 1), 12.5m, Line: 2),
            Assert.Single(records.Capabilities));
    }

    [Theory]
    [InlineData("PEOPLE.CSV", FileKind.People)]
    [InlineData("People.tsv", FileKind.People)]
    [InlineData("trainingcompletions.Csv", FileKind.TrainingCompletions)]
    [InlineData("CompetencyPerformanceRequirement.csv", FileKind.CompetencyPerformanceRequirement)]
    [InlineData("CompetencyPeformanceRequirement.tsv", FileKind.CompetencyPerformanceRequirement)]
    [InlineData("CompetencySummaryHistory.csv", FileKind.CompetencySummaryHistory)]
    [InlineData("MemberShip.csv", FileKind.Membership)]
    [InlineData("capabilitymetrics.TSV", FileKind.CapabilityMetrics)]
    public void A_file_is_known_by_its_name_in_any_case(string name, FileKind kind) =>
        Assert.Equal(kind, files.With(name, "Something").ReadTheFile().Kind);

    [Fact]
    public void Other_files_are_ignored_and_listed()
    {
        var reading = files.With("people.xlsx", "x").With("notes.csv", "x").With("people", "x").Read();

        Assert.Empty(reading.Files);
        Assert.Equal(["notes.csv", "people", "people.xlsx"], reading.Ignored);
        Assert.False(reading.IsIncomplete);
    }

    [Fact]
    public void The_second_file_of_a_kind_is_rejected_and_the_first_is_used()
    {
        var reading = files.WithTraining(Training()).With("TrainingCompletions.tsv", "x").Read();

        Assert.Single(reading.Records.Training);
        Assert.Equal(new Rejection(RejectionReason.SecondOfItsKind, Detail: "TrainingCompletions.csv"), reading.Files[1].Rejection);
        Assert.True(reading.IsIncomplete);
    }

    [Fact]
    public void The_misspelt_performance_file_is_of_the_same_kind_as_the_well_spelt_one()
    {
        var reading = files.WithPerformance(Performance()).With("CompetencyPeformanceRequirement.csv", PerformanceHeader).Read();

        Assert.Equal(
            [null, RejectionReason.SecondOfItsKind],
            reading.Files.Select(file => file.Rejection?.Reason));
    }

    [Fact]
    public void A_rejected_file_leaves_the_others_usable()
    {
        var reading = files.With("people.csv", "DisplayName", "Mei").WithTraining(Training()).Read();

        Assert.Empty(reading.Records.People);
        Assert.Single(reading.Records.Training);
        Assert.True(reading.IsIncomplete);
    }

    [Fact]
    public void The_fingerprint_is_that_of_the_whole_content()
    {
        var content = Encoding.UTF8.GetBytes($"{TrainingHeader}\n{Training()}\n");

        files.WithBytes("TrainingCompletions.csv", content);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), files.ReadTheFile().Sha256);
    }

    [Fact]
    public void A_rejected_file_has_a_fingerprint_too()
    {
        var content = Encoding.UTF8.GetBytes("DisplayName\n" + new string('x', 200_000));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), files.WithBytes("people.csv", content).ReadTheFile().Sha256);
    }

    [Fact]
    public void A_file_of_which_no_row_can_be_used_is_accepted_but_says_so()
    {
        Assert.True(files.WithTraining().ReadTheFile().HasNoRows);
        Assert.True(files.WithTraining(Training(completed: "soon")).ReadTheFile().HasNoRows);
        Assert.False(files.WithTraining(Training(completed: "soon"), Training()).ReadTheFile().HasNoRows);
        Assert.False(files.Read().IsIncomplete);
    }

    [Fact]
    public void A_file_that_is_rejected_is_not_one_without_rows() =>
        Assert.False(files.With("people.csv", "DisplayName").ReadTheFile().HasNoRows);

    [Fact]
    public void A_missing_folder_is_a_problem_with_its_reason()
    {
        var reading = EvidenceFolder.Read(Path.Combine(files.Folder, "nowhere"));

        Assert.Equal(FolderProblemReason.Missing, reading.FolderProblem?.Reason);
        Assert.True(reading.IsIncomplete);
    }

    [Fact]
    public void A_folder_that_is_a_file_is_a_problem_with_its_reason()
    {
        files.With("people.csv", "x");

        Assert.NotNull(EvidenceFolder.Read(Path.Combine(files.Folder, "people.csv")).FolderProblem);
    }

    [Fact]
    public void A_locked_file_is_rejected_with_what_the_system_says()
    {
        files.WithTraining(Training());
        var path = Path.Combine(files.Folder, "TrainingCompletions.csv");
        using var locked = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var rejection = files.ReadTheRejection();

        Assert.Equal(RejectionReason.Unreadable, rejection.Reason);
        Assert.Contains("TrainingCompletions.csv", rejection.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_vanishes_behind_its_link_is_rejected_with_what_the_system_says()
    {
        File.CreateSymbolicLink(Path.Combine(files.Folder, "people.csv"), Path.Combine(files.Folder, "gone.csv"));

        Assert.Equal(RejectionReason.Unreadable, files.ReadTheRejection().Reason);
    }

    [Fact]
    public void Two_hundred_thousand_rows_are_no_problem()
    {
        var rows = Enumerable
            .Range(1, 200_000)
            .Select(row => Training(mcpId: $"99{row}", completed: row == 77_777 ? "soon" : "2017-11-02"));

        var reading = files.WithTraining([.. rows]).Read();

        Assert.Equal(199_999, reading.Records.Training.Length);
        Assert.Equal(77_778, Assert.Single(reading.Files[0].Skipped).Line);
    }
}
