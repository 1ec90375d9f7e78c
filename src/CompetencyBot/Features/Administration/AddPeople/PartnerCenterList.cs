using CompetencyBot.Storage;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>
/// The columns that Partner Center's own upload of users knows (Microsoft's page "Import multiple users"): it refuses a file with any other, takes a hundred users at a time, and asks
/// for one country for all of a file, so those of one country stand together.
/// </summary>
internal static class PartnerCenterList
{
    public const int MostRows = 100;

    private const int LongestName = 50;

    /// <summary>In English whatever the reader's language is.</summary>
    public static string[] Header { get; } = ["First name", "Last name", "Display name", "Email", "Status update"];

    public static IEnumerable<string[]> Rows(IEnumerable<AddedPerson> people) => people
        .OrderBy(person => person.UsageLocation, StringComparer.Ordinal).ThenBy(person => person.BatchId).ThenBy(person => person.Line)
        .Select(person => (string[])[Cut(person.GivenName), Cut(person.Surname), Cut(person.DisplayName), person.UserPrincipalName, ""]);

    private static string Cut(string? name) => name is null ? "" : name.Length <= LongestName ? name : name[..LongestName];
}
