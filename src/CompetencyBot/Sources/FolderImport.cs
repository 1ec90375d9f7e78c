using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Sources;

public enum FolderOutcome
{
    Same,
    Applied,

    /// <summary>An admin has to say whether it is to be applied.</summary>
    Waits,
}

public sealed record FolderTake(Guid Run, FolderOutcome Outcome);

/// <summary>
/// Takes over what lies in the import folder. A file is looked at once: when something newer came from elsewhere, an admin refused it, or its import was undone, the same
/// file does not come back with the next reading. What would take away much may wait for an admin's word, all that is new in the folder together, since it was exported together.
/// </summary>
public sealed class FolderImport(BotDb db, ImportPipeline pipeline, DryRunner dryRuns, IOptions<ImportOptions> options, TimeProvider clock)
{
    /// <param name="by">Who asked for it; null = nobody did.</param>
    public async Task<FolderTake> TakeAsync(EvidenceReading reading, string? by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var isFirst = !await db.Snapshots.AnyAsync(row => row.State == SnapshotState.Present, cancellationToken);
        await ForgetOlderAsync(reading, cancellationToken);
        reading = await pipeline.WithoutErasedAsync(reading, cancellationToken);
        var marks = await MarksAsync(cancellationToken);
        var run = await pipeline.StageAsync(
            reading, EvidenceSource.Folder, by, cancellationToken,
            (file, present) => present?.Sha256 == file.Sha256 || marks.GetValueOrDefault(file.Kind.ToString()) != file.Sha256);
        reading = reading with { Records = EvidenceRecords.Empty }; // they are in the database, and will be read from there
        var outcome = await TakeAsync(run, reading, by, isFirst, cancellationToken);
        if (outcome != FolderOutcome.Same || run.State == ImportState.Unchanged) // else another import came in between: the next reading tries again
            await MarkAsync(reading, marks, cancellationToken);
        return new FolderTake(run.Id, outcome);
    }

    private async Task<FolderOutcome> TakeAsync(ImportRun run, EvidenceReading reading, string? by, bool isFirst, CancellationToken cancellationToken)
    {
        if (run.State == ImportState.Staging && !isFirst && await DryRunToAskAsync(run, reading, cancellationToken) is { } dryRun)
        {
            var (with, effects) = await dryRuns.EffectAsync(run.Id, cancellationToken);
            await pipeline.ReportAsync(run.Id, reading, with, cancellationToken);
            await pipeline.WaitAsync(run.Id, dryRun with { Effects = effects }, cancellationToken);
            return FolderOutcome.Waits;
        }

        var applied = run.State == ImportState.Staging && await pipeline.ApplyAsync(run.Id, by, cancellationToken);
        await pipeline.ReportAsync(run.Id, reading, cancellationToken);
        if (run.State == ImportState.Staging && !applied)
            await pipeline.DiscardAsync(run.Id, by: null, cancellationToken); // nobody else comes back to it
        return applied ? FolderOutcome.Applied : FolderOutcome.Same;
    }

    /// <returns>Null where nobody need be asked.</returns>
    private async Task<DryRun?> DryRunToAskAsync(ImportRun run, EvidenceReading reading, CancellationToken cancellationToken)
    {
        if (options.Value.FolderAsks == FolderAsks.Never)
            return null;
        var dryRun = new DryRun(await dryRuns.FilesAsync(run.Id, reading, cancellationToken), reading.Archives, []);
        return options.Value.FolderAsks == FolderAsks.Always || dryRun.TakesMuch ? dryRun : null;
    }

    /// <summary>A newer file takes the place of one that still waits for an admin's word; what else waited with that one is looked at again.</summary>
    private async Task ForgetOlderAsync(EvidenceReading reading, CancellationToken cancellationToken)
    {
        var marks = await MarksAsync(cancellationToken);
        var waiting = await db.ImportRuns.Where(run => run.Source == EvidenceSource.Folder && run.State == ImportState.Waiting).Select(run => run.Id).ToListAsync(cancellationToken);
        if (waiting.Count == 0 || reading.Files.All(file => file.Rejection is not null || marks.GetValueOrDefault(file.Kind.ToString()) == file.Sha256))
            return;
        foreach (var run in waiting)
        {
            await FolderMark.ForgetAsync(db, db.ImportRuns.Where(row => row.Id == run), cancellationToken);
            await pipeline.DiscardAsync(run, by: null, cancellationToken);
        }
    }

    private Task<Dictionary<string, string>> MarksAsync(CancellationToken cancellationToken) =>
        db.FolderMarks.AsNoTracking().ToDictionaryAsync(mark => mark.Kind, mark => mark.Sha256, cancellationToken);

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
