using System.Globalization;
using System.Text.Json;
using CompetencyBot.Graph;
using CompetencyBot.Storage;

namespace CompetencyBot.Sources.Entra;

/// <summary>One entry of a list of changes: what Graph says of a user now.</summary>
/// <param name="ObjectId">In lower case.</param>
/// <param name="Removal">Null = the user is there, perhaps again.</param>
public sealed record UserFacts(string ObjectId, DirectoryRemoval? Removal)
{
    public Told<string> UserPrincipalName { get; private init; }

    public Told<string> DisplayName { get; private init; }

    public Told<string> Mail { get; private init; }

    public Told<string> Type { get; private init; }

    public Told<bool?> Enabled { get; private init; }

    public Told<string> Language { get; private init; }

    /// <summary>Day in UTC.</summary>
    public Told<DateOnly?> LeavesOn { get; private init; }

    /// <returns>Null for what is no user.</returns>
    public static UserFacts? Read(JsonElement user)
    {
        if (user.Text("id") is not { Length: > 0 } id)
            return null;
        var removal = user.TryGetProperty("@removed", out var removed)
            ? removed.Text("reason") == "changed" ? DirectoryRemoval.SoftDeleted : DirectoryRemoval.Deleted
            : (DirectoryRemoval?)null;
        return new UserFacts(id.ToLowerInvariant(), removal)
        {
            UserPrincipalName = Lower(Find(user, "userPrincipalName")),
            DisplayName = Find(user, "displayName"),
            Mail = Lower(Find(user, "mail")),
            Type = Find(user, "userType"),
            Enabled = Flag(user, "accountEnabled"),
            Language = Find(user, "preferredLanguage"),
            LeavesOn = Day(Find(user, "employeeLeaveDateTime")),
        };
    }

    private static Told<string> Find(JsonElement user, string name) =>
        user.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Null
            ? new(true, value.GetString() is { Length: > 0 } text ? text : null)
            : default;

    private static Told<string> Lower(Told<string> text) => text with { Value = text.Value?.ToLowerInvariant() };

    private static Told<bool?> Flag(JsonElement user, string name) =>
        user.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? new(true, value.GetBoolean()) : default;

    private static Told<DateOnly?> Day(Told<string> time) =>
        time.Value is null ? new(time.IsTold, null)
        : DateTimeOffset.TryParse(time.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? new(true, DateOnly.FromDateTime(at.UtcDateTime))
        : default;
}
