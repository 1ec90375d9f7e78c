using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Administration;

/// <summary>What was done about somebody's Microsoft account, in words.</summary>
internal static class AccountAudit
{
    /// <returns>Null for everything else.</returns>
    public static string? Of(AuditEntry entry, OrganisationEvidence? people)
    {
        var what = entry.Action switch
        {
            AuditActions.AccountVerified => AdminTexts.AuditAccountVerified,
            AuditActions.AccountReported => AdminTexts.AuditAccountReported,
            AuditActions.AccountConfirmed => AdminTexts.AuditAccountConfirmed,
            AuditActions.AccountEnded => AdminTexts.AuditAccountEnded,
            AuditActions.AccountUnlinked => AdminTexts.AuditAccountUnlinked,
            AuditActions.AccountRefused => AdminTexts.AuditAccountRefused,
            _ => null,
        };
        if (what is null)
            return null;
        var said = Language.Format(what, AdminDirectory.NameOf(entry.Subject ?? entry.By, people));
        return (entry.After ?? entry.Before) is { Length: > 0 } details ? $"{said}: {Details(details.Trim())}" : said;
    }

    /// <summary>A masked address, a reason, or both with a space between.</summary>
    private static string Details(string details)
    {
        var cut = details.IndexOf(' ', StringComparison.Ordinal);
        var address = cut < 0 ? details : details[..cut];
        if (!address.Contains('@', StringComparison.Ordinal))
            return Reason(details);
        return cut < 0 ? Phrases.Escape(address) : Phrases.Escape(address) + Texts.ListSeparator + Reason(details[(cut + 1)..]);
    }

    private static string Reason(string word) => word switch
    {
        AuditReasons.WrongCode => AdminTexts.ReasonWrongCode,
        AuditReasons.TooManyCodes => AdminTexts.ReasonTooManyCodes,
        AuditReasons.Expired => AdminTexts.ReasonExpired,
        AuditReasons.TicketUsed => AdminTexts.ReasonTicketUsed,
        AuditReasons.NothingWaits => AdminTexts.ReasonNothingWaits,
        AuditReasons.TicketUnknown => AdminTexts.ReasonTicketUnknown,
        AuditReasons.TicketReplaced => AdminTexts.ReasonTicketReplaced,
        AuditReasons.State => AdminTexts.ReasonState,
        AuditReasons.Correlation => AdminTexts.ReasonCorrelation,
        AuditReasons.Nonce => AdminTexts.ReasonNonce,
        AuditReasons.Issuer => AdminTexts.ReasonIssuer,
        AuditReasons.Audience => AdminTexts.ReasonAudience,
        AuditReasons.Signature => AdminTexts.ReasonSignature,
        AuditReasons.TokenExpired => AdminTexts.ReasonTokenExpired,
        AuditReasons.AccessDenied => AdminTexts.ReasonAccessDenied,
        AuditReasons.NoAddress => AdminTexts.ReasonNoAddress,
        AuditReasons.Unavailable => AdminTexts.ReasonUnavailable,
        AuditReasons.Misconfigured => AdminTexts.ReasonMisconfigured,
        AuditReasons.Answer => AdminTexts.ReasonAnswer,
        AuditReasons.Colleague => AdminTexts.ReasonColleague,
        AuditReasons.Cancelled => AdminTexts.ReasonCancelled,
        AuditReasons.Replaced => AdminTexts.ReasonReplaced,
        AuditReasons.Unlinked => AdminTexts.ReasonUnlinked,
        AuditReasons.OtherAccount => AdminTexts.ReasonOtherAccount,
        AuditReasons.OfColleague => AdminTexts.ReasonOfColleague,
        AuditReasons.NoMore => AdminTexts.ReasonNoMore,
        AuditReasons.Left => AdminTexts.ReasonLeft,
        _ => Phrases.Escape(word),
    };
}
