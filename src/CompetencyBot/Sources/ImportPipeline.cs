using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Sources;

/// <summary>
/// The way of every import, wherever it comes from: <see cref="StageAsync"/> writes its rows beside those that count, somebody may look at what it would
/// change, <see cref="ApplyAsync"/> makes it count or <see cref="DiscardAsync"/> forgets it, and <see cref="UndoAsync"/> brings back what it replaced.
/// </summary>
public sealed class ImportPipeline(BotDb db, EvidenceStore store, ErasedPeople erased, ImportRecord record, TimeProvider clock)
{
    /// <summary>
    /// Writes down the import, and the rows of each file that is new. A kind of which there is no acceptable file keeps what it has, and so does one whose file
    /// lost all its rows: a broken export must not silence the warnings. The same content twice changes nothing, unless an older version of the reader imported it.
    /// </summary>
    /// <param name="isNew">Whether a file is to be looked at at all; null = each is.</param>
    /// <param name="progress">Told after each step how many rows are written; null = nobody asks.</param>
    /// <param name="by">Work address or Entra object id; null = nobody asked for it.</param>
    /// <returns>The run: <see cref="ImportState.Staging"/> with everything staged, or <see cref="ImportState.Unchanged"/>.</returns>
    public async Task<ImportRun> StageAsync(
        EvidenceReading reading, EvidenceSource source, string? by, CancellationToken cancellationToken,
        Func<FileReading, EvidenceSnapshot?, bool>? isNew = null, Func<ImportRun, Task>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(reading);
        reading = await erased.LeaveOutAsync(reading, cancellationToken);
        var present = await store.PresentAsync(cancellationToken);
        await FreshenAsync(reading, source, present, cancellationToken);
        FileReading[] news =
        [
            .. reading.Files.Where(file => file.Rejection is null
                && present.GetValueOrDefault(file.Kind.ToString()) is var before
                && (before?.Sha256 != file.Sha256 || before?.ReaderVersion < EvidenceFolder.ReaderVersion)
                && !(file.HasNoRows && before?.Rows > 0)
                && (isNew is null || isNew(file, before))),
        ];
        var now = clock.GetUtcNow();
        var run = new ImportRun
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Source = source,
            By = by,
            State = news.Length == 0 ? ImportState.Unchanged : ImportState.Staging,
            Changed = news.Length > 0,
            RowsInAll = news.Sum(file => EvidenceStore.RowsOf(file.Kind, reading.Records)),
            ReportEn = ImportRecord.Report(reading, [], "en"),
            ReportZhTw = ImportRecord.Report(reading, [], "zh-TW"),
        };
        db.ImportRuns.Add(run);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        foreach (var file in news)
            await store.StageAsync(run, file, reading.Records, present.GetValueOrDefault(file.Kind.ToString()), cancellationToken, progress);
        return run;
    }

    /// <summary>The source says the same as what counts, so that this is as of now, or as of when its file was written. Insights tells by itself of when its reports are.</summary>
    private async Task FreshenAsync(
        EvidenceReading reading, EvidenceSource source, Dictionary<string, EvidenceSnapshot> present, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var file in reading.Files.Where(file => file.Rejection is null))
            if (present.GetValueOrDefault(file.Kind.ToString()) is { } same && same.Sha256 == file.Sha256
                && (source == EvidenceSource.Chat ? now : source == EvidenceSource.Folder ? file.WrittenAt : null) is { } asOf
                && asOf > same.AsOf && asOf <= now)
                await store.FreshenAsync(same, asOf, cancellationToken);
    }

    /// <summary>The reading without the rows of people whose details were erased, for whoever lets go of the rows before the report is written.</summary>
    public Task<EvidenceReading> WithoutErasedAsync(EvidenceReading reading, CancellationToken cancellationToken) => erased.LeaveOutAsync(reading, cancellationToken);

    /// <summary>What was staged counts from now on.</summary>
    /// <param name="by">Who said so; null = nobody had to.</param>
    /// <returns>False when another import was applied after this one was staged, or somebody else has decided.</returns>
    public async Task<bool> ApplyAsync(Guid run, string? by, CancellationToken cancellationToken)
    {
        try
        {
            if (!await store.ApplyAsync(run, by, cancellationToken))
                return false;
        }
        catch (Exception failure) when (db.IsLostRace(failure))
        {
            return false;
        }

        await erased.RestoreAsync(cancellationToken);
        return true;
    }

    /// <summary>What was staged waits for an admin's word.</summary>
    /// <returns>False when it is not being staged any more.</returns>
    public async Task<bool> WaitAsync(Guid run, DryRun dryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dryRun);
        var json = dryRun.ToJson();
        return await db.ImportRuns.Where(row => row.Id == run && (row.State == ImportState.Staging || row.State == ImportState.Waiting)).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.State, ImportState.Waiting).SetProperty(r => r.DryRun, json), cancellationToken) == 1;
    }

    /// <summary>Puts what was staged against what counts by now, before it is looked at anew.</summary>
    public Task RebaseAsync(Guid run, CancellationToken cancellationToken) => store.RebaseAsync(run, cancellationToken);

    public Task<bool> DiscardAsync(Guid run, string? by, CancellationToken cancellationToken) =>
        store.DropAsync(run, ImportState.Discarded, by, cancellationToken);

    /// <returns>False when something newer was applied, what it replaced is gone, or somebody else was faster.</returns>
    public Task<bool> UndoAsync(Guid run, string by, CancellationToken cancellationToken) => store.UndoAsync(run, by, cancellationToken);

    /// <summary>Writes the report again, now that the rows are matched with what counts.</summary>
    public async Task ReportAsync(Guid run, EvidenceReading reading, CancellationToken cancellationToken) =>
        await record.WriteAsync(run, await erased.LeaveOutAsync(reading, cancellationToken), cancellationToken);

    /// <summary>The same with the rows matched as they would be.</summary>
    /// <param name="with">Null = no edition is followed.</param>
    public async Task ReportAsync(Guid run, EvidenceReading reading, OrganisationEvidence? with, CancellationToken cancellationToken) =>
        await record.WriteAsync(run, await erased.LeaveOutAsync(reading, cancellationToken), with, cancellationToken);
}
