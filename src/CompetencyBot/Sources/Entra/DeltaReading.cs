using CompetencyBot.Graph;
using CompetencyBot.Storage;

namespace CompetencyBot.Sources.Entra;

/// <param name="Link">Where the changes since are asked for.</param>
/// <param name="WasFull">Whether everybody was read, and not only what changed.</param>
/// <param name="Touched">The users that were spoken of.</param>
public sealed record DeltaResult(GraphFailure? Failure, string? Link, bool WasFull, IReadOnlyCollection<string> Touched);

/// <summary>Works the pages of the directory into the rows, one page at a time.</summary>
public sealed class DeltaReading(DeltaPages pages, DirectoryRows rows, SyncLease lease)
{
    /// <summary>A directory has fewer pages; links that lead in a circle would never end.</summary>
    private const int MostPages = 100_000;

    /// <param name="link">Null = everybody. Of one that Graph does not know any more everybody is read instead.</param>
    public async Task<DeltaResult> ReadAsync(string? link, UserChanges changes, CancellationToken cancellationToken)
    {
        var result = await FollowAsync(link, changes, cancellationToken);
        if (link is not null && IsTooOld(result.Failure))
            result = await FollowAsync(null, changes, cancellationToken);
        if (result is { Failure: null, WasFull: true })
            await VanishAsync(result.Touched, changes, cancellationToken);
        return result;
    }

    private async Task<DeltaResult> FollowAsync(string? link, UserChanges changes, CancellationToken cancellationToken)
    {
        var (wasFull, touched) = (link is null, new HashSet<string>(StringComparer.Ordinal));
        for (var count = 0; count < MostPages; count++)
        {
            var (page, failure) = await pages.ReadAsync(link, cancellationToken);
            if (failure is not null)
                return new(failure, null, wasFull, touched);
            await ApplyAsync(page!.Users, changes, cancellationToken);
            touched.UnionWith(page.Users.Select(user => user.ObjectId));
            if (page.Next is null)
                return new(null, page.Delta, wasFull, touched);
            link = page.Next;
            await lease.RenewAsync(cancellationToken);
        }

        return new(new GraphFailure.NotReached(nameof(MostPages)), null, wasFull, touched);
    }

    private async Task ApplyAsync(IReadOnlyList<UserFacts> users, UserChanges changes, CancellationToken cancellationToken)
    {
        await rows.LoadAsync(users.Select(user => user.ObjectId), cancellationToken);
        foreach (var user in users)
            if (rows.Find(user.ObjectId) is { } known)
                changes.Apply(known, user);
            else if (changes.New(user) is { } row)
                rows.Add(row);
    }

    /// <summary>Whoever is not among everybody is gone, however that came about; an admin is asked when they are many.</summary>
    private async Task VanishAsync(IReadOnlyCollection<string> seen, UserChanges changes, CancellationToken cancellationToken)
    {
        await rows.LoadAllAsync(cancellationToken);
        foreach (var row in rows.All.Where(row => row.RemovedOn is null && !seen.Contains(row.ObjectId)))
            changes.Remove(row, DirectoryRemoval.Vanished);
    }

    private static bool IsTooOld(GraphFailure? failure) => failure is GraphFailure.Refused { Status: 410 } or GraphFailure.Refused { Code: "resyncRequired" or "syncStateNotFound" };
}
