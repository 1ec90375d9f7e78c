using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Storage;

/// <summary>Replaces the evidence tables, a whole file at a time and all files of a reading together or not at all.</summary>
public sealed class EvidenceStore(BotDb db, TimeProvider clock)
{
    private const int RowsAtOnce = 5_000;

    /// <summary>
    /// A kind of which the folder has no acceptable file keeps what it had, and so does one whose file lost all its rows: a broken export
    /// must not silence the warnings.
    /// </summary>
    /// <returns>
    /// Whether anything was new; the same files twice change nothing, unless an older version of the reader imported them.
    /// </returns>
    public async Task<bool> KeepAsync(EvidenceReading reading, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var known = await db.ImportedFiles.AsNoTracking().ToDictionaryAsync(file => file.Kind, cancellationToken);
        FileReading[] news =
        [
            .. reading.Files.Where(file => file.Rejection is null
                && known.GetValueOrDefault(file.Kind.ToString()) is var before
                && (before?.Sha256 != file.Sha256 || before?.ReaderVersion < EvidenceFolder.ReaderVersion)
                && !(file.HasNoRows && before?.Rows > 0)),
        ];
        if (news.Length == 0)
            return false;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var file in news)
        {
            await ReplaceRowsAsync(file.Kind, reading.Records, cancellationToken);
            await db.ImportedFiles.Where(row => row.Kind == file.Kind.ToString()).ExecuteDeleteAsync(cancellationToken);
            db.ImportedFiles.Add(Imported(file, reading.Records, known.GetValueOrDefault(file.Kind.ToString())));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private ImportedFile Imported(FileReading file, EvidenceRecords records, ImportedFile? before) => new()
    {
        Kind = file.Kind.ToString(),
        Name = file.Name,
        Sha256 = file.Sha256!,
        ReaderVersion = EvidenceFolder.ReaderVersion,
        ImportedAt = before is { } known && known.Sha256 == file.Sha256 ? known.ImportedAt : clock.GetUtcNow(),
        Rows = file.Rows - file.Skipped.Length,
        AssociationsKnown = file.Kind == FileKind.People && records.AssociationsKnown,
    };

    private Task ReplaceRowsAsync(FileKind kind, EvidenceRecords records, CancellationToken cancellationToken) => kind switch
    {
        FileKind.People => ReplaceAsync(db.People, records.People, cancellationToken),
        FileKind.TrainingCompletions => ReplaceAsync(db.Training, records.Training, cancellationToken),
        FileKind.CompetencyPerformanceRequirement => ReplaceAsync(db.Performance, records.Performance, cancellationToken),
        FileKind.CompetencySummaryHistory => ReplaceAsync(db.History, records.History, cancellationToken),
        FileKind.Membership => ReplaceAsync(db.Memberships, records.Memberships, cancellationToken),
        FileKind.CapabilityMetrics => ReplaceAsync(db.Capabilities, records.Capabilities, cancellationToken),
        _ => throw new InvalidOperationException($"No table for {kind}."),
    };

    private async Task ReplaceAsync<TRecord>(DbSet<TRecord> table, IReadOnlyCollection<TRecord> rows, CancellationToken cancellationToken)
        where TRecord : class
    {
        await table.ExecuteDeleteAsync(cancellationToken);
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            table.AddRange(chunk);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }
}
