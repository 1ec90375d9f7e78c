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
                "CapabilityMetrics.csv: recognised, but not used yet",
                "people.csv: 1 rows read, 1 skipped",
                "people.csv: 1 unknown columns ignored: Shoe size",
                "Not evidence files, ignored: notes.txt",
            ],
            report.Summary(files
                .With("people.csv", "UserPrincipalName,DisplayName,Shoe size", "a@x.example,A,36", "b@x.example,,40")
                .With("CapabilityMetrics.csv", "x")
                .With("notes.txt", "x")
                .Read()));

    [Fact]
    public void An_unmatched_row_is_told_under_the_name_of_its_file() =>
        Assert.Equal(
            ["trainingcompletions.TSV line 7: not used, nobody is known as \"ghost@contoso.example\""],
            report.Unmatched(
                files.With("trainingcompletions.TSV", TrainingHeader.Replace(',', '\t')).Read(),
                [new UnmatchedRow("TrainingCompletions", 7, UnmatchedReason.Nobody, "ghost@contoso.example")]));

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
