using System.Collections.Immutable;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Robustness;

/// <summary>
/// Damaged folders one after the other through the whole bot. A failure names its folder: <c>FUZZ_CASE=12</c> in the environment imports that one alone, <c>FUZZ_SEED</c>
/// makes other folders.
/// </summary>
[Collection(Alone.Name)]
public sealed class ImportFuzzTests
{
    private const int Folders = 30;

    private static readonly string[] Questions =
        ["status", "progress", "progress messaging", "upgrade", "upgrade messaging", "renewal", "who messaging", "my data", "import", "admin told", "what if grace.huang leaves"];

    [Fact]
    public async Task A_damaged_file_is_imported_as_a_whole_or_not_at_all_and_whoever_asks_is_answered_and_no_formula_gets_out()
    {
        var files = new DamagedFiles(Fuzz.Seed);
        await using var app = await AppFixture.StartAsync(new AppOptions { Settings = new() { ["Import:FolderAsks"] = "Never", ["Logging:LogLevel:Default"] = "Error" } });
        foreach (var index in Fuzz.Case is { } one ? [one] : Enumerable.Range(0, Folders))
        {
            var folder = files.MakeFolder(index);
            try
            {
                await ImportAsync(app, folder);
                await AskAsync(app);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {Fuzz.Seed}, {string.Join("; ", folder.Select(file => $"{file}"))}", failure);
            }
        }
    }

    private static async Task ImportAsync(AppFixture app, DamagedFile[] folder)
    {
        foreach (var file in folder)
            await File.WriteAllBytesAsync(Path.Combine(app.Evidence.Folder!, file.Name), file.Content, TestContext.Current.CancellationToken);
        var before = await RecordsAsync(app);
        var reading = EvidenceFolder.Read(app.Evidence.Folder!);

        await app.RunAsync<EvidenceImportJob>();

        var after = await RecordsAsync(app);
        foreach (var file in reading.Files)
        {
            var isKept = file.Rejection is not null || file.HasNoRows;
            Assert.Equal(RowsOf(isKept ? before : reading.Records, file.Kind), RowsOf(after, file.Kind));
        }
    }

    private static async Task AskAsync(AppFixture app)
    {
        await app.RunAsync<RenewalScanJob>();
        foreach (var person in new[] { Sample.Grace, Sample.Julia })
        {
            var chat = app.As(person);
            foreach (var question in Questions)
                Assert.NotEqual("", (await chat.Says(question)).Shown);
            await AssertHasNoFormulaAsync(app, await chat.Invokes("my data/csv"));
            await AssertHasNoFormulaAsync(app, await chat.Says("admin told csv"));
        }

        Assert.DoesNotContain("Error:", app.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Critical:", app.Log.Text, StringComparison.Ordinal);
    }

    /// <summary>Who may not have a file gets no link to it.</summary>
    private static async Task AssertHasNoFormulaAsync(AppFixture app, Answer answer)
    {
        if (answer.Messages.FirstOrDefault()?.Text?.Split(": ", 2) is not [_, var link] || !Uri.TryCreate(link, UriKind.Absolute, out var address))
            return;
        using var file = await app.GetAsync(address.PathAndQuery);
        Assert.Empty(Spreadsheet.FormulasIn(await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
    }

    private static async Task<EvidenceRecords> RecordsAsync(AppFixture app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<EvidenceReader>().ReadAsync(TestContext.Current.CancellationToken))!.Records;
    }

    private static ImmutableArray<object> RowsOf(EvidenceRecords records, FileKind kind) => kind switch
    {
        FileKind.People => [records.AssociationsKnown, .. records.People],
        FileKind.TrainingCompletions => [.. records.Training],
        FileKind.CompetencyPerformanceRequirement => [.. records.Performance],
        FileKind.CompetencySummaryHistory => [.. records.History],
        FileKind.Membership => [.. records.Memberships],
        _ => [.. records.Capabilities],
    };
}
