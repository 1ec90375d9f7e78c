using System.Globalization;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;

namespace CompetencyBot.Tests.Robustness;

/// <summary>
/// Thousands of damaged evidence files. A failure names its case: <c>FUZZ_CASE=123</c> in the environment reads that one alone, <c>FUZZ_SEED</c> makes other cases.
/// </summary>
[Collection(Alone.Name)]
public sealed class EvidenceFuzzTests : IDisposable
{
    private const int Cases = 3_000;

    /// <summary>Bytes that the reading of one file may ask for, whatever stands in it: a line of 10 MB is never held as a whole.</summary>
    private const long MostAllocated = 12 * 1024 * 1024;

    private static readonly ImportReport[] Reports = [new(CultureInfo.GetCultureInfo("en")), new(CultureInfo.GetCultureInfo("zh-TW"))];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evidence-fuzz-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Whatever_stands_in_a_file_it_is_read_as_a_whole_or_refused_with_a_reason_and_in_little_memory()
    {
        var files = new DamagedFiles(Fuzz.Seed);
        var reasons = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var index in Fuzz.Case is { } one ? [one] : Enumerable.Range(0, Cases))
        {
            var file = files.Make(index);
            var path = Path.Combine(_folder.FullName, file.Name);
            File.WriteAllBytes(path, file.Content);
            try
            {
                Note(Check(), reasons);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {Fuzz.Seed}, {file}", failure);
            }

            File.Delete(path);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", reasons.Select(reason => $"{reason.Key} {reason.Value}")));
        if (Fuzz.Case is null)
            Assert.Empty(ExpectedReasons.Except(reasons.Keys));
    }

    /// <summary>All but those that one file alone cannot have.</summary>
    private static IEnumerable<string> ExpectedReasons =>
        Enum.GetValues<RejectionReason>()
            .Except([RejectionReason.SecondOfItsKind, RejectionReason.Unreadable, RejectionReason.ChangedWhileRead])
            .Select(reason => $"{reason}")
            .Concat(Enum.GetNames<SkipReason>())
            .Append("read");

    private FileReading Check()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = EvidenceFolder.Read(_folder.FullName);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(allocated < MostAllocated, $"{allocated / 1024} KB were asked for.");
        var file = Assert.Single(reading.Files);
        Assert.Equal(file.Rejection is null ? file.Rows - file.Skipped.Length : 0, RowsOf(reading.Records));
        Assert.NotNull(file.Sha256);
        if (file.Rejection is not null)
            Assert.Equal((0, 0), (file.Rows, file.Skipped.Length));
        foreach (var line in Reports.SelectMany(report => report.Summary(reading).Concat(report.Problems(reading))))
            Assert.True(line.Length is > 10 and < 2_000 && !line.Any(char.IsControl), line);
        Assert.Equal(file.Skipped.Length + (file.Rejection is null ? 0 : 1), Reports[0].Problems(reading).Count());
        return file;
    }

    private static int RowsOf(EvidenceRecords records) =>
        records.People.Length + records.Training.Length + records.Performance.Length + records.History.Length + records.Memberships.Length + records.Capabilities.Length;

    private static void Note(FileReading file, SortedDictionary<string, int> reasons)
    {
        string[] all = [file.Rejection is { } rejection ? $"{rejection.Reason}" : "read", .. file.Skipped.Select(row => $"{row.Reason}")];
        foreach (var reason in all)
            reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
    }
}
