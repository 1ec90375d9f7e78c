using System.Collections.Immutable;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Sources;

public enum UndoObstacle
{
    /// <summary>It was never applied.</summary>
    NotApplied,
    AlreadyUndone,

    /// <summary>Something newer of one of its kinds counts by now.</summary>
    Newer,

    /// <summary>The rows that it replaced are deleted already.</summary>
    Gone,
}

/// <summary>What an undo of an import would do, or why it cannot be undone.</summary>
/// <param name="Contents">What the import brought, of each kind.</param>
/// <param name="Back">What would come back; kinds without one would be empty.</param>
/// <param name="Obstacle">Null = it can be undone.</param>
/// <param name="Newer">What counts by now in the place of what it brought.</param>
public sealed record UndoOutlook(
    ImportRun Run, ImmutableArray<EvidenceSnapshot> Contents, ImmutableArray<EvidenceSnapshot> Back, UndoObstacle? Obstacle, EvidenceSnapshot? Newer = null)
{
    /// <summary>Kinds of which nothing would count any more.</summary>
    public IEnumerable<string> Emptied => Contents.Select(content => content.Kind).Except(Back.Select(back => back.Kind));

    /// <summary>The import that changed something and was applied last.</summary>
    public static Task<ImportRun?> LastAsync(BotDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.ImportRuns.AsNoTracking()
            .Where(run => run.State == ImportState.Applied && run.Changed)
            .OrderByDescending(run => run.AppliedAt).ThenByDescending(run => run.At)
            .FirstOrDefaultAsync(cancellationToken);
    }

    public static async Task<UndoOutlook> OfAsync(BotDb db, ImportRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(run);
        if (run.State != ImportState.Applied)
            return new UndoOutlook(run, [], [], run.State == ImportState.Undone ? UndoObstacle.AlreadyUndone : UndoObstacle.NotApplied);
        var contents = await db.Snapshots.AsNoTracking().Where(EvidenceStore.WasApplied).Where(row => row.RunId == run.Id).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        string[] kinds = [.. contents.Select(content => content.Kind)];
        var ids = contents.Select(content => content.Replaces).ToArray();
        var present = await db.Snapshots.AsNoTracking().Where(row => row.State == SnapshotState.Present && kinds.Contains(row.Kind)).ToListAsync(cancellationToken);
        var back = await db.Snapshots.AsNoTracking().Where(row => ids.Contains(row.Id) && row.State == SnapshotState.Replaced).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var newer = contents.Any(content => content.State != SnapshotState.Present) ? present.Where(row => row.RunId != run.Id).MaxBy(row => row.Id) : null;
        var isGone = contents.Sum(content => content.Rows) != run.RowsInAll || back.Count != ids.Count(id => id is not null) || contents.Count == 0;
        return new UndoOutlook(run, [.. contents], [.. back], newer is not null ? UndoObstacle.Newer : isGone ? UndoObstacle.Gone : null, newer);
    }
}
