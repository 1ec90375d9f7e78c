using System.Globalization;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using CompetencyBot.Timing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Renewal.Answering;

/// <summary>Asking somebody to see to a risk, and what they answer.</summary>
public sealed class Assignments(
    BotDb db, OutboxWriter outbox, AdminRecipients recipients, SentWarnings sent, RecipientTime times, AuditLog audit, IOptionsMonitor<RenewalOptions> options, TimeProvider clock)
{
    private const int MostNames = 5;

    /// <returns>Whom was meant and until when; or what is wrong with what was filled in.</returns>
    internal static ((PersonRecord Person, DateOnly? Due) Wanted, string? Fault) Read(Pressed pressed)
    {
        var (person, fault) = PersonOf(pressed);
        if (person is null)
            return (default, fault);
        var text = pressed.Request.Text(AssignForm.DueInput);
        if (string.IsNullOrWhiteSpace(text))
            return ((person, null), null);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due) && due >= pressed.State.Today
            ? ((person, due), null)
            : (default, RenewalTexts.AssignDueWrong);
    }

    /// <summary>Stages the question to the person; the caller saves.</summary>
    internal async Task OfferAsync(Pressed pressed, PersonRecord person, DateOnly? due, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var to = await recipients.FindAsync(pressed.State.Evidence, person.UserPrincipalName, cancellationToken);
        foreach (var risk in pressed.Risks.Where(risk => risk.ResolvedAt is null))
        {
            audit.Add(pressed.By, AuditActions.Assigned, risk.Key, risk.AssignedTo, to.Key);
            (risk.AssignedTo, risk.AssignedBy, risk.Assignment, risk.AssignmentDueOn) = (to.Key, pressed.By, AssignmentState.Offered, due);
            var dueAt = times.DueAt(person, now);
            risk.EscalateAt = options.CurrentValue.AnswerWithinHours > 0 ? dueAt + TimeSpan.FromHours(options.CurrentValue.AnswerWithinHours) : null;
            var id = Guid.CreateVersion7(now);
            outbox.Stage(new OutboxEntry($"renewal-assignment|{id:N}", to.Address, [AssignmentCard.Question(id, risk, to, pressed)])
            {
                Id = id,
                DueAt = dueAt,
            });
            db.Notices.AddRange((await NewsAsync(to, risk, id, cancellationToken)).Select(key => new Notice
            {
                Id = Guid.CreateVersion7(now),
                Key = key,
                RiskId = risk.Id,
                Recipient = to.Key,
                Reason = NoticeReason.Assignment,
                MessageId = id,
                At = now,
            }));
        }
    }

    /// <summary>The question tells how things are, so that the next scan need not.</summary>
    private async Task<IEnumerable<string>> NewsAsync(Recipient to, WatchedRisk risk, Guid message, CancellationToken cancellationToken)
    {
        var start = Telling.KeyOf(to.Key, risk);
        var rung = await db.Notices.Where(notice => notice.RiskId == risk.Id).MaxAsync(notice => notice.Rung, cancellationToken);
        string[] told = [Telling.FactsKey(start, risk.Facts), .. rung is { } day ? [Telling.RungKey(start, day)] : (string[])[]];
        var known = await db.Notices.Where(notice => told.Contains(notice.Key)).Select(notice => notice.Key).ToListAsync(cancellationToken);
        return [$"{start}assigned:{message:N}", .. told.Except(known)];
    }

    /// <summary>The person says whether they see to it; whoever asked them is told.</summary>
    internal async Task<Reply> AnswerAsync(Pressed pressed, IReadOnlyList<CardElement> dateLines, CancellationToken cancellationToken)
    {
        if (!pressed.IsAssignee || pressed.Risks is not [var risk])
            return new Reply(RenewalTexts.AssignmentNotYours);
        if (risk.ResolvedAt is not null)
            return new Reply(RenewalTexts.AssignmentOver);
        var accepts = pressed.Request.Action == RenewalCommand.Accept;
        var answer = accepts ? AssignmentState.Accepted : AssignmentState.Declined;
        if (risk.Assignment != answer)
        {
            risk.Assignment = answer;
            risk.EscalateAt = null;
            audit.Add(pressed.By, accepts ? AuditActions.AssignmentAccepted : AuditActions.AssignmentDeclined, risk.Key);
            if (!accepts && risk.AcknowledgedBy is null)
                risk.EscalateAt = clock.GetUtcNow(); // nobody sees to it
            await ReportAsync(pressed, risk, accepts, cancellationToken);
            await sent.StageUpdatesAsync([risk], null, pressed.State, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        var text = accepts ? RenewalTexts.AssignmentAccepted : RenewalTexts.AssignmentDeclined;
        return new Reply(text, AssignmentCard.Answered(pressed, risk, text, dateLines));
    }

    private async Task ReportAsync(Pressed pressed, WatchedRisk risk, bool accepts, CancellationToken cancellationToken)
    {
        if (risk.AssignedBy is not { Length: > 0 } asker)
            return;
        var now = clock.GetUtcNow();
        var recipient = await recipients.FindAsync(pressed.State.Evidence, asker, cancellationToken);
        using var language = Language.Use(recipient.Locale);
        var people = new PeopleShown(pressed.State.Evidence, recipient.AsReader);
        var text = Language.Format(
            accepts ? RenewalTexts.AssigneeAccepted : RenewalTexts.AssigneeDeclined,
            people.NameOrSomebody(risk.AssignedTo!),
            RiskTitle.Of(risk, pressed.State.Editions));
        outbox.Stage(new OutboxEntry($"renewal-assignment|{Guid.CreateVersion7(now):N}", asker, ReplyPages.Of(new Reply(text)))
        {
            DueAt = times.DueAt(recipient.Person, now),
        });
    }

    private static (PersonRecord? Person, string? Fault) PersonOf(Pressed pressed)
    {
        var said = Wording.Normalise(pressed.Request.Text(AssignForm.PersonInput));
        if (said.Length == 0)
            return (null, RenewalTexts.AssignNobody);
        var here = pressed.State.Evidence.Records.People.Where(person => person.LeftOn is not { } left || left > pressed.State.Today).ToList();
        Func<PersonRecord, bool>[] fits =
        [
            person => Wording.Normalise(person.UserPrincipalName) == said || Wording.Normalise(person.DisplayName) == said,
            person => Wording.Normalise(person.DisplayName).Contains(said, StringComparison.Ordinal),
        ];
        return fits.Select(fit => here.Where(fit).ToList()).FirstOrDefault(found => found.Count > 0) switch
        {
            null => (null, RenewalTexts.AssignUnknown),
            [var one] => (one, null),
            var several => (null, Language.Format(
                RenewalTexts.AssignSeveral, string.Join(Texts.ListSeparator, several.Take(MostNames).Select(person => Phrases.Name(person.UserPrincipalName))))),
        };
    }
}
