namespace CompetencyBot.Sandbox.Graph;

/// <summary>
/// The users of the played tenant, and every change of them. Somebody is named by object id or by address; who is not there is an
/// <see cref="ArgumentException"/>.
/// </summary>
public sealed class FakeDirectory(TimeProvider clock)
{
    private static readonly HashSet<string> Nothing = [];

    private readonly Lock _gate = new();
    private readonly List<GraphUser> _users = [];
    private readonly List<DirectoryChange> _changes = [];

    /// <summary>Told of each change when it has been made.</summary>
    internal Action<DirectoryChange> Changed { get; set; } = static _ => { };

    /// <summary>Everybody, those in the recycle bin too, in the order in which they came.</summary>
    public IReadOnlyList<GraphUser> All
    {
        get
        {
            lock (_gate)
                return [.. _users];
        }
    }

    /// <summary>Those who are not deleted.</summary>
    public IEnumerable<GraphUser> Users => All.Where(user => user.DeletedDateTime is null);

    /// <summary>How many changes there were: a moment in the directory's life.</summary>
    internal int Version
    {
        get
        {
            lock (_gate)
                return _changes.Count;
        }
    }

    /// <returns>Null when nobody is that; who is in the recycle bin is found.</returns>
    public GraphUser? Find(string who) => All.FirstOrDefault(user => user.Is(who));

    public void Add(GraphUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        lock (_gate)
        {
            if (_users.Exists(other => other.Is(user.Id)))
                throw new ArgumentException($"There is a user {user.Id} already.", nameof(user));
            _users.Add(user with { CreatedDateTime = user.CreatedDateTime ?? clock.GetUtcNow() });
        }

        Record(new DirectoryChange(user.Id, ChangeKind.Appeared, Nothing, null));
    }

    /// <summary>For example <c>Change("grace.huang@contoso.example", user => user with { DisplayName = "Grace Lin" })</c>.</summary>
    public void Change(string who, Func<GraphUser, GraphUser> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var (before, after) = Replace(who, change);
        var differing = GraphUser.Differences(before, after);
        if (differing.Count > 0)
            Record(new DirectoryChange(after.Id, ChangeKind.Changed, differing, differing.Contains("manager") ? before.ManagerId : null));
    }

    public void Disable(string who) => Change(who, user => user with { AccountEnabled = false });

    public void Enable(string who) => Change(who, user => user with { AccountEnabled = true });

    /// <param name="moment">Null takes the date away.</param>
    public void SetLeaveDate(string who, DateTimeOffset? moment) => Change(who, user => user with { EmployeeLeaveDateTime = moment });

    /// <param name="manager">Null = nobody.</param>
    public void SetManager(string who, string? manager)
    {
        var id = manager is null ? null : Known(manager).Id;
        Change(who, user => user with { ManagerId = id });
    }

    /// <param name="mailbox">Null = they have none any more. No change is told of: a mailbox is not the directory's.</param>
    public void SetMailbox(string who, GraphMailbox? mailbox) => Change(who, user => user with { Mailbox = mailbox });

    /// <summary>Into the recycle bin.</summary>
    public void Delete(string who)
    {
        var (_, after) = Replace(who, user => user with { DeletedDateTime = user.DeletedDateTime ?? clock.GetUtcNow() });
        Record(new DirectoryChange(after.Id, ChangeKind.Deleted, Nothing, null));
    }

    /// <summary>For ever, from the recycle bin or not.</summary>
    public void DeletePermanently(string who)
    {
        var user = Known(who);
        lock (_gate)
            _users.RemoveAll(other => other.Id == user.Id);
        Record(new DirectoryChange(user.Id, ChangeKind.Gone, Nothing, null));
    }

    /// <summary>Out of the recycle bin.</summary>
    public void Restore(string who)
    {
        var (before, after) = Replace(who, user => user with { DeletedDateTime = null });
        if (before.DeletedDateTime is not null)
            Record(new DirectoryChange(after.Id, ChangeKind.Appeared, Nothing, null));
    }

    /// <summary>What happened since a moment, oldest first.</summary>
    internal IReadOnlyList<DirectoryChange> Since(int version)
    {
        lock (_gate)
            return _changes[version..];
    }

    private GraphUser Known(string who) => Find(who) ?? throw new ArgumentException($"Nobody in the directory is {who}.", nameof(who));

    private (GraphUser Before, GraphUser After) Replace(string who, Func<GraphUser, GraphUser> change)
    {
        lock (_gate)
        {
            var before = Known(who);
            var index = _users.FindIndex(user => user.Id == before.Id);
            _users[index] = change(before);
            return (before, _users[index]);
        }
    }

    private void Record(DirectoryChange change)
    {
        lock (_gate)
            _changes.Add(change);
        Changed(change);
    }
}
