using System.Collections.Immutable;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Reminders;

/// <summary>
/// <c>remind me 60 days before 70-347</c>: one more day on which the asking person is told that a certificate of theirs lapses. Whose it is, only who asks says, never a button's data.
/// </summary>
public sealed class RemindersCommand(
    EvidenceReader reader, OwnReminders reminders, IOptionsMonitor<RenewalOptions> renewal, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock) : ICommand
{
    public const string Keep = "keep";
    public const string Usual = "usual";
    public const string NotAtAll = "never";

    private static readonly string[] Refusing = ["not", "never", "stop", "no", "off", "cancel"];

    /// <summary>Chinese is written without spaces.</summary>
    private static readonly string[] RefusingParts = ["不要", "不用", "取消", "停止", "別再"];

    public static CommandInfo Info { get; } = new(
        "reminders", ["remind me", "my reminders", "reminder", "提醒我", "我的提醒"], Audience.Everybody, () => ReminderTexts.HelpOfReminders, null)
    { PersonalOnly = true, Group = HelpGroup.Own, Example = () => ReminderTexts.ExampleOfReminders, Actions = ["show", Keep, Usual, NotAtAll] };

    public static string VerbOf(string action) => $"{Info.Name}/{action}";

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        if (request.Viewer.Person is not { } person)
            return new Reply(Texts.StatusUnknownPerson);
        var today = organisation.CurrentValue.Today(clock);
        var certificates = Soonest(LapsingCertificate.Of(evidence.Followed.Select(followed => (followed.Edition, followed.Matched)), today, person.UserPrincipalName));
        if (certificates.IsEmpty)
            return new Reply(ReminderTexts.OwnNothing);

        var key = person.UserPrincipalName.ToLowerInvariant();
        var wish = request.Action is null ? ReminderWish.Typed(request.Argument, certificates) : ReminderWish.Filled(request, certificates);
        var (said, isDone) = await TakeAsync(request, key, wish, today, cancellationToken);
        var view = new OwnRemindersView(certificates, await reminders.OfAsync(key, cancellationToken), renewal.CurrentValue.HolderDays, today)
        {
            Chosen = wish.Certificate,
            Days = isDone ? null : wish.DaysBefore,
            Said = said,
            IsDone = isDone,
        };
        return new Reply(said ?? ReminderTexts.OwnTitle, OwnReminderCard.For(view, CardParts.DateLines(evidence, today, organisation.CurrentValue.Zone)));
    }

    /// <returns>What to say of it; null where nothing was wished but to see.</returns>
    private async Task<(string? Said, bool IsDone)> TakeAsync(Request request, string person, ReminderWish wish, DateOnly today, CancellationToken cancellationToken)
    {
        var isTyped = request.Action is null;
        if (isTyped && IsRefusing(request.Argument))
            return (ReminderTexts.SaidChoose, false);
        if ((isTyped && wish.DaysBefore is null) || request.Action is not (null or Keep or Usual or NotAtAll))
            return (null, false);
        if (wish.Certificate is not { } certificate)
            return (ReminderTexts.SaidWhich, false);
        var name = Phrases.Escape(certificate.Item.FullName());
        switch (request.Action)
        {
            case Usual:
                await reminders.ForgetAsync(person, certificate.Item.Id, cancellationToken);
                return (Language.Format(ReminderTexts.SaidUsual, name), true);
            case NotAtAll:
                await reminders.KeepAsync(person, certificate.Item.Id, OwnReminder.NotAtAll, cancellationToken);
                return (Language.Format(ReminderTexts.SaidNotAtAll, name), true);
            default:
                return await KeepAsync(person, certificate, wish.DaysBefore, name, today, cancellationToken);
        }
    }

    private async Task<(string Said, bool IsDone)> KeepAsync(
        string person, LapsingCertificate certificate, int? daysBefore, string name, DateOnly today, CancellationToken cancellationToken)
    {
        if (daysBefore is not { } days)
            return (ReminderTexts.SaidWhen, false);
        if (certificate.LastDay.DayNumber - days <= today.DayNumber)
            return (Language.Format(ReminderTexts.SaidTooLate, days, name, Phrases.Date(certificate.LastDay)), false);
        await reminders.KeepAsync(person, certificate.Item.Id, days, cancellationToken);
        return (Language.Format(ReminderTexts.SaidKept, name, Phrases.Date(certificate.LastDay.AddDays(-days)), days), true);
    }

    /// <summary>Whoever types that they want no reminder is shown the choice: words could mean this one day, or all days.</summary>
    private static bool IsRefusing(string said) =>
        said.Split(' ').Intersect(Refusing).Any() || RefusingParts.Any(said.Contains);

    private static ImmutableArray<LapsingCertificate> Soonest(ImmutableArray<LapsingCertificate> certificates) =>
        [.. certificates.OrderBy(certificate => certificate.LastDay)];
}
