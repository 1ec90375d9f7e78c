using System.Collections.Immutable;
using System.Globalization;

namespace CompetencyBot.Domain.Evidence;

/// <summary>
/// What is odd about the rows of the people file taken together: whom certificates belong to, who counts and who may see whom all
/// follow from them. The rows are used nevertheless.
/// </summary>
internal static class PeopleChecks
{
    /// <summary>Lines of a circle that are named.</summary>
    private const int MostLines = 10;

    /// <param name="people">With different work addresses.</param>
    /// <returns>In the order of the file.</returns>
    public static IEnumerable<UnmatchedRow> Of(ImmutableArray<PersonRecord> people) =>
        Shared(people, person => person.McpId, UnmatchedReason.SharedMcpId)
            .Concat(Shared(people, person => person.MicrosoftAccount, UnmatchedReason.SharedMicrosoftAccount))
            .Concat(Shared(people, person => person.EntraObjectId, UnmatchedReason.SharedEntraObjectId))
            .Concat(LeftTooEarly(people))
            .Concat(Managers(people))
            .OrderBy(problem => problem.Line);

    /// <summary>Each later person who has the key of an earlier one.</summary>
    private static IEnumerable<UnmatchedRow> Shared(
        ImmutableArray<PersonRecord> people, Func<PersonRecord, string?> key, UnmatchedReason reason) =>
        from person in people
        let text = TextKey.Of(key(person) ?? "")
        where text.Length > 0
        group person by text.ToUpperInvariant() into alike
        from later in alike.Skip(1)
        select Odd(later, reason, key(later)!, Text(alike.First().Line));

    private static IEnumerable<UnmatchedRow> LeftTooEarly(ImmutableArray<PersonRecord> people)
    {
        foreach (var person in people)
            if (person is { LeftOn: { } left, AssociatedOn.UtcDateTime: var associated } && left < DateOnly.FromDateTime(associated))
                yield return Odd(person, UnmatchedReason.LeftBeforeAssociation, Text(left), Text(DateOnly.FromDateTime(associated)));
    }

    private static IEnumerable<UnmatchedRow> Managers(ImmutableArray<PersonRecord> people)
    {
        var known = people.ToDictionary(person => person.UserPrincipalName, StringComparer.OrdinalIgnoreCase);
        var unknown =
            from person in people
            let manager = person.ManagerUserPrincipalName
            where manager is not null && !known.ContainsKey(manager)
            group person by manager.ToUpperInvariant() into reports
            let first = reports.First()
            select Odd(first, UnmatchedReason.UnknownManager, first.ManagerUserPrincipalName!, Text(reports.Count()));
        var circles =
            from circle in Circles(people, known)
            let first = circle.MinBy(person => person.Line)
            select circle.Count == 1
                ? Odd(first, UnmatchedReason.OwnManager, first.UserPrincipalName)
                : Odd(first, UnmatchedReason.ManagerCircle, first.UserPrincipalName, Lines(circle));
        return unknown.Concat(circles);
    }

    /// <summary>Everybody has at most one manager, so each walk upwards ends at the top, on ground walked before, or in a new circle.</summary>
    private static IEnumerable<List<PersonRecord>> Circles(ImmutableArray<PersonRecord> people, Dictionary<string, PersonRecord> known)
    {
        var walkOf = new Dictionary<PersonRecord, int>(ReferenceEqualityComparer.Instance);
        foreach (var (walk, start) in people.Index())
        {
            var met = new List<PersonRecord>();
            PersonRecord? at = start;
            for (; at is not null && walkOf.TryAdd(at, walk); at = at.ManagerUserPrincipalName is { } manager ? known.GetValueOrDefault(manager) : null)
                met.Add(at);
            if (at is not null && walkOf[at] == walk)
                yield return met[met.IndexOf(at)..];
        }
    }

    private static UnmatchedRow Odd(PersonRecord person, UnmatchedReason reason, string value, string? detail = null) =>
        new("people", person.Line, reason, value, detail);

    private static string Lines(List<PersonRecord> people)
    {
        var lines = people.Select(person => person.Line).Order().Select(Text);
        return string.Join(", ", people.Count > MostLines ? lines.Take(MostLines).Append("…") : lines);
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
