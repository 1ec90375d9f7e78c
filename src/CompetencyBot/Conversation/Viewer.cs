using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Conversation;

/// <summary>The person who asks, as far as the bot knows them.</summary>
/// <param name="Person">Null for somebody whom the people file does not know: they see totals only.</param>
/// <param name="WorkAddress">User principal name, also of somebody who is not in the people file.</param>
/// <param name="Reports">Work addresses of the people who report to them, directly or through others.</param>
public sealed record Viewer(string? ObjectId, string? WorkAddress, PersonRecord? Person, bool IsAdmin, IReadOnlySet<string> Reports)
{
    public static Viewer Unknown { get; } = new(null, null, null, false, new HashSet<string>());

    /// <summary>Names and personal detail: admins see everybody, managers their own reports, everybody themselves.</summary>
    public bool MaySee(string userPrincipalName) =>
        IsAdmin
        || Reports.Contains(userPrincipalName)
        || string.Equals(Person?.UserPrincipalName, userPrincipalName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whoever has people to look after: reports of their own, or the people file or the directory's group says so.</summary>
    public bool IsManager => Reports.Count > 0 || Person?.Role == PersonRole.Manager || Person?.Directory?.IsManager == true;

    /// <summary>The organisation's language, for somebody of whom none is known.</summary>
    public string? OrganisationLocale { get; init; }

    /// <summary>The language that they have chosen in chat; null = none.</summary>
    public string? ChosenLanguage { get; init; }

    /// <summary>Whether they have asked for dark pictures.</summary>
    public bool DarkPictures { get; init; }

    /// <summary>By which the audit names them.</summary>
    public string AuditName => WorkAddress ?? ObjectId ?? "";

    /// <summary>The language they chose, else that of the people file, else the one the client says, else the organisation's.</summary>
    public string? LocaleOr(InboundActivity activity) => ChosenLanguage ?? Person?.Locale ?? (activity is null ? null : Locale.Of(activity)) ?? OrganisationLocale;

    public bool MayUse(Audience audience) => audience switch
    {
        Audience.Everybody => true,
        Audience.Managers => IsManager || IsAdmin,
        _ => IsAdmin,
    };
}
