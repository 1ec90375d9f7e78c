using System.Collections.Immutable;
using System.Globalization;

namespace CompetencyBot.Domain.Evidence;

/// <summary>What a report says about rows that were matched to one edition or to several.</summary>
public static class ProblemRows
{
    /// <summary>
    /// A row that some edition uses is no problem of the others: a file may hold rows for each of them. Of a row that none uses, the edition
    /// that came furthest with it says why. Rows of a designation that no edition scores are told once, with their number: they are many in
    /// the file of another programme.
    /// </summary>
    /// <param name="editions">The same rows, matched to each edition.</param>
    public static ImmutableArray<UnmatchedRow> Of(IReadOnlyCollection<MatchedEvidence> editions)
    {
        ArgumentNullException.ThrowIfNull(editions);
        var unused = editions
            .SelectMany((edition, number) => edition.Problems.Where(row => !row.IsUsed).Select(row => (Row: row, Edition: number)))
            .ToLookup(entry => (entry.Row.File, entry.Row.Line));
        var told = editions.SelectMany(edition => edition.Problems).Distinct().Where(row => row.IsUsed || IsTold(row)).ToList();
        var designations = told.Where(IsDesignation).ToLookup(KeyOf, TextKey.Comparer);
        return
        [
            .. from row in told
               let alike = IsDesignation(row) ? designations[KeyOf(row)] : null
               where alike is null || ReferenceEquals(alike.First(), row)
               select alike is null ? row : row with { Detail = alike.Count().ToString(CultureInfo.InvariantCulture) },
        ];

        // A title that is ambiguous to one edition is so although another does not know it at all.
        bool IsTold(UnmatchedRow row) => row.Reason == UnmatchedReason.AmbiguousTitle
            || (unused[(row.File, row.Line)] is var all
                && all.Select(entry => entry.Edition).Distinct().Count() == editions.Count
                && all.Max(entry => entry.Row.Reason) == row.Reason);
    }

    private static bool IsDesignation(UnmatchedRow row) => row.Reason == UnmatchedReason.UnknownDesignation;

    private static string KeyOf(UnmatchedRow row) => TextKey.OfDesignation(row.Value);
}
