using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>The groups of the played tenant. Members are object ids, of users or of other groups.</summary>
public sealed class FakeGroups
{
    private readonly ConcurrentDictionary<string, ImmutableList<string>> _groups = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string groupId, params IEnumerable<string> members) => _groups[groupId] = [.. members];

    public void Delete(string groupId) => _groups.TryRemove(groupId, out _);

    /// <exception cref="KeyNotFoundException">There is no such group.</exception>
    public void AddMember(string groupId, string memberId) => Change(groupId, members => members.Contains(memberId) ? members : members.Add(memberId));

    /// <exception cref="KeyNotFoundException">There is no such group.</exception>
    public void RemoveMember(string groupId, string memberId) => Change(groupId, members => members.Remove(memberId));

    /// <returns>Null = there is no such group.</returns>
    public IReadOnlyList<string>? MembersOf(string groupId) => _groups.GetValueOrDefault(groupId);

    /// <summary>With the members of member groups and so on; a group is not among them twice, however it is nested.</summary>
    internal IReadOnlyList<string>? TransitiveMembersOf(string groupId)
    {
        if (MembersOf(groupId) is not { } direct)
            return null;
        var all = new List<string>();
        var open = new Queue<string>(direct);
        while (open.TryDequeue(out var member))
        {
            if (all.Contains(member, StringComparer.OrdinalIgnoreCase))
                continue;
            all.Add(member);
            foreach (var inner in MembersOf(member) ?? [])
                open.Enqueue(inner);
        }

        return all;
    }

    private void Change(string groupId, Func<ImmutableList<string>, ImmutableList<string>> change)
    {
        if (!_groups.ContainsKey(groupId))
            throw new KeyNotFoundException($"There is no group {groupId}.");
        _groups.AddOrUpdate(groupId, _ => [], (_, members) => change(members));
    }
}
