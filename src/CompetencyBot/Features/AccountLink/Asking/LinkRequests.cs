using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.AccountLink.Asking;

/// <summary>
/// Asks people to link their account: message and record of it in one transaction, many people in each. The unique key of a message settles it when
/// two instances, or two admins, ask at the same time.
/// </summary>
public sealed class LinkRequests(BotDb db, UnlinkedPeople people, AskMessages messages, TimeProvider clock)
{
    private const int AtOnce = 500;

    /// <summary>Whoever wins a race has asked some of them, so that each time fewer are left; more than these in a row are not to be expected.</summary>
    private const int MostLostRaces = 20;

    /// <param name="isDue">Asked of people as they are now, who may be others a moment later.</param>
    /// <returns>How many were asked.</returns>
    public async Task<int> AskAsync(OrganisationEvidence evidence, Predicate<UnlinkedPerson> isDue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(isDue);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var lost = 0; ;)
        {
            var due = (await people.ReadAsync(evidence, cancellationToken))
                .Where(person => isDue(person) && !asked.Contains(person.Key)).Take(AtOnce).ToList();
            if (due.Count == 0)
                return asked.Count;
            try
            {
                await AskTogetherAsync(evidence, due, cancellationToken);
                asked.UnionWith(due.Select(person => person.Key));
                lost = 0;
            }
            catch (Exception failure) when (db.IsLostRace(failure) && ++lost < MostLostRaces)
            {
                // Another instance has asked some of them; who is left shows when they are read again.
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Takes back what was not sent yet to people who no longer have to be asked: they are linked, or gone.</summary>
    public async Task WithdrawSettledAsync(OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        var waiting = await db.Outbox
            .Where(row => row.Key.StartsWith(AskMessages.KeyPrefix) && (row.State == OutboxState.Waiting || row.State == OutboxState.Unreachable))
            .Select(row => row.Recipient)
            .Distinct()
            .ToListAsync(cancellationToken);
        if (waiting.Count == 0)
            return;
        var unlinked = (await people.ReadAsync(evidence, cancellationToken)).Select(person => person.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var settled in waiting.Where(person => !unlinked.Contains(person)).Chunk(AtOnce))
            await WithdrawAsync(settled, clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>Takes back what was not sent yet to these people, who have answered an earlier message.</summary>
    public Task WithdrawAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        WithdrawAsync(keys, clock.GetUtcNow(), cancellationToken);

    private async Task AskTogetherAsync(OrganisationEvidence evidence, List<UnlinkedPerson> due, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await messages.StageAsync(evidence, due.Select(person => (person, (person.Ask?.Times ?? 0) + 1)), cancellationToken);
        foreach (var person in due)
            if (person.Ask is { } before)
            {
                db.LinkAsks.Attach(before); // what the person answers in this moment is not written over
                (before.AskedAt, before.Times) = (now, before.Times + 1);
            }
            else
            {
                db.LinkAsks.Add(new LinkAsk { Person = person.Key, AskedAt = now, Times = 1 });
            }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        // Who could not be reached since the last time is to find one message when they can, not two.
        var again = due.Where(person => person.Ask is not null).Select(person => person.Key).ToArray();
        await WithdrawAsync(again, now.AddMilliseconds(-1), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task WithdrawAsync(IReadOnlyCollection<string> keys, DateTimeOffset createdBy, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return;
        await db.Outbox
            .Where(row => row.Key.StartsWith(AskMessages.KeyPrefix) && keys.Contains(row.Recipient) && row.CreatedAt <= createdBy
                && (row.State == OutboxState.Waiting || row.State == OutboxState.Unreachable))
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(r => r.State, OutboxState.Withdrawn)
                    .SetProperty(r => r.Reason, "it was settled before it was sent")
                    .SetProperty(r => r.LeasedUntil, (DateTimeOffset?)null), // whoever tries to send it in this moment writes down only that it was sent
                cancellationToken);
    }
}
