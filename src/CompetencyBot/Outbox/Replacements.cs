using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Outbox;

/// <summary>
/// Finds where a message goes that takes an earlier one's place: into the earlier one where that was sent, else out as a message of its own
/// while the earlier one is withdrawn, so that never both are seen.
/// </summary>
public sealed class Replacements(BotDb db, OutboxRecord record, TimeProvider clock)
{
    public const string Overtaken = "a newer version took its place";

    public async Task<ReplacedPlace> FindAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var versions = await VersionsAsync(message, cancellationToken);
        if (versions.Any(other => !other.IsEarlier && (other.CreatedAt, other.Id).CompareTo((message.CreatedAt, message.Id)) > 0))
            return new ReplacedPlace.Lost(Overtaken);
        foreach (var unsent in versions.Where(other => other.State is OutboxState.Waiting or OutboxState.Unreachable))
            if (!await record.WithdrawAsync(unsent.Id, unsent.Batch, Overtaken, leaseEndedBy: clock.GetUtcNow()))
                return new ReplacedPlace.Busy(); // it was leased, and perhaps is being sent at this moment
        return versions.Where(other => other.State == OutboxState.Sent).OrderBy(other => other.SentActivityId is null).ThenByDescending(other => other.CreatedAt).FirstOrDefault() switch
        {
            null => new ReplacedPlace.Free(),
            { SentActivityId: { } activity } => new ReplacedPlace.Taken(activity),
            _ => new ReplacedPlace.Lost("the service named no id of the earlier message"),
        };
    }

    /// <summary>All other versions of the message: what it replaces, what that replaced, and whatever else replaces one of them.</summary>
    private async Task<List<Version>> VersionsAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        List<Guid?> chain = [message.Id];
        for (var earlier = message.Replaces; earlier is not null && !chain.Contains(earlier);)
        {
            chain.Add(earlier);
            earlier = await db.Outbox.Where(row => row.Id == earlier).Select(row => row.Replaces).FirstOrDefaultAsync(cancellationToken);
        }

        return await db.Outbox
            .Where(row => row.Id != message.Id && (chain.Contains(row.Id) || chain.Contains(row.Replaces)))
            .Select(row => new Version(row.Id, row.Batch, row.CreatedAt, row.State, row.SentActivityId, chain.Contains(row.Id)))
            .ToListAsync(cancellationToken);
    }

    /// <param name="IsEarlier">Whether the message itself takes its place, also where both were written in one moment.</param>
    private sealed record Version(Guid Id, Guid? Batch, DateTimeOffset CreatedAt, OutboxState State, string? SentActivityId, bool IsEarlier);
}

public abstract record ReplacedPlace
{
    private ReplacedPlace()
    {
    }

    /// <summary>Nothing is there: the message is sent as one of its own.</summary>
    public sealed record Free : ReplacedPlace;

    /// <param name="ActivityId">Of the earlier message, which is changed.</param>
    public sealed record Taken(string ActivityId) : ReplacedPlace;

    /// <summary>An earlier version is being sent.</summary>
    public sealed record Busy : ReplacedPlace;

    /// <summary>The message has lost its sense.</summary>
    public sealed record Lost(string Reason) : ReplacedPlace;
}
