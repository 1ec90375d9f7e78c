using System.Collections.Immutable;

namespace CompetencyBot.Domain.Evidence;

/// <summary>
/// Who belongs to the organisation, of two sources: the people file and the directory. The directory decides the name, the object id, the manager and the time
/// zone where it knows them; the file alone knows Microsoft account, MCP id, association and role, and goes before in the language. Of two days of leaving the earlier counts.
/// </summary>
public static class PeopleMerge
{
    /// <returns>The rows of the file in their order, then the people whom only the directory knows, by work address.</returns>
    public static ImmutableArray<PersonRecord> Of(ImmutableArray<PersonRecord> file, IReadOnlyCollection<DirectoryPerson> directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (directory.Count == 0)
            return file;

        var byId = directory.DistinctBy(person => person.ObjectId, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(person => person.ObjectId, StringComparer.OrdinalIgnoreCase);
        var byAddress = directory.DistinctBy(person => person.UserPrincipalName, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(person => person.UserPrincipalName, StringComparer.OrdinalIgnoreCase);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var pairs = new List<(PersonRecord Record, DirectoryPerson? Person)>(file.Length);
        foreach (var record in file)
        {
            var person = Find(record, byId, byAddress);
            pairs.Add((record, person is not null && taken.Add(person.ObjectId) ? person : null));
        }

        var known = file.Select(record => record.UserPrincipalName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        pairs.AddRange(
            from person in directory
            where !taken.Contains(person.ObjectId) && known.Add(person.UserPrincipalName)
            orderby person.UserPrincipalName.ToUpperInvariant()
            select (new PersonRecord(person.UserPrincipalName, person.DisplayName ?? person.UserPrincipalName), (DirectoryPerson?)person));

        // A manager is told by object id, and known by work address: that of the file, where the two differ.
        var addresses = pairs.Where(pair => pair.Person is not null)
            .ToDictionary(pair => pair.Person!.ObjectId, pair => pair.Record.UserPrincipalName, StringComparer.OrdinalIgnoreCase);
        return [.. pairs.Select(pair => pair.Person is { } person ? Merge(pair.Record, person, addresses) : pair.Record)];
    }

    private static DirectoryPerson? Find(
        PersonRecord record, Dictionary<string, DirectoryPerson> byId, Dictionary<string, DirectoryPerson> byAddress) =>
        record.EntraObjectId is { } id && byId.TryGetValue(id, out var same) ? same
        : byAddress.TryGetValue(record.UserPrincipalName, out var named) ? named
        : null;

    private static PersonRecord Merge(PersonRecord record, DirectoryPerson person, Dictionary<string, string> addresses) => record with
    {
        DisplayName = person.DisplayName ?? record.DisplayName,
        EntraObjectId = person.ObjectId,
        ManagerUserPrincipalName = person.ManagerObjectId is { } manager && addresses.TryGetValue(manager, out var address) ? address : record.ManagerUserPrincipalName,
        TimeZone = person.TimeZone ?? record.TimeZone,
        Locale = record.Locale ?? person.Locale,
        LeftOn = Earlier(record.LeftOn, person.LeftOn),
        Directory = person,
    };

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other ?? one : one;
}
