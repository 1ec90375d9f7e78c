using System.Text;
using CompetencyBot.Sources;

namespace CompetencyBot.Tests.Sources;

/// <summary>A folder of small evidence files that goes away with the test.</summary>
internal sealed class EvidenceFiles : IDisposable
{
    public const string TrainingHeader =
        "TrainingActivityId,TrainingTitle,Email,CorpEmail,MCPID,TrainingCompletionDate,ExpirationDate,ActivationStatus";

    public const string PerformanceHeader = "CompetencyName,CompetencyAttainmentOptionName,Month,MetricName,TTMAggregate";

    public const string CapabilityHeader = "Designation,Track,Metric,Month,Value";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evidence-");

    public string Folder => folder.FullName;

    public EvidenceFiles With(string name, params string[] lines) =>
        WithBytes(name, Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n'));

    public EvidenceFiles WithBytes(string name, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(Folder, name), content);
        return this;
    }

    public EvidenceFiles WithTraining(params string[] rows) => With("TrainingCompletions.csv", [TrainingHeader, .. rows]);

    public EvidenceFiles WithPerformance(params string[] rows) =>
        With("CompetencyPerformanceRequirement.csv", [PerformanceHeader, .. rows]);

    public EvidenceFiles WithCapabilities(params string[] rows) => With("CapabilityMetrics.csv", [CapabilityHeader, .. rows]);

    public static string Training(
        string code = "70-347",
        string title = "",
        string email = "",
        string corpEmail = "mei.lin@contoso.example",
        string mcpId = "",
        string completed = "2017-11-02",
        string expires = "",
        string status = "") => string.Join(',', code, title, email, corpEmail, mcpId, completed, expires, status);

    public static string Performance(
        string competency = "Cloud Platform",
        string option = "",
        string month = "2018-02",
        string metric = "Revenue",
        string value = "100") =>
        string.Join(',', competency, option, month, metric, value);

    public EvidenceReading Read() => EvidenceFolder.Read(Folder);

    public FileReading ReadTheFile() => Assert.Single(Read().Files);

    public SkippedRow ReadTheSkippedRow() => Assert.Single(ReadTheFile().Skipped);

    public Rejection ReadTheRejection()
    {
        var reading = Read();
        Assert.True(reading.IsIncomplete);
        Assert.Equal(CompetencyBot.Domain.Evidence.EvidenceRecords.Empty, reading.Records);
        return Assert.IsType<Rejection>(Assert.Single(reading.Files).Rejection);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
