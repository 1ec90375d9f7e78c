using System.Collections.Immutable;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Sources;

/// <summary>
/// Works out what an import that is staged would change: row by row against what counts, and in the levels. Both contents are read as a stream, of which a print a row is
/// kept (<see cref="RowPrint"/>).
/// </summary>
public sealed class DryRunner(BotDb db, EvidenceReader reader, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>What each file would change, without the levels.</summary>
    public async Task<ImmutableArray<DryRunFile>> FilesAsync(Guid run, EvidenceReading reading, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var staged = await StagedAsync(run, cancellationToken);
        var files = ImmutableArray.CreateBuilder<DryRunFile>();
        foreach (var file in reading.Files)
        {
            var snapshot = file.Rejection is null ? staged.GetValueOrDefault(file.Kind.ToString()) : null;
            var fate = file.Rejection is not null ? FileFate.Rejected
                : snapshot is not null ? FileFate.Staged
                : file.HasNoRows ? FileFate.NoRows
                : FileFate.Same;
            files.Add(await CompareAsync(
                new DryRunFile(
                    file.Name, file.Kind, fate, file.Rows - file.Skipped.Length, [.. file.Skipped.Take(DryRunFile.MostSkipped)], file.Skipped.Length, file.Rejection, null, null),
                snapshot,
                cancellationToken));
        }

        return files.ToImmutable();
    }

    /// <summary>The same files against what counts now.</summary>
    public async Task<ImmutableArray<DryRunFile>> FilesAsync(Guid run, DryRun before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        var staged = await StagedAsync(run, cancellationToken);
        var files = ImmutableArray.CreateBuilder<DryRunFile>();
        foreach (var file in before.Files)
            files.Add(staged.GetValueOrDefault(file.Kind.ToString()) is { } snapshot && file.Fate == FileFate.Staged
                ? await CompareAsync(file, snapshot, cancellationToken)
                : file with { Fate = file.Fate == FileFate.Staged ? FileFate.Same : file.Fate, Diff = null, Replaces = null });
        return files.ToImmutable();
    }

    /// <summary>What the levels would be with the contents that a run has staged.</summary>
    /// <returns>The evidence as it would be with them; null when no edition is followed. The effects are empty where nothing changes.</returns>
    public async Task<(OrganisationEvidence? With, ImmutableArray<DryRunEffect> Effects)> EffectAsync(Guid run, CancellationToken cancellationToken)
    {
        var staged = await StagedAsync(run, cancellationToken);
        return await EffectAsync([.. staged.Values.Select(snapshot => snapshot.Id)], [], cancellationToken);
    }

    /// <summary>What the levels would be if other contents counted.</summary>
    /// <param name="contents">Ids of snapshots that take the place of those of their kinds.</param>
    /// <param name="without">Kinds of which nothing would count.</param>
    public async Task<(OrganisationEvidence? With, ImmutableArray<DryRunEffect> Effects)> EffectAsync(
        IReadOnlyCollection<long> contents, IReadOnlyCollection<string> without, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(cancellationToken) is not { } now || await reader.ReadWithAsync(contents, cancellationToken, without) is not { } then)
            return (null, []);
        var today = organisation.CurrentValue.Today(clock);
        return (then,
        [
            .. from followed in now.Followed
               let effect = LevelEffect.Of(followed.On(today), then.In(followed.Edition.Id).On(today))
               where !effect.IsNothing
               select new DryRunEffect(
                   followed.Edition.Id,
                   [.. effect.Levels.Select(level => new DryRunLevel(level.Competency.Id, level.Before, level.After))],
                   [.. effect.Points.Select(points => new DryRunPoints(points.Competency.Id, points.Before, points.After))]),
        ]);
    }

    private Task<Dictionary<string, EvidenceSnapshot>> StagedAsync(Guid run, CancellationToken cancellationToken) => db.Snapshots.AsNoTracking()
        .Where(row => row.RunId == run && row.State == SnapshotState.Staged)
        .ToDictionaryAsync(row => row.Kind, cancellationToken);

    private async Task<DryRunFile> CompareAsync(DryRunFile file, EvidenceSnapshot? staged, CancellationToken cancellationToken)
    {
        if (staged is null)
            return file;
        var before = staged.Replaces is { } id
            ? await db.Snapshots.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken)
            : null;
        return file with
        {
            Diff = await CountAsync(file.Kind, before?.Id, staged.Id, cancellationToken),
            Replaces = before is null ? null : new ReplacedContent(before.Name, before.Source, before.ImportedAt, before.Rows),
        };
    }

    private Task<ContentDiff> CountAsync(FileKind kind, long? before, long after, CancellationToken cancellationToken) => kind switch
    {
        FileKind.People => CountAsync(db.People, RowPrint.Of, before, after, cancellationToken),
        FileKind.TrainingCompletions => CountAsync(db.Training, RowPrint.Of, before, after, cancellationToken),
        FileKind.CompetencyPerformanceRequirement => CountAsync(db.Performance, RowPrint.Of, before, after, cancellationToken),
        FileKind.CompetencySummaryHistory => CountAsync(db.History, RowPrint.Of, before, after, cancellationToken),
        FileKind.Membership => CountAsync(db.Memberships, RowPrint.Of, before, after, cancellationToken),
        FileKind.CapabilityMetrics => CountAsync(db.Capabilities, RowPrint.Of, before, after, cancellationToken),
        _ => throw new InvalidOperationException($"No table for {kind}."),
    };

    private static async Task<ContentDiff> CountAsync<TRecord>(
        DbSet<TRecord> table, Func<TRecord, RowPrint> print, long? before, long after, CancellationToken cancellationToken)
        where TRecord : class
    {
        var comparison = new ContentComparison();
        if (before is { } present)
            await foreach (var row in RowsOf(table, present).WithCancellation(cancellationToken))
                comparison.AddBefore(print(row));
        await foreach (var row in RowsOf(table, after).WithCancellation(cancellationToken))
            comparison.AddAfter(print(row));
        return comparison.Count();
    }

    private static IAsyncEnumerable<TRecord> RowsOf<TRecord>(DbSet<TRecord> table, long snapshot)
        where TRecord : class => table.AsNoTracking().Where(row => EF.Property<long>(row, BotDb.SnapshotId) == snapshot).AsAsyncEnumerable();
}
