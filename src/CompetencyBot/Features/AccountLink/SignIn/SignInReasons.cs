namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>Why something of a sign-in was refused, as the audit log and the log say it; kept in the database, so never renamed.</summary>
public static class SignInReasons
{
    // Of a code that was brought back.
    public const string WrongCode = "wrong-code";
    public const string TooManyCodes = "too-many-codes";
    public const string NothingWaits = "nothing-waits";

    // Of a link, or of a code.
    public const string Expired = "expired";

    // Of a link.
    public const string TicketUnknown = "ticket-unknown";
    public const string TicketUsed = "ticket-used";
    public const string TicketReplaced = "ticket-replaced";

    // Of what a browser brought back from the sign-in.
    public const string State = "state";
    public const string Correlation = "correlation";
    public const string Nonce = "nonce";
    public const string Issuer = "issuer";
    public const string Audience = "audience";
    public const string Signature = "signature";
    public const string TokenExpired = "token-expired";
    public const string AccessDenied = "access-denied";
    public const string NoAddress = "no-address";

    /// <summary>The sign-in service was not reached, or is out of order.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The sign-in service refused the bot, or answered what makes no sense.</summary>
    public const string Answer = "answer";
}
