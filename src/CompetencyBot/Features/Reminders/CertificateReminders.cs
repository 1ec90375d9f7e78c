using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using CompetencyBot.Timing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Reminders;

/// <summary>
/// Puts what a recipient was not told yet into the outbox, in one message. The message has the key of its first fact; each further fact keeps its own
/// key in a row that is never sent, so that the unique index knows of every fact whether it was told, whatever it shared a message with.
/// </summary>
public sealed class CertificateReminders(
    BotDb db, OutboxWriter outbox, RecipientFinder recipients, RecipientTime times, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>A race for keys is lost to another instance, which tells the same; more than once is not to be expected.</summary>
    private const int MostTries = 3;

    /// <summary>What holders have asked for, as <see cref="OwnReminder.DaysBefore"/>, by work address in lower case and item.</summary>
    public async Task<IReadOnlyDictionary<(string Person, string ItemId), int>> WishedAsync(CancellationToken cancellationToken) =>
        await db.OwnReminders.AsNoTracking().ToDictionaryAsync(row => (row.Person, row.ItemId), row => row.DaysBefore, cancellationToken);

    /// <returns>How many recipients got a message.</returns>
    public async Task<int> TellAsync(
        OrganisationEvidence evidence, IReadOnlyCollection<CertificateFact> facts, DateOnly today, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(facts);
        var told = await ToldAsync(cancellationToken);
        var stakes = new Lazy<LevelsAtStake>(() => LevelsAtStake.Of(evidence, today));
        var news = facts.Where(fact => !told.Contains(fact.Key)).ToLookup(fact => fact.Recipient);
        if (news.Count == 0)
            return 0;
        var localeOf = await recipients.FindLocalesAsync(cancellationToken);
        var messages = 0;
        foreach (var recipient in news)
        {
            using var language = Language.Use(evidence.FindByWorkAddress(recipient.Key) is { } person
                ? localeOf(person)
                : await recipients.FindLocaleAsync(recipient.Key, cancellationToken)); // a manager who is not in the people file
            if (await TellAsync(evidence, recipient.Key, [.. recipient], stakes, today, cancellationToken))
                messages++;
        }

        return messages;
    }

    private async Task<bool> TellAsync(
        OrganisationEvidence evidence,
        string recipient,
        CertificateFact[] facts,
        Lazy<LevelsAtStake> stakes,
        DateOnly today,
        CancellationToken cancellationToken)
    {
        for (var tried = 0; facts.Length > 0 && tried < MostTries; tried++)
        {
            var card = CertificateCard.For(facts, stakes.Value, today, CardParts.DateLines(evidence, today, organisation.CurrentValue.Zone));
            var messages = ReplyPages.Of(new Reply(CertificateCard.Title(facts, today), card));
            outbox.Stage(new OutboxEntry(facts[0].Key, recipient, messages) { DueAt = DueAt(evidence, recipient, facts) });
            db.Outbox.AddRange(facts.Skip(1).Select(fact => ToldWith(facts[0], fact)));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return true;
            }
            catch (Exception failure) when (db.IsLostRace(failure))
            {
                var told = await ToldAsync(cancellationToken);
                facts = [.. facts.Where(fact => !told.Contains(fact.Key))];
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }

        return false;
    }

    /// <summary>Working hours, unless a certificate has lapsed before they come.</summary>
    private DateTimeOffset DueAt(OrganisationEvidence evidence, string recipient, CertificateFact[] facts)
    {
        var now = clock.GetUtcNow();
        var person = evidence.FindByWorkAddress(recipient);
        var due = times.DueAt(person, now);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(due, times.ZoneOf(person)).DateTime);
        return day > facts.Min(fact => fact.Certificate.LastDay) ? times.DueAt(person, now, urgent: true) : due;
    }

    /// <summary>What was told since the furthest rung that can be the latest today.</summary>
    private async Task<HashSet<string>> ToldAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().AddDays(-Ladder.Furthest - 1);
        return await db.Outbox.AsNoTracking()
            .Where(row => row.Key.StartsWith(CertificateFact.Prefix) && row.CreatedAt >= since)
            .Select(row => row.Key)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
    }

    private OutboxMessage ToldWith(CertificateFact message, CertificateFact fact)
    {
        var now = clock.GetUtcNow();
        return new OutboxMessage
        {
            Id = Guid.CreateVersion7(now),
            Key = fact.Key,
            Recipient = fact.Recipient,
            Activity = "",
            CreatedAt = now,
            DueAt = now,
            State = OutboxState.Withdrawn,
            Reason = $"told in {message.Key}",
        };
    }
}
