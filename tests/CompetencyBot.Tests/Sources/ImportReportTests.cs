using System.Globalization;
using System.Text.RegularExpressions;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;
using static CompetencyBot.Tests.Sources.EvidenceFiles;

namespace CompetencyBot.Tests.Sources;

public sealed partial class ImportReportTests : IDisposable
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-TW");

    private readonly EvidenceFiles files = new();
    private readonly ImportReport report = new(CultureInfo.InvariantCulture);

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_skipped_row_is_named_with_its_file_line_and_reason() =>
        Assert.Equal(
            ["TrainingCompletions.csv line 3: skipped, TrainingCompletionDate \"31.02.2018\" is not a date"],
            report.Problems(files.WithTraining(Training(), Training(completed: "31.02.2018")).Read()));

    [Fact]
    public void A_skipped_row_is_told_in_chinese() =>
        Assert.Equal(
            ["TrainingCompletions.csv 第 2 行：已略過，TrainingCompletionDate「31.02.2018」不是日期"],
            new ImportReport(Chinese).Problems(files.WithTraining(Training(completed: "31.02.2018")).Read()));

    [Fact]
    public void A_rejected_file_is_told_with_its_reason() =>
        Assert.Equal(
            ["people.csv: rejected, a required column is missing: DisplayName"],
            report.Problems(files.With("people.csv", "UserPrincipalName").Read()));

    [Fact]
    public void A_file_without_a_usable_row_is_told() =>
        Assert.Equal(
            [
                "TrainingCompletions.csv: 0 rows read, 0 skipped",
                "TrainingCompletions.csv: none of its rows can be used; an import keeps what it knew before",
            ],
            report.Summary(files.WithTraining().Read()));

    [Fact]
    public void More_than_ten_names_are_cut_short() =>
        Assert.Equal(
            "people.csv: 12 unknown columns ignored: a, b, c, d, e, f, g, h, i, j, …",
            report.Summary(files
                .With("people.csv", "UserPrincipalName,DisplayName,a,b,c,d,e,f,g,h,i,j,k,l", "a@x.example,A,,,,,,,,,,,,")
                .Read()).Last());

    [Fact]
    public void A_missing_folder_is_told() =>
        Assert.Equal(["There is no folder /nowhere/at/all"], report.Problems(EvidenceFolder.Read("/nowhere/at/all")));

    [Fact]
    public void The_summary_counts_rows_and_names_what_was_left_alone() =>
        Assert.Equal(
            [
                "CapabilityMetrics.csv: 1 row read, 0 skipped",
                "people.csv: 1 row read, 1 skipped",
                "people.csv: 1 unknown columns ignored: Shoe size",
                "Not evidence files, ignored: notes.txt",
            ],
            report.Summary(files
                .With("people.csv", "UserPrincipalName,DisplayName,Shoe size", "a@x.example,A,36", "b@x.example,,40")
                .With("CapabilityMetrics.csv", "Designation,Metric,Month,Value", "Modern Work,Growth,2026-05,4")
                .With("notes.txt", "x")
                .Read()));

    [Fact]
    public void An_unmatched_row_is_told_under_the_name_of_its_file() =>
        Assert.Equal(
            ["trainingcompletions.TSV line 7: not used, nobody is known as \"ghost@contoso.example\""],
            report.Unmatched(
                files.With("trainingcompletions.TSV", TrainingHeader.Replace(',', '\t')).Read(),
                [new UnmatchedRow("TrainingCompletions", 7, UnmatchedReason.Nobody, "ghost@contoso.example")]));

    [Theory]
    [MemberData(nameof(Oddities))]
    public void What_is_odd_is_told_in_both_languages(UnmatchedRow row, string english, string chinese)
    {
        var reading = files.Read();

        Assert.Equal([english], report.Unmatched(reading, [row]));
        Assert.Equal([chinese], new ImportReport(Chinese).Unmatched(reading, [row]));
    }

    public static TheoryData<UnmatchedRow, string, string> Oddities => new()
    {
        {
            new("TrainingCompletions", 4, UnmatchedReason.CompletedInFuture, "2018-04-01"),
            "TrainingCompletions line 4: its completion date 2018-04-01 lies ahead; it counts from that day on",
            "TrainingCompletions 第 4 行：完成日期 2018-04-01 尚未到來，自該日起才計入"
        },
        {
            new("CapabilityMetrics", 2, UnmatchedReason.UnknownDesignation, "Security", "12"),
            "CapabilityMetrics line 2: not used, no designation or scored competency of this edition is named \"Security\"; rows that name it: 12",
            "CapabilityMetrics 第 2 行：未使用，這個版本沒有名為「Security」的稱號或計分的專長認證；共 12 列"
        },
        {
            new("CapabilityMetrics", 3, UnmatchedReason.SeveralMetrics, "Usage", "usage_cpor, usage_dpor"),
            "CapabilityMetrics line 3: not used, \"Usage\" is made of several metrics, which need rows of their own: usage_cpor, usage_dpor",
            "CapabilityMetrics 第 3 行：未使用，「Usage」由多個指標組成，請分別填寫：usage_cpor, usage_dpor"
        },
        {
            new("CapabilityMetrics", 3, UnmatchedReason.ComputedFromPeople, "Skills"),
            "CapabilityMetrics line 3: not used, \"Skills\" is counted from certificates, not from this file",
            "CapabilityMetrics 第 3 行：未使用，「Skills」由人員的認證計算，不從這個檔案讀取"
        },
        {
            new("CompetencyPerformanceRequirement", 5, UnmatchedReason.NegativeFigure, "-12.5"),
            "CompetencyPerformanceRequirement line 5: the figure -12.5 is below zero; it is used as it stands",
            "CompetencyPerformanceRequirement 第 5 行：數字 -12.5 小於零；照原值使用"
        },
        {
            new("people", 3, UnmatchedReason.SharedMcpId, "990", "2"),
            "people line 3: McpId \"990\" also stands in line 2; training rows with it are given to nobody",
            "people 第 3 行：McpId「990」在第 2 行也有；使用它的訓練紀錄不歸給任何人"
        },
        {
            new("people", 3, UnmatchedReason.ManagerCircle, "a@x.example", "3, 4"),
            "people line 3: the managers of \"a@x.example\" lead back to the same person (lines 3, 4); all of them see each other",
            "people 第 3 行：從「a@x.example」的主管往上會回到同一個人（第 3, 4 行）；這些人可以互相看到資料"
        },
    };

    [Fact]
    public void A_hostile_value_stays_on_its_line_and_is_cut()
    {
        files.WithTraining(Training(completed: $"\"\u001b[31m\nred{new string('x', 500)}\""));

        var line = Assert.Single(report.Problems(files.Read()));

        Assert.DoesNotContain(line, char.IsControl);
        Assert.InRange(line.Length, 1, 200);
    }

    [Fact]
    public void Every_reason_has_a_sentence_in_both_languages()
    {
        string[] keys =
        [
            .. Enum.GetNames<SkipReason>().Select(name => $"Skip{name}"),
            .. Enum.GetNames<RejectionReason>().Select(name => $"Reject{name}"),
            .. Enum.GetNames<UnmatchedReason>().Select(name => $"Unmatched{name}"),
            .. Enum.GetNames<FolderProblemReason>().Select(name => $"Folder{name}"),
        ];

        Assert.All(keys, key =>
        {
            var english = ImportTexts.ResourceManager.GetString(key, CultureInfo.InvariantCulture);
            var chinese = ImportTexts.ResourceManager.GetString(key, Chinese);
            Assert.NotNull(english);
            Assert.NotEqual(english, chinese);
            Assert.Equal(Places(english), Places(chinese!));
        });
    }

    private static IEnumerable<string> Places(string format) => Place().Matches(format).Select(match => match.Value).Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
