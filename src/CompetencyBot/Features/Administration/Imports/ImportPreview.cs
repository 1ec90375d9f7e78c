using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>Works out what an import would change, and shows it to whoever has to decide.</summary>
public sealed class ImportPreview(BotDb db, ImportPipeline pipeline, DryRunner dryRuns, DroppedFiles dropped, ImportProgress progress, ImportMessages messages)
{
    /// <summary>Reads files that were dropped into the chat. Their bytes are deleted together with the card's being put into the outbox, so that what broke off can be done again.</summary>
    public async Task FilesAsync(IReadOnlyList<Guid> files, string sender, CancellationToken cancellationToken)
    {
        if (await dropped.ReadAsync(files, cancellationToken) is not { } reading)
            return; // done already
        reading = await pipeline.WithoutErasedAsync(reading, cancellationToken);
        var run = await pipeline.StageAsync(
            reading, EvidenceSource.Chat, sender, cancellationToken, progress: staging => progress.TellAsync(staging, sender, cancellationToken));
        reading = reading with { Records = EvidenceRecords.Empty }; // the rows are in the database, and there may be many
        var rows = await dryRuns.FilesAsync(run.Id, reading, cancellationToken);
        var (with, effects) = run.State == ImportState.Unchanged ? (null, []) : await dryRuns.EffectAsync(run.Id, cancellationToken);
        if (with is not null)
            await pipeline.ReportAsync(run.Id, reading, with, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await KeepAsync(run, new DryRun(rows, reading.Archives, effects), cancellationToken))
            return;
        await messages.StageAsync(await messages.ViewAsync(run, cancellationToken), sender, isFirst: true, dueAt: null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.ReceivedFiles.Where(file => files.Contains(file.Id)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The same files against what counts by now; every card that tells of them is changed.</summary>
    public async Task AgainAsync(Guid id, string asker, CancellationToken cancellationToken)
    {
        if (await WaitingAsync(id, cancellationToken) is not { } run)
            return; // decided meanwhile
        await pipeline.RebaseAsync(id, cancellationToken);
        var before = DryRun.Of(run) ?? new DryRun([], [], []);
        var files = await dryRuns.FilesAsync(id, before, cancellationToken);
        var isNew = files.Any(file => file.Fate == FileFate.Staged);
        var (_, effects) = isNew ? await dryRuns.EffectAsync(id, cancellationToken) : (null, []);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        run.State = isNew ? ImportState.Waiting : ImportState.Unchanged;
        if (!await KeepAsync(run, before with { Files = files, Effects = effects }, cancellationToken))
            return;
        var view = await messages.ViewAsync(run, cancellationToken);
        await messages.StageUpdatesAsync(view, cancellationToken);
        await messages.StageAsync(view, asker, isFirst: false, dueAt: null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private Task<ImportRun?> WaitingAsync(Guid id, CancellationToken cancellationToken) =>
        db.ImportRuns.AsNoTracking().FirstOrDefaultAsync(run => run.Id == id && run.State == ImportState.Waiting, cancellationToken);

    /// <returns>False when somebody has decided meanwhile.</returns>
    private async Task<bool> KeepAsync(ImportRun run, DryRun dryRun, CancellationToken cancellationToken)
    {
        var json = run.DryRun = dryRun.ToJson();
        if (run.State != ImportState.Unchanged)
        {
            run.State = ImportState.Waiting;
            return await pipeline.WaitAsync(run.Id, dryRun, cancellationToken);
        }

        return await db.ImportRuns
            .Where(row => row.Id == run.Id && (row.State == ImportState.Unchanged || row.State == ImportState.Waiting))
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.State, ImportState.Unchanged).SetProperty(r => r.DryRun, json), cancellationToken) == 1;
    }
}
