using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.Settings;

/// <param name="Name">Part of the verb of its button, and in the data of its Save.</param>
public sealed record SettingForm(string Name, string Title, string Introduction, IReadOnlyList<SettingField> Fields);

/// <summary>The two forms of the settings: together they would be too long for a phone.</summary>
public sealed class SettingForms(
    EditionSet editions, IOptionsMonitor<OrganisationOptions> organisation, IOptionsMonitor<RenewalOptions> renewal, PresentSettings present)
{
    public const string Warnings = "warnings";
    public const string Organisation = "organisation";

    private const int MostDays = Ladder.Furthest;
    private const int MostHours = MostDays * 24;

    /// <summary>An edition of its own ladder is seldom; more than a few would make the form too long.</summary>
    private const int MostLadders = 3;

    /// <param name="admins">Who may be told first.</param>
    /// <returns>Null for a form that this version does not know.</returns>
    public SettingForm? Of(string? name, IReadOnlyList<Admin> admins) => name switch
    {
        Warnings => OfWarnings(admins),
        Organisation => OfOrganisation(),
        _ => null,
    };

    public IEnumerable<SettingForm> All(IReadOnlyList<Admin> admins) => [OfWarnings(admins), OfOrganisation()];

    private IEnumerable<Edition> Followed => organisation.CurrentValue.Editions.Distinct().Where(editions.Contains).Select(editions.Load);

    private SettingForm OfWarnings(IReadOnlyList<Admin> admins) => new(
        Warnings,
        AdminTexts.WarningsTitle,
        AdminTexts.WarningsIntroduction,
        [
            LadderOf(SettingKeys.Ladder, AdminTexts.LadderLabel, Followed.FirstOrDefault()?.Ladder ?? new Ladder([]), ""),
            .. OwnLadders().Take(MostLadders),
            Days(SettingKeys.HolderDays, AdminTexts.HolderDaysLabel),
            Days(SettingKeys.ManagerDays, AdminTexts.ManagerDaysLabel),
            new TextField(SettingKeys.WorkingHours, AdminTexts.WorkingHoursLabel, AdminTexts.WorkingHoursWanted) { Placeholder = "09:00-17:00", Tidy = Typed.Plain },
            new ChoiceField(SettingKeys.WorkingDays, AdminTexts.WorkingDaysLabel, AdminTexts.WorkingDaysWanted, WeekDays(), IsMultiSelect: true),
            Number(SettingKeys.UrgentWithinDays, AdminTexts.UrgentLabel, 0, MostDays),
            Number(SettingKeys.AnswerWithinHours, AdminTexts.AnswerWithinLabel, 0, MostHours),
            new TextField(SettingKeys.Recipients, AdminTexts.RecipientsLabel, Language.Format(AdminTexts.RecipientsWanted, string.Join(Texts.ListSeparator, admins.Select(NameOf))))
            {
                Placeholder = AdminTexts.RecipientsAll,
                Tidy = text => Resolve(text, admins),
            },
            .. Fallback(),
            Number(SettingKeys.StaleAfterDays, AdminTexts.StaleLabel, 1, MostDays),
            Number(SettingKeys.AskAgainAfterDays, AdminTexts.AskAgainLabel, AccountLinkOptions.LeastDays, AccountLinkOptions.MostDays),
        ]);

    private SettingForm OfOrganisation() => new(
        Organisation,
        AdminTexts.OrganisationTitle,
        AdminTexts.OrganisationIntroduction,
        [
            new ChoiceField(SettingKeys.Editions, AdminTexts.EditionsLabel, AdminTexts.EditionsWanted, EditionChoices(), IsMultiSelect: true),
            new ChoiceField(SettingKeys.Market, AdminTexts.MarketLabel, AdminTexts.ChoiceWanted,
                [new(AdminTexts.AsMembership, ChoiceField.AsConfigured), .. Enum.GetValues<Market>().Select(market => new Choice(SettingWords.Of(market), $"{market}"))]),
            new DateField(SettingKeys.Anniversary, AdminTexts.AnniversaryLabel, AdminTexts.AnniversaryWanted),
            new ChoiceField(SettingKeys.Language, AdminTexts.LanguageLabel, AdminTexts.ChoiceWanted,
                [.. Language.All.Select(language => new Choice(Language.NameOf(language.Name), language.Name)), new(AdminTexts.AsConfigured, ChoiceField.AsConfigured)]),
            new TextField(SettingKeys.TimeZone, AdminTexts.TimeZoneLabel, AdminTexts.TimeZoneWanted) { Placeholder = "Asia/Taipei" },
        ]);

    /// <summary>Of each edition where several are followed, and of one that has a ladder of its own already.</summary>
    private IEnumerable<SettingField> OwnLadders() => Followed
        .Where(edition => Followed.Skip(1).Any() || renewal.CurrentValue.Ladders.ContainsKey(edition.Id))
        .Select(edition => LadderOf(
            SettingKeys.LadderOf(edition.Id), Language.Format(AdminTexts.LadderOfLabel, edition.Id), edition.Ladder, $" ({edition.Id})"));

    private IEnumerable<SettingField> Fallback() => present.Of(SettingKeys.FallbackConversation) is not { Length: > 0 } chosen ? [] :
    [
        new ChoiceField(
            SettingKeys.FallbackConversation, AdminTexts.FallbackLabel, AdminTexts.ChoiceWanted,
            [new(AdminTexts.FallbackChosen, chosen), new(AdminTexts.FallbackNone, ChoiceField.AsConfigured)]),
    ];

    private IReadOnlyList<Choice> EditionChoices()
    {
        var followed = organisation.CurrentValue.Editions.Where(editions.Contains).Distinct();
        return [.. followed.Concat(editions.Ids).Distinct().Select(id => new Choice(id, id))];
    }

    private static LadderField LadderOf(string key, string label, Ladder usual, string of) => new(
        key, label, AdminTexts.LadderWanted, AdminTexts.LadderBefore + of, AdminTexts.LadderAfter + of, usual);

    private static TextField Days(string key, string label) => new(key, label, AdminTexts.DaysWanted) { Tidy = Typed.List };

    private static NumberField Number(string key, string label, int least, int most) =>
        new(key, label, Language.Format(AdminTexts.NumberWanted, least, most), least, most);

    private static IReadOnlyList<Choice> WeekDays() =>
        [.. Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7)).Select(day => new Choice(SettingWords.Of(day), $"{day}"[..3]))];

    /// <returns>The addresses of the admins that are named, by address or name; null when somebody is none.</returns>
    private static string? Resolve(string text, IReadOnlyList<Admin> admins)
    {
        var named = text.Replace('、', ',').Replace(';', ',').Replace('，', ',').Replace('\n', ',').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var found = named.Select(name => admins.FirstOrDefault(admin =>
            name.Equals(admin.Address, StringComparison.OrdinalIgnoreCase) || name.Equals(admin.Person?.DisplayName, StringComparison.OrdinalIgnoreCase))).ToList();
        return found.Contains(null) ? null : string.Join(", ", found.Select(admin => admin!.Address));
    }

    private static string NameOf(Admin admin) => Phrases.Name(admin.Address);
}
