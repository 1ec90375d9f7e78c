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

    /// <param name="reading">As kept already: the rows are matched as the database has them.</param>
    /// <param name="changed">Whether any file was new or different.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(EvidenceReading reading, bool changed, CancellationToken cancellationToken)
    {
        var evidence = await reader.ReadAsync(cancellationToken);
        UnmatchedRow[] unmatched = [.. evidence?.ProblemsOn(organisation.CurrentValue.Today(clock)) ?? []];
        var now = clock.GetUtcNow();
        db.ImportRuns.Add(new ImportRun
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Changed = changed,
            ReportEn = Report(reading, unmatched, "en"),
            ReportZhTw = Report(reading, unmatched, "zh-TW"),
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    private static string Report(EvidenceReading reading, IReadOnlyList<UnmatchedRow> unmatched, string language)
    {
        using var scope = Language.Use(language);
        var words = new ImportReport(CultureInfo.CurrentUICulture);
        return string.Join('\n',
        [
            .. words.Summary(reading),
            .. Capped([.. words.Problems(reading)]),
            .. Capped([.. words.Unmatched(reading, unmatched)]),
        ]);
    }

    private static IEnumerable<string> Capped(IReadOnlyCollection<string> lines) => lines.Count <= MostLines
        ? lines
        : lines.Take(MostLines).Append(Language.Format(Texts.ImportMoreLines, lines.Count - MostLines));
}
