using System.Text.Json.Serialization;

namespace CompetencyBot.Sources.Insights;

/// <summary>Why an account that was connected gives no tokens any more.</summary>
public enum ConnectionEnd
{
    /// <summary>The refresh token is refused: it was revoked, has expired, or the password was changed.</summary>
    Revoked,

    /// <summary>The tenant asks for something that only a person can do, such as a second factor.</summary>
    PersonNeeded,

    /// <summary>The API refuses tokens that were given a moment ago.</summary>
    TokenRefused,

    /// <summary>What is kept can no longer be read, since the keys that protect it are gone.</summary>
    Unreadable,
}

/// <summary>The work account with which reports are fetched. It is kept encrypted, since its cache holds the refresh token.</summary>
/// <param name="Account">User principal name.</param>
/// <param name="AccountId">By which MSAL knows it.</param>
/// <param name="By">Work address of the admin who connected it.</param>
/// <param name="Cache">MSAL's token cache.</param>
public sealed record InsightsConnection(string Account, string AccountId, string By, DateTimeOffset Since, byte[] Cache)
{
    /// <summary>Null while it gives tokens.</summary>
    public ConnectionEnd? End { get; init; }

    /// <summary>The compiler's text of a record would hold the cache.</summary>
    public override string ToString() => $"{Account} since {Since:O}";
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(InsightsConnection))]
internal sealed partial class InsightsConnectionJson : JsonSerializerContext;
