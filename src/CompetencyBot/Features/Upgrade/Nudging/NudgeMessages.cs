using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using CompetencyBot.Timing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Upgrade.Nudging;

/// <summary>Puts what is asked, and the thanks for it, into the outbox, in each person's language and due in their working hours. Nothing is saved here.</summary>
public sealed class NudgeMessages(
    BotDb db, OutboxWriter outbox, RecipientFinder recipients, RecipientTime times, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>Asks for the first time, or again on the day that the person wished.</summary>
    public async Task StageQuestionsAsync(OrganisationEvidence evidence, IReadOnlyCollection<Nudge> nudges, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(nudges);
        var localeOf = await recipients.FindLocalesAsync(cancellationToken);
        foreach (var nudge in nudges)
            if (NudgeSubject.Of(nudge, evidence) is { } subject)
                Stage(KeyOf(nudge), subject.Person.Record, localeOf, () => NudgeCards.Question(nudge, subject, evidence, Today, null));
    }

    /// <summary>Thanks whoever has passed what they were asked for, and whoever asked.</summary>
    /// <param name="isSeen">Whether the asker may still see the person.</param>
    public async Task StageThanksAsync(
        OrganisationEvidence evidence, IReadOnlyCollection<Nudge> passed, Func<Nudge, bool> isSeen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(passed);
        ArgumentNullException.ThrowIfNull(isSeen);
        var localeOf = await recipients.FindLocalesAsync(cancellationToken);
        foreach (var nudge in passed)
            if (NudgeSubject.Of(nudge, evidence) is { } subject)
            {
                Stage($"nudge|{nudge.Id:N}|passed", subject.Person.Record, localeOf, () => NudgeCards.Thanks(subject));
                if (isSeen(nudge) && (evidence.FindByWorkAddress(nudge.AskedBy) ?? evidence.FindByObjectId(nudge.AskedBy)) is { } asker)
                    Stage($"nudge|{nudge.Id:N}|passed-asker", asker, localeOf, () => NudgeCards.ThanksToAsker(subject));
            }
    }

    /// <summary>Takes back questions that were not sent yet.</summary>
    public Task WithdrawAsync(IReadOnlyCollection<Nudge> nudges, CancellationToken cancellationToken)
    {
        string[] keys = [.. nudges.Select(KeyOf)];
        return WithdrawAsync(db.Outbox.Where(row => keys.Contains(row.Key)), cancellationToken);
    }

    /// <summary>Takes back every question of this nudge that was not sent yet, whatever its answer is by now.</summary>
    public static Task WithdrawWaitingAsync(BotDb db, Guid nudge, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var prefix = $"nudge|{nudge:N}|";
        return WithdrawAsync(db.Outbox.Where(row => row.Key.StartsWith(prefix)), cancellationToken);
    }

    private static Task<int> WithdrawAsync(IQueryable<OutboxMessage> messages, CancellationToken cancellationToken) => messages
        .Where(row => row.State == OutboxState.Waiting || row.State == OutboxState.Unreachable)
        .ExecuteUpdateAsync(
            row => row
                .SetProperty(r => r.State, OutboxState.Withdrawn)
                .SetProperty(r => r.Reason, "it was settled before it was sent")
                .SetProperty(r => r.LeasedUntil, (DateTimeOffset?)null), // whoever tries to send it in this moment writes down only that it was sent
            cancellationToken);

    private DateOnly Today => organisation.CurrentValue.Today(clock);

    /// <summary>Of the latest question: a person who wishes to be asked again is asked once on that day, whichever instance does it.</summary>
    private static string KeyOf(Nudge nudge) => $"nudge|{nudge.Id:N}|{(nudge.LaterOn is { } day ? Phrases.ShortDate(day) : "first")}";

    private void Stage(string key, PersonRecord person, Func<PersonRecord, string> localeOf, Func<AdaptiveCard> cardOf)
    {
        using var language = Language.Use(localeOf(person));
        var card = cardOf();
        outbox.Stage(new OutboxEntry(key, person.UserPrincipalName, ReplyPages.Of(new Reply(card.FallbackText ?? "", card))) { DueAt = times.DueAt(person, clock.GetUtcNow()) });
    }
}
