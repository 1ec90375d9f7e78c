using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Reminders;

/// <summary>The reminder of certificates that lapse: one's own, and those of the people one manages.</summary>
public static class CertificateCard
{
    private const string Credentials = "https://learn.microsoft.com/credentials/";

    public static AdaptiveCard For(IReadOnlyCollection<CertificateFact> facts, LevelsAtStake stakes, DateOnly today, IEnumerable<CardElement> dateLines)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(stakes);
        var (title, own, team) = (Title(facts, today), Soonest(facts, own: true), Soonest(facts, own: false));
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. dateLines,
                .. own.Select(fact => Item(fact, Phrases.Escape(fact.Certificate.Item.FullName()), stakes, today)),
                .. own.Length > 0 && team.Length > 0 ? (IEnumerable<CardElement>)[CardParts.Subheading(ReminderTexts.YourPeople)] : [],
                .. team.Select(fact => Item(fact, NameOf(fact.Certificate), stakes, today)),
                CardParts.Subtle(ReminderTexts.ShownAfterImport),
            ],
            title,
            [
                new OpenUrlAction(ReminderTexts.ButtonCredentials, Credentials),
                ButtonPress.Keeping(new ExecuteAction(Texts.ButtonStatus, "status/show")),
                .. own is [var first, ..] ? [Change(first.Certificate)] : (CardAction[])[],
            ]);
    }

    public static string Title(IReadOnlyCollection<CertificateFact> facts, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var each = facts.DistinctBy(fact => (fact.Certificate.Person.UserPrincipalName, fact.Certificate.Item.Id, fact.IsOwn)).ToArray();
        var (certificate, own) = (each[0].Certificate, each.Count(fact => fact.IsOwn));
        return (each.Length, own > 0, own < each.Length) switch
        {
            (1, true, _) => Language.Format(ReminderTexts.TitleOne, Phrases.Escape(certificate.Item.FullName()), Left(certificate.LastDay, today)),
            (1, _, _) => Language.Format(ReminderTexts.TitleOne, NameOf(certificate), Left(certificate.LastDay, today)),
            ({ } count, true, false) => Language.Format(ReminderTexts.TitleSeveralOwn, count),
            ({ } count, false, _) => Language.Format(ReminderTexts.TitleSeveralOfPeople, count),
            ({ } count, _, _) => Language.Format(ReminderTexts.TitleSeveral, count),
        };
    }

    /// <summary>Another day, only the usual ones, or not about this one any more: all on the card of reminders.</summary>
    private static ExecuteAction Change(LapsingCertificate certificate) => ButtonPress.Keeping(new ExecuteAction(
        ReminderTexts.ButtonReminders, RemindersCommand.Info.ShowVerb, new JsonObject { [ReminderWish.ItemInput] = certificate.Item.Id }));

    /// <summary>Each once, though two days of it have come.</summary>
    private static CertificateFact[] Soonest(IEnumerable<CertificateFact> facts, bool own) =>
    [
        .. facts.Where(fact => fact.IsOwn == own)
            .GroupBy(fact => (fact.Certificate.Person.UserPrincipalName, fact.Certificate.Item.Id)).Select(same => same.MaxBy(fact => fact.IsWished)!)
            .OrderBy(fact => fact.Certificate.LastDay),
    ];

    private static Container Item(CertificateFact fact, string heading, LevelsAtStake stakes, DateOnly today) => Item(fact.Certificate, heading, stakes, today,
        fact.IsWished ? [new TextBlock(Language.Format(ReminderTexts.AsYouAsked, fact.Rung)) { Spacing = "None" }] : []);

    private static Container Item(LapsingCertificate certificate, string heading, LevelsAtStake stakes, DateOnly today, IEnumerable<CardElement> why) => new(
    [
        new TextBlock(heading) { Weight = "Bolder" },
        new TextBlock(Language.Format(ReminderTexts.LastDay, Phrases.Date(certificate.LastDay), Left(certificate.LastDay, today))) { Spacing = "None" },
        .. why,
        new TextBlock(Language.Format(
            certificate.Counts ? Texts.CountsFor : Texts.WouldCountFor, UseWords.Of(certificate.Uses))) { Spacing = "None" },
        .. AtStake(certificate, stakes),
        new TextBlock(Advice(certificate.Item, today)) { Spacing = "None" },
    ])
    { Separator = true };

    private static IEnumerable<CardElement> AtStake(LapsingCertificate certificate, LevelsAtStake stakes) =>
        stakes.Of(certificate) is { IsEmpty: false } levels
            ? [new TextBlock($"✖ {Language.Format(ReminderTexts.AtStake, UseWords.Of(levels))}") { Spacing = "None" }]
            : [];

    private static string Advice(Item item, DateOnly today) => item switch
    {
        _ when !item.CanBePassed(today) => ReminderTexts.AdviceRetired,
        { Kind: ItemKind.Certification } => ReminderTexts.AdviceCertification,
        _ => ReminderTexts.AdvicePass,
    };

    internal static string Left(DateOnly lastDay, DateOnly today) => (lastDay.DayNumber - today.DayNumber) switch
    {
        0 => ReminderTexts.LeftToday,
        1 => ReminderTexts.LeftTomorrow,
        var days => Language.Format(ReminderTexts.LeftDays, days),
    };

    private static string NameOf(LapsingCertificate certificate) => Language.Format(
        ReminderTexts.PersonAndItem, Phrases.Name(certificate.Person.DisplayName), Phrases.Escape(certificate.Item.FullName()));
}
