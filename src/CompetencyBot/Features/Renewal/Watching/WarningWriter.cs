using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using CompetencyBot.Timing;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Renewal.Watching;

/// <summary>Writes warnings, and puts them into the outbox together with the record of what they tell. Nothing is saved here.</summary>
public sealed class WarningWriter(
    BotDb db, OutboxWriter outbox, RecipientTime times, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>With what the keys of warnings begin, and of nothing else.</summary>
    internal const string KeyPrefix = "renewal|";

    /// <param name="isUrgent">Whether the message does not wait for the recipient's working hours.</param>
    /// <returns>When it goes out.</returns>
    /// <param name="waiting">A message to the same recipient that was not sent yet, which then tells this as well; null = there is none.</param>
    internal async Task<DateTimeOffset> StageAsync(
        Recipient recipient, IReadOnlyList<Telling> tellings, RenewalState state, bool isUrgent, Warning? waiting, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = times.DueAt(recipient.Person, now, isUrgent);
        var news = tellings.Select(telling => new WarningEntry(telling.Risk, telling.Reason, telling.Rung, due)).ToList();
        var id = Guid.CreateVersion7(now);
        if (waiting is not null && await outbox.RewriteAsync(
            waiting.Id, Message(waiting.With(news), recipient, state), withdraw: false, cancellationToken, notLaterThan: due))
            id = waiting.Id;
        else
            outbox.Stage(new OutboxEntry($"{KeyPrefix}{id:N}", recipient.Address, [Message(new Warning(id, []).With(news), recipient, state)])
            {
                Id = id,
                DueAt = due,
                ConversationId = recipient.IsPlace ? recipient.Address : null,
            });
        db.Notices.AddRange(
            from telling in tellings
            from key in telling.Keys
            select new Notice
            {
                Id = Guid.CreateVersion7(now),
                Key = key,
                RiskId = telling.Risk.Id,
                Recipient = recipient.Key,
                Reason = telling.Reason,
                Rung = telling.Rung,
                MessageId = id,
                At = now,
            });
        return due;
    }

    /// <summary>Whoever asks does not wait for their working hours.</summary>
    public Task HastenAsync(string recipient, CancellationToken cancellationToken) => outbox.HastenAsync(recipient, KeyPrefix, cancellationToken);

    /// <summary>In the recipient's language, with the names that they may see.</summary>
    public OutboundActivity Message(Warning warning, Recipient recipient, RenewalState state)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        ArgumentNullException.ThrowIfNull(state);
        using var language = Language.Use(recipient.Locale ?? organisation.CurrentValue.Language);
        var people = new PeopleShown(state.Evidence, recipient.AsReader);
        var dateLines = CardParts.DateLines(state.Evidence, state.Today, organisation.CurrentValue.Zone).ToList();
        return WarningCard.For(warning, state, people, dateLines).ToActivity(WarningCard.Title(warning, state));
    }
}
