using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Sources;

/// <summary>
/// Takes over what lies in the import folder. A file is looked at once: when something newer came from elsewhere, or its import was undone, the same file
/// does not come back with the next reading.
/// </summary>
public sealed class FolderImport(BotDb db, ImportPipeline pipeline, TimeProvider clock)
{
    /// <param name="by">Who asked for it; null = nobody did.</param>
    /// <returns>Whether anything counts differently now.</returns>
    public async Task<bool> TakeAsync(EvidenceReading reading, string? by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var marks = await db.FolderMarks.AsNoTracking().ToDictionaryAsync(mark => mark.Kind, mark => mark.Sha256, cancellationToken);
        var run = await pipeline.StageAsync(
            reading, EvidenceSource.Folder, by, cancellationToken,
            (file, present) => present?.Sha256 == file.Sha256 || marks.GetValueOrDefault(file.Kind.ToString()) != file.Sha256);
        reading = reading with { Records = EvidenceRecords.Empty }; // they are in the database, and will be read from there
        await MarkAsync(reading, marks, cancellationToken);
        var applied = run.State == ImportState.Staging && await pipeline.ApplyAsync(run.Id, by, cancellationToken);
        await pipeline.ReportAsync(run.Id, reading, cancellationToken);
        return applied;
    }

    private async Task MarkAsync(EvidenceReading reading, Dictionary<string, string> marks, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var file in reading.Files.Where(file => file.Rejection is null && marks.GetValueOrDefault(file.Kind.ToString()) != file.Sha256))
        {
            await db.FolderMarks.Where(mark => mark.Kind == file.Kind.ToString()).ExecuteDeleteAsync(cancellationToken);
            db.FolderMarks.Add(new FolderMark { Kind = file.Kind.ToString(), Sha256 = file.Sha256!, At = now });
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
