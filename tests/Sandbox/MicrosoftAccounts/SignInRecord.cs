namespace CompetencyBot.Sandbox.MicrosoftAccounts;

public enum SignInEnding
{
    Cancelled,

    /// <summary>Sent back with an error instead of a code.</summary>
    Refused,

    /// <summary>Sent back with a code that nobody has redeemed yet.</summary>
    CodeGiven,

    TokensGiven,

    /// <summary>The code was not accepted, or a planned fault of the token endpoint met it.</summary>
    TokensRefused,
}

/// <summary>What became of one account picker.</summary>
/// <param name="Address">Of the account that was picked; null when none was.</param>
/// <param name="Fault">The one that was planned for it.</param>
/// <param name="Asked">The parameters of the authorization request.</param>
/// <param name="Error">Code of OAuth 2.0, as it was answered.</param>
public sealed record SignInRecord(
    string? Address, SignInFault? Fault, SignInEnding Ending, IReadOnlyDictionary<string, string> Asked, string? Error = null);
