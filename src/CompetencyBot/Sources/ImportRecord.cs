using System.Globalization;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Sources;

/// <summary>Writes down what came of reading the import folder, for <c>import</c> to show.</summary>
public sealed class ImportRecord(BotDb db, EvidenceReader reader, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>Lines of a report that are kept, of each kind. Whoever has more broken rows has a broken export.</summary>
    public const int MostLines = 500;

    /// <summary>Whether nothing was ever read before.</summary>
    public async Task<bool> IsFirstAsync(CancellationToken cancellationToken) => !await db.ImportRuns.AnyAsync(cancellationToken);

    /// <param name="reading">As it counts already: the rows are matched as the database has them.</param>
    public async Task WriteAsync(Guid run, EvidenceReading reading, CancellationToken cancellationToken)
    {
        await WriteAsync(run, reading, await reader.ReadAsync(cancellationToken), cancellationToken);
    }

    /// <param name="evidence">With which the rows are matched; null = no edition is followed.</param>
    public async Task WriteAsync(Guid run, EvidenceReading reading, OrganisationEvidence? evidence, CancellationToken cancellationToken)
    {
        UnmatchedRow[] unmatched = [.. evidence?.ProblemsOn(organisation.CurrentValue.Today(clock)) ?? []];
        var (english, chinese) = (Report(reading, unmatched, "en"), Report(reading, unmatched, "zh-TW"));
        await db.ImportRuns.Where(row => row.Id == run).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.ReportEn, english).SetProperty(r => r.ReportZhTw, chinese), cancellationToken);
    }

    internal static string Report(EvidenceReading reading, IReadOnlyList<UnmatchedRow> unmatched, string language)
    {
        using var scope = Language.Use(language);
        var words = new ImportReport(CultureInfo.CurrentUICulture);
        return string.Join('\n',
        [
            .. words.Summary(reading),
            .. Capped(words.Problems(reading), reading.Files.Sum(file => file.Skipped.Length + (file.Rejection is null ? 0 : 1)) + (reading.FolderProblem is null ? 0 : 1)),
            .. Capped(words.Unmatched(reading, unmatched), unmatched.Count),
        ]);
    }

    /// <param name="lines">Not looked at behind the last that is kept: of a broken export there may be as many as it has rows.</param>
    private static IEnumerable<string> Capped(IEnumerable<string> lines, int count) => count <= MostLines
        ? lines
        : lines.Take(MostLines).Append(Language.Format(Texts.ImportMoreLines, count - MostLines));
}
