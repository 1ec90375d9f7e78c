using System.Globalization;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;

namespace CompetencyBot.Features.Administration.Settings;

/// <summary>Speaks of settings and their values in the reader's language.</summary>
internal static class SettingWords
{
    public static string Of(Market market) => market == Market.Developed ? AdminTexts.MarketDeveloped : AdminTexts.MarketDeveloping;

    public static string Of(DayOfWeek day) => CultureInfo.CurrentUICulture.DateTimeFormat.GetAbbreviatedDayName(day);

    /// <summary>What the setting is called; a key of which no form knows is shown as it is.</summary>
    public static string NameOf(string key) => SettingKeys.EditionIn(key) is { } edition ? Language.Format(AdminTexts.LadderOfLabel, edition) : key switch
    {
        SettingKeys.Editions => AdminTexts.EditionsLabel,
        SettingKeys.Market => AdminTexts.MarketLabel,
        SettingKeys.Anniversary => AdminTexts.AnniversaryLabel,
        SettingKeys.Language => AdminTexts.LanguageLabel,
        SettingKeys.TimeZone => AdminTexts.TimeZoneLabel,
        SettingKeys.Ladder => AdminTexts.LadderLabel,
        SettingKeys.HolderDays => AdminTexts.HolderDaysLabel,
        SettingKeys.ManagerDays => AdminTexts.ManagerDaysLabel,
        SettingKeys.WorkingHours => AdminTexts.WorkingHoursLabel,
        SettingKeys.WorkingDays => AdminTexts.WorkingDaysLabel,
        SettingKeys.UrgentWithinDays => AdminTexts.UrgentLabel,
        SettingKeys.AnswerWithinHours => AdminTexts.AnswerWithinLabel,
        SettingKeys.Recipients => AdminTexts.RecipientsLabel,
        SettingKeys.FallbackConversation => AdminTexts.FallbackLabel,
        SettingKeys.StaleAfterDays => AdminTexts.StaleLabel,
        SettingKeys.AskAgainAfterDays => AdminTexts.AskAgainLabel,
        _ => Phrases.Escape(key),
    };

    /// <param name="value">As it is kept; empty for none.</param>
    public static string ValueOf(string key, string? value) => (key, value) switch
    {
        (SettingKeys.Editions, null or "") => AdminTexts.EditionsNone,
        (SettingKeys.Market or SettingKeys.Anniversary, null or "") => AdminTexts.AsMembership,
        (SettingKeys.Ladder, null or "") => AdminTexts.LadderOfEdition,
        (SettingKeys.WorkingHours, null or "") => AdminTexts.AtAnyTime,
        (SettingKeys.Recipients, null or "") => AdminTexts.RecipientsAll,
        (SettingKeys.FallbackConversation, null or "") => AdminTexts.FallbackNone,
        (_, null or "") => SettingKeys.EditionIn(key) is null ? AdminTexts.Nothing : AdminTexts.LadderAsAll,
        (SettingKeys.FallbackConversation, _) => AdminTexts.FallbackChosen,
        (SettingKeys.Market, _) when Enum.TryParse(value, out Market market) => Of(market),
        (SettingKeys.Anniversary, _) when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
            Phrases.Date(day),
        (SettingKeys.Language, "en" or "zh-TW") => Language.NameOf(value),
        (SettingKeys.WorkingDays, _) => string.Join(Texts.ListSeparator, Typed.Values(value).Select(DayIn)),
        _ when key == SettingKeys.Ladder || SettingKeys.EditionIn(key) is not null => LadderIn(value),
        _ => Phrases.Escape(value),
    };

    private static string DayIn(string name) =>
        Enum.GetValues<DayOfWeek>().Where(day => $"{day}".StartsWith(name, StringComparison.OrdinalIgnoreCase)).Select(Of).FirstOrDefault(Phrases.Escape(name));

    /// <summary>For example <c>90, 30, 0 days before; 15 days after</c>.</summary>
    private static string LadderIn(string value)
    {
        int[] days = [.. Typed.Values(value).Select(day => int.TryParse(day, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        var before = string.Join(", ", days.Where(day => day <= 0).Select(day => -day));
        var after = string.Join(", ", days.Where(day => day > 0));
        return before.Length == 0 ? Language.Format(AdminTexts.LadderAfterValue, after)
            : after.Length == 0 ? Language.Format(AdminTexts.LadderBeforeValue, before)
            : Language.Format(AdminTexts.LadderBothValue, before, after);
    }
}
