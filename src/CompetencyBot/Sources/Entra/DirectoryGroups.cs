using System.Linq.Expressions;
using CompetencyBot.Graph;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Sources.Entra;

/// <summary>Works the members of the groups of the settings into the rows. What cannot be read stays as it was.</summary>
public sealed class DirectoryGroups(BotDb db, GroupMembers members, DirectoryRows rows, IOptions<GraphOptions> options)
{
    /// <returns>What was left out, as <see cref="SyncWords"/>.</returns>
    public async Task<IReadOnlyList<string>> ReadAsync(UserChanges changes, CancellationToken cancellationToken) =>
    [
        .. await MarkAsync(options.Value.AdminGroupId, SyncWords.AdminGroupUnknown, row => row.IsAdmin, (row, isIn) => row.IsAdmin = isIn, cancellationToken),
        .. await MarkAsync(options.Value.ManagerGroupId, SyncWords.ManagerGroupUnknown, row => row.IsManager, (row, isIn) => row.IsManager = isIn, cancellationToken),
        .. changes.ByGroup
            ? await MarkAsync(
                options.Value.PeopleGroupId, SyncWords.PeopleGroupUnknown, row => row.IsPerson && row.RemovedOn == null, (row, isIn) => MarkPerson(row, isIn, changes), cancellationToken)
            : [],
    ];

    private async Task<IReadOnlyList<string>> MarkAsync(
        string? group, string unknown, Expression<Func<DirectoryUser, bool>> isMarked, Action<DirectoryUser, bool> mark, CancellationToken cancellationToken)
    {
        IReadOnlySet<string>? found = new HashSet<string>();
        GraphFailure? failure = null;
        if (!string.IsNullOrWhiteSpace(group))
            (found, failure) = await members.ReadAsync(group, cancellationToken);
        if (failure is not null)
            return [SyncWords.Of(failure, SyncWords.GroupsDenied, unknown)];
        if (unknown == SyncWords.PeopleGroupUnknown && found!.Count == 0)
            return [SyncWords.PeopleGroupEmpty]; // nobody works here: that is a mistake of whoever keeps the group

        var marked = await db.DirectoryUsers.Where(isMarked).Select(row => row.ObjectId).ToListAsync(cancellationToken);
        await rows.LoadAsync(marked.Where(id => !found!.Contains(id)).Concat(found!.Except(marked)), cancellationToken);
        foreach (var row in rows.All)
            mark(row, found!.Contains(row.ObjectId));
        return [];
    }

    /// <summary>Whoever is deleted is in no group any more, and is still somebody who has left.</summary>
    private static void MarkPerson(DirectoryUser row, bool isIn, UserChanges changes)
    {
        if (row.Removal is null or DirectoryRemoval.Vanished)
            changes.Belong(row, isIn);
    }
}
