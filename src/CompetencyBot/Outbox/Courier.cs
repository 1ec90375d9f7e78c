using CompetencyBot.Storage;

namespace CompetencyBot.Outbox;

/// <summary>Brings one leased message to its end, and says what follows it.</summary>
public sealed class Courier(MessageSender sender, OutboxRecord record, OutboxLeases leases)
{
    /// <returns>Whether the message that is to follow may be sent.</returns>
    public async Task<bool> DeliverAsync(Leased row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var message = row.Message;
        if (leases.IsNearlyOver(message))
        {
            await leases.ReleaseAsync([message.Id]);
            return false;
        }

        if (row.IsOvertaken)
        {
            await record.WithdrawAsync(message.Id, message.Batch, Replacements.Overtaken, leaseEndedBy: null);
            return false;
        }

        // What is begun is brought to its end, which the connector's deadlines bound: half a send would be repeated.
        using var span = OutboxTelemetry.Start(message);
        var outcome = await sender.SendAsync(message, CancellationToken.None);
        await record.KeepAsync(message, outcome);
        OutboxTelemetry.End(span, message, outcome);
        return outcome.State is OutboxState.Sent or OutboxState.GivenUp or OutboxState.Withdrawn;
    }

    public async Task<Leased?> NextAsync(Leased before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return await leases.TakeNextAsync(before.Message, CancellationToken.None) is { } next ? new Leased(next) : null;
    }
}
