using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Sources.Entra;

/// <summary>The users that one sync has to do with, each as it was before and as it becomes; nothing is kept before the sync saves.</summary>
public sealed class DirectoryRows(BotDb db)
{
    private const int IdsAtOnce = 500;

    private readonly Dictionary<string, DirectoryUser> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Gone> _before = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public IReadOnlyCollection<DirectoryUser> All => _rows.Values;

    public DirectoryUser? Find(string objectId) => _rows.GetValueOrDefault(objectId);

    /// <summary>How somebody was gone before this sync; a user who is new was not.</summary>
    public Gone Before(DirectoryUser row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return _before.GetValueOrDefault(row.ObjectId);
    }

    public async Task LoadAsync(IEnumerable<string> objectIds, CancellationToken cancellationToken)
    {
        foreach (var some in objectIds.Where(_asked.Add).Chunk(IdsAtOnce))
            Take(await db.DirectoryUsers.Where(row => some.Contains(row.ObjectId)).ToListAsync(cancellationToken));
    }

    public async Task LoadAllAsync(CancellationToken cancellationToken) => Take(await db.DirectoryUsers.ToListAsync(cancellationToken));

    /// <summary>Accounts that were disabled before anybody was known to work with them.</summary>
    public async Task LoadUnknownAsync(CancellationToken cancellationToken) =>
        Take(await db.DirectoryUsers.Where(row => !row.IsPerson && row.DisabledOn != null && row.RemovedOn == null).ToListAsync(cancellationToken));

    public DirectoryUser Add(DirectoryUser row)
    {
        ArgumentNullException.ThrowIfNull(row);
        db.DirectoryUsers.Add(row);
        return _rows[row.ObjectId] = row;
    }

    /// <summary>
    /// Somebody came back with a new account: the old one, which had their address, says nothing of them any more. Nor does one of somebody who never was a person here.
    /// </summary>
    /// <returns>Whether there was somebody who had left.</returns>
    public async Task<bool> ReplaceRehiredAsync(CancellationToken cancellationToken)
    {
        var present = _rows.Values.Where(row => row.RemovedOn is null).Select(row => row.UserPrincipalName).ToHashSet(StringComparer.Ordinal);
        string[] arrived = [.. db.DirectoryUsers.Local.Where(row => db.Entry(row).State == EntityState.Added).Select(row => row.UserPrincipalName)];
        foreach (var some in arrived.Chunk(IdsAtOnce))
            Take(await db.DirectoryUsers.Where(row => row.RemovedOn != null && some.Contains(row.UserPrincipalName)).ToListAsync(cancellationToken));

        var cameBack = false;
        foreach (var old in _rows.Values.Where(row => row.RemovedOn is not null && (present.Contains(row.UserPrincipalName) || !row.IsPerson)).ToList())
        {
            cameBack |= old.IsPerson;
            db.DirectoryUsers.Remove(old);
            _rows.Remove(old.ObjectId);
        }

        return cameBack;
    }

    /// <summary>Of a sync that came to nothing.</summary>
    public void Forget()
    {
        db.ChangeTracker.Clear();
        _rows.Clear();
        _before.Clear();
        _asked.Clear();
    }

    private void Take(List<DirectoryUser> found)
    {
        foreach (var row in found)
            if (_rows.TryAdd(row.ObjectId, row))
            {
                _before[row.ObjectId] = Gone.Of(row);
                _asked.Add(row.ObjectId);
            }
    }
}
