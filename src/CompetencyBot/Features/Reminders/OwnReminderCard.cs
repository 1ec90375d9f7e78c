using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Reminders;

/// <summary>Somebody's own certificates that lapse, and what they have asked for of each.</summary>
/// <param name="Certificates">At least one, the soonest first.</param>
/// <param name="Wishes">By item.</param>
/// <param name="UsualDays">Days before the last valid day on which every holder is told.</param>
public sealed record OwnRemindersView(
    ImmutableArray<LapsingCertificate> Certificates, IReadOnlyDictionary<string, OwnReminder> Wishes, IReadOnlyList<int> UsualDays, DateOnly Today)
{
    public LapsingCertificate? Chosen { get; init; }

    /// <summary>Days before the last day that were said and are not kept yet; null = none.</summary>
    public int? Days { get; init; }

    /// <summary>What came of the last wish; null = none was said.</summary>
    public string? Said { get; init; }

    public bool IsDone { get; init; }
}

/// <summary>When somebody is reminded of their certificates, and a form to change it.</summary>
public static class OwnReminderCard
{
    private const int MostCertificates = 10;

    private static readonly int[] Offered = [7, 30, 60, 90];

    public static AdaptiveCard For(OwnRemindersView view, IEnumerable<CardElement> dateLines)
    {
        ArgumentNullException.ThrowIfNull(view);
        return CardParts.Card(
            [
                CardParts.Heading(ReminderTexts.OwnTitle),
                .. dateLines,
                .. view.Said is { } said ? [new Container([new TextBlock(said)]) { Style = view.IsDone ? "good" : "warning" }] : (CardElement[])[],
                .. Shown(view).Select(certificate => Line(certificate, view)),
                .. view.Certificates.Length > MostCertificates
                    ? [CardParts.Subtle(Language.Format(ReminderTexts.OwnMore, view.Certificates.Length - MostCertificates))] : (CardElement[])[],
                .. Inputs(view),
                CardParts.Subtle(ReminderTexts.OwnExplained),
            ],
            ReminderTexts.OwnTitle,
            [
                new ExecuteAction(ReminderTexts.ButtonRemindMe, RemindersCommand.VerbOf(RemindersCommand.Keep), Data(view)),
                new ExecuteAction(ReminderTexts.ButtonUsualOnly, RemindersCommand.VerbOf(RemindersCommand.Usual), Data(view)),
                new ExecuteAction(ReminderTexts.ButtonNotAtAll, RemindersCommand.VerbOf(RemindersCommand.NotAtAll), Data(view)),
                ButtonPress.Keeping(new ExecuteAction(Texts.ButtonStatus, "status/show")),
            ]);
    }

    /// <summary>The soonest, and the one that is talked about even if it lapses later.</summary>
    private static IEnumerable<LapsingCertificate> Shown(OwnRemindersView view) =>
        view.Certificates.Where((certificate, at) => at < MostCertificates || certificate == view.Chosen);

    private static Container Line(LapsingCertificate certificate, OwnRemindersView view) => new(
    [
        new TextBlock(Phrases.Escape(certificate.Item.FullName())) { Weight = "Bolder" },
        new TextBlock(Language.Format(ReminderTexts.LastDay, Phrases.Date(certificate.LastDay), CertificateCard.Left(certificate.LastDay, view.Today))) { Spacing = "None" },
        .. When(certificate, view).Select(text => new TextBlock(text) { Spacing = "None" }),
    ])
    { Separator = true };

    private static IEnumerable<string> When(LapsingCertificate certificate, OwnRemindersView view)
    {
        var wish = view.Wishes.GetValueOrDefault(certificate.Item.Id);
        if (wish?.DaysBefore == OwnReminder.NotAtAll)
        {
            yield return ReminderTexts.OwnNotAtAll;
            yield break;
        }

        yield return view.UsualDays.Count == 0
            ? ReminderTexts.OwnUsualNone
            : Language.Format(ReminderTexts.OwnUsual, string.Join(Texts.ListSeparator, view.UsualDays.OrderDescending()));
        if (wish?.DayBefore(certificate.LastDay) is { } day)
            yield return Language.Format(day < view.Today ? ReminderTexts.OwnBesideOver : ReminderTexts.OwnBeside, Phrases.Date(day), wish.DaysBefore);
    }

    private static IEnumerable<CardElement> Inputs(OwnRemindersView view)
    {
        var chosen = view.Chosen ?? view.Certificates[0];
        if (view.Certificates.Length > 1)
            yield return new ChoiceSetInput(
                ReminderTexts.LabelCertificate, [.. Shown(view).Select(certificate => new Choice(certificate.Item.FullName(), certificate.Item.Id))])
            {
                Id = ReminderWish.ItemInput,
                Value = chosen.Item.Id,
                IsRequired = true,
                ErrorMessage = ReminderTexts.ErrorCertificate,
            };
        yield return new ChoiceSetInput(
            ReminderTexts.LabelDays, [.. Offered.Select(days => new Choice(Language.Format(ReminderTexts.ChoiceDays, days), $"{days}"))])
        { Id = ReminderWish.DaysInput, Value = Offered.Contains(view.Days ?? 0) ? $"{view.Days}" : "30" };
        yield return new NumberInput(ReminderTexts.LabelOwnDays)
        {
            Id = ReminderWish.OwnDaysInput,
            Min = 1,
            Max = ReminderWish.MostDays,
            Value = view.Days is { } days && !Offered.Contains(days) ? days : null,
            ErrorMessage = ReminderTexts.ErrorDays,
        };
    }

    /// <summary>Of one certificate alone none is chosen.</summary>
    private static JsonObject? Data(OwnRemindersView view) =>
        view.Certificates is [var only] ? new JsonObject { [ReminderWish.ItemInput] = only.Item.Id } : null;
}
