namespace CompetencyBot.Storage;

/// <summary>
/// Why an account was refused or has ended, as the audit keeps it after the masked address: <c>g•••8@outlook.example other-account</c>. Never renamed.
/// </summary>
public static class AuditReasons
{
    public const string WrongCode = "wrong-code";
    public const string TooManyCodes = "too-many-codes";
    public const string Expired = "expired";
    public const string TicketUsed = "ticket-used";
    public const string Colleague = "colleague";

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
