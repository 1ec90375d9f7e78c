namespace CompetencyBot.Storage;

/// <summary>
/// Why a sign-in or an account was refused, or a link has ended, as the audit keeps it after the masked address if there is one: <c>g•••8@outlook.example other-account</c>. Never renamed.
/// </summary>
public static class AuditReasons
{
    // Of a code that was brought back.
    public const string WrongCode = "wrong-code";
    public const string TooManyCodes = "too-many-codes";
    public const string NothingWaits = "nothing-waits";

    // Of a link to the sign-in, or of a code.
    public const string Expired = "expired";

    // Of a link to the sign-in.
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

    /// <summary>The sign-in service refuses the bot's registration: its secret has expired, or a setting is wrong.</summary>
    public const string Misconfigured = "misconfigured";

    /// <summary>The sign-in service answered what makes no sense.</summary>
    public const string Answer = "answer";

    /// <summary>Of an account that is proved: somebody else has it.</summary>
    public const string Colleague = "colleague";

    // Of a link that has ended.
    public const string Cancelled = "cancelled";
    public const string Replaced = "replaced";
    public const string Unlinked = "unlinked";
    public const string OtherAccount = "other-account";
    public const string OfColleague = "of-colleague";
    public const string NoMore = "no-more";
    public const string Left = "left";

    public static string Of(LinkEnd end) => end switch
    {
        LinkEnd.Cancelled => Cancelled,
        LinkEnd.Replaced => Replaced,
        LinkEnd.Unlinked => Unlinked,
        LinkEnd.OtherAccount => OtherAccount,
        LinkEnd.OfColleague => OfColleague,
        LinkEnd.NoMore => NoMore,
        LinkEnd.Left => Left,
        _ => throw new InvalidOperationException($"Unknown end {end}."),
    };
}
