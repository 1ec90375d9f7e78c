using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Graph;

/// <summary>What <c>POST /users</c> asks for, looked at as Graph does.</summary>
/// <param name="User">Null where it is refused.</param>
internal sealed record NewUser(GraphUser? User, GraphAnswer? Refusal)
{
    private const int ShortestPassword = 8;

    private static readonly string[] Required = ["accountEnabled", "displayName", "mailNickname", "passwordProfile", "userPrincipalName"];

    public static NewUser Read(JsonNode? body, FakeDirectory directory)
    {
        if (body is not JsonObject wanted)
            return Refused("Empty payload. JSON content expected.", "BadRequest");
        if (Required.FirstOrDefault(property => wanted[property] is null) is { } missing)
            return Refused($"A value is required for property '{missing}' of resource 'User'.");
        var address = (string)wanted["userPrincipalName"]!;
        if (!directory.All.Any(user => DomainOf(user.UserPrincipalName).Equals(DomainOf(address), StringComparison.OrdinalIgnoreCase)))
            return Refused("The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.");
        if (directory.Users.Any(user => user.Is(address)))
            return Refused("Another object with the same value for property userPrincipalName already exists.");
        if (((string?)wanted["passwordProfile"]!["password"])?.Length is not >= ShortestPassword)
            return Refused("The specified password does not comply with password complexity requirements. Please provide a different password.");
        return new NewUser(From(wanted, address), null);
    }

    private static GraphUser From(JsonObject wanted, string address) => new(IdFor(address), address, (string)wanted["displayName"]!)
    {
        AccountEnabled = (bool)wanted["accountEnabled"]!,
        Department = (string?)wanted["department"],
        GivenName = (string?)wanted["givenName"],
        JobTitle = (string?)wanted["jobTitle"],
        Mail = (string?)wanted["mail"], // else Exchange sets it, when a licence has made a mailbox
        PreferredLanguage = (string?)wanted["preferredLanguage"],
        Surname = (string?)wanted["surname"],
        UsageLocation = (string?)wanted["usageLocation"],
        UserType = (string?)wanted["userType"] ?? GraphUser.Member,
    };

    private static NewUser Refused(string message, string code = "Request_BadRequest") => new(null, GraphAnswer.Bad(message, code));

    private static string DomainOf(string address) => address.Split('@')[^1];

    /// <summary>The same in every run.</summary>
    private static string IdFor(string address) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToUpperInvariant()))[..16]).ToString();
}
