using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Hosting;

/// <summary>Keys of the settings that may be changed in chat. Nothing else is ever stored, least of all a secret.</summary>
public static class SettingKeys
{
    public const string Editions = "Organisation:Editions";
    public const string Market = "Organisation:Market";
    public const string Anniversary = "Organisation:Anniversary";
    public const string Language = "Organisation:Language";
    public const string TimeZone = "Organisation:TimeZone";
    public const string Ladder = "Renewal:Ladder";
    public const string HolderDays = "Renewal:HolderDays";
    public const string ManagerDays = "Renewal:ManagerDays";
    public const string WorkingHours = "Renewal:WorkingHours";
    public const string WorkingDays = "Renewal:WorkingDays";
    public const string UrgentWithinDays = "Renewal:UrgentWithinDays";
    public const string AnswerWithinHours = "Renewal:AnswerWithinHours";
    public const string Recipients = "Renewal:Recipients";
    public const string FallbackConversation = "Renewal:FallbackConversation";
    public const string StaleAfterDays = "Renewal:StaleAfterDays";
    public const string AskAgainAfterDays = "AccountLink:AskAgainAfterDays";

    private const string LadderPrefix = "Renewal:Ladders:";
    private const string AdminPrefix = $"{OrganisationOptions.Section}:{OrganisationOptions.AdminsInChat}:";

    /// <summary>How each reads when it is written as a text; lists have commas.</summary>
    private static readonly Dictionary<string, Func<ChangeableOptions, string>> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        [Editions] = options => List(options.Organisation.Editions.Distinct()),
        [Market] = options => options.Organisation.Market ?? "",
        [Anniversary] = options => options.Organisation.Anniversary ?? "",
        [Language] = options => options.Organisation.Language,
        [TimeZone] = options => options.Organisation.TimeZone,
        [Ladder] = options => new Ladder(options.Renewal.Ladder).ToString(),
        [HolderDays] = options => DaysBefore(options.Renewal.HolderDays),
        [ManagerDays] = options => DaysBefore(options.Renewal.ManagerDays),
        [WorkingHours] = options => options.Renewal.WorkingHours,
        [WorkingDays] = options => WeekDays(options.Renewal.WorkingDays),
        [UrgentWithinDays] = options => $"{options.Renewal.UrgentWithinDays}",
        [AnswerWithinHours] = options => $"{options.Renewal.AnswerWithinHours}",
        [Recipients] = options => List(options.Renewal.Recipients.Distinct(StringComparer.OrdinalIgnoreCase)),
        [FallbackConversation] = options => options.Renewal.FallbackConversation ?? "",
        [StaleAfterDays] = options => $"{options.Renewal.StaleAfterDays}",
        [AskAgainAfterDays] = options => $"{options.AccountLink.AskAgainAfterDays}",
    };

    public static string LadderOf(string editionId) => LadderPrefix + editionId;

    /// <summary>Whether somebody was made an admin in chat, or is one no longer.</summary>
    /// <param name="address">Work address or Entra object id.</param>
    public static string AdminOf(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return AdminPrefix + address.ToLowerInvariant();
    }

    /// <returns>The address in the key; null for the key of another setting.</returns>
    public static string? AddressIn(string key) => After(AdminPrefix, key);

    /// <returns>The edition in the key; null for the key of another setting.</returns>
    public static string? EditionIn(string key) => After(LadderPrefix, key);

    public static bool IsStorable(string key) => Texts.ContainsKey(key) || AddressIn(key) is not null || EditionIn(key) is not null;

    /// <summary>The setting as it is in effect, as a text; empty where there is none.</summary>
    public static string TextOf(string key, ChangeableOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (EditionIn(key) is { } edition)
            return options.Renewal.Ladders.TryGetValue(edition, out var days) ? new Ladder(days).ToString() : "";
        if (AddressIn(key) is { } address)
            return options.Organisation.InChat(address) is { } made ? made ? OrganisationOptions.Made : OrganisationOptions.Unmade : "";
        return Texts[key](options);
    }

    private static string? After(string prefix, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && !key[prefix.Length..].Contains(':', StringComparison.Ordinal)
            ? key[prefix.Length..]
            : null;
    }

    /// <summary>From Monday on, however they were written.</summary>
    private static string WeekDays(string text) => Timing.WorkingHours.DaysOf(text) is { } days
        ? List(days.OrderBy(day => ((int)day + 6) % 7).Select(day => $"{day}"[..3]))
        : text;

    private static string DaysBefore(IEnumerable<int> days) => List(days.Distinct().OrderDescending().Select(day => $"{day}"));

    private static string List(IEnumerable<string> values) => string.Join(", ", values);
}
