using System.Globalization;
using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>Somebody, or something, of the played directory. To change them ask the <see cref="FakeDirectory"/>.</summary>
/// <param name="Id">Entra object id.</param>
public sealed record GraphUser(string Id, string UserPrincipalName, string DisplayName)
{
    public const string Member = "Member";
    public const string Guest = "Guest";

    /// <summary>What is returned of a user to whoever selects nothing; most properties have to be asked for, <c>accountEnabled</c> too.</summary>
    internal static readonly string[] Usual = ["id", "displayName", "givenName", "surname", "jobTitle", "mail", "preferredLanguage", "userPrincipalName"];

    private static readonly Dictionary<string, Func<GraphUser, JsonNode?>> Properties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = user => user.Id,
        ["accountEnabled"] = user => user.AccountEnabled,
        ["createdDateTime"] = user => user.CreatedDateTime is { } moment ? GraphAnswer.Time(moment) : null,
        ["deletedDateTime"] = user => user.DeletedDateTime is { } moment ? GraphAnswer.Time(moment) : null,
        ["department"] = user => user.Department,
        ["displayName"] = user => user.DisplayName,
        ["employeeLeaveDateTime"] = user => user.EmployeeLeaveDateTime is { } moment ? GraphAnswer.Time(moment) : null,
        ["givenName"] = user => user.GivenName,
        ["jobTitle"] = user => user.JobTitle,
        ["mail"] = user => user.Mail,
        ["mailNickname"] = user => user.UserPrincipalName.Split('@')[0],
        ["preferredLanguage"] = user => user.PreferredLanguage,
        ["surname"] = user => user.Surname,
        ["usageLocation"] = user => user.UsageLocation,
        ["userPrincipalName"] = user => user.UserPrincipalName,
        ["userType"] = user => user.UserType,
    };

    public bool AccountEnabled { get; init; } = true;

    public DateTimeOffset? CreatedDateTime { get; init; }

    /// <summary>Since when they wait in the recycle bin; null = they are not deleted.</summary>
    public DateTimeOffset? DeletedDateTime { get; init; }

    public string? Department { get; init; }

    public DateTimeOffset? EmployeeLeaveDateTime { get; init; }

    public string? GivenName { get; init; }

    public string? JobTitle { get; init; }

    public string? Mail { get; init; }

    /// <summary>Object id.</summary>
    public string? ManagerId { get; init; }

    /// <summary>For example <c>zh-TW</c>.</summary>
    public string? PreferredLanguage { get; init; }

    public string? Surname { get; init; }

    /// <summary>Two letters.</summary>
    public string? UsageLocation { get; init; }

    public string UserType { get; init; } = Member;

    /// <summary>Null = they have none, as service accounts and guests.</summary>
    public GraphMailbox? Mailbox { get; init; }

    /// <summary>Whether this is the user's object id or address.</summary>
    public bool Is(string who) => Id.Equals(who, StringComparison.OrdinalIgnoreCase) || UserPrincipalName.Equals(who, StringComparison.OrdinalIgnoreCase);

    internal static bool Knows(string property) => Properties.ContainsKey(property);

    internal JsonNode? ValueOf(string property) => Properties[property](this);

    /// <summary>Names of the properties in which the two differ.</summary>
    internal static HashSet<string> Differences(GraphUser one, GraphUser other)
    {
        var differing = Properties.Where(property => !JsonNode.DeepEquals(property.Value(one), property.Value(other))).Select(property => property.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (one.ManagerId != other.ManagerId)
            differing.Add("manager");
        return differing;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DisplayName} <{UserPrincipalName}>");
}
