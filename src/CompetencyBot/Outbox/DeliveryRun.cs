using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CompetencyBot.Storage;

namespace CompetencyBot.Outbox;

/// <summary>One run: leases what is due as long as anything is, and hands it to so many couriers, of whom each serves one person at a time.</summary>
internal sealed partial class DeliveryRun(IServiceScopeFactory scopes, ILogger logger) : IDisposable
{
    /// <summary>Rows that are leased and not sent yet.</summary>
    private const int MostLeased = 2 * OutboxDelivery.InFlight;

    private readonly SemaphoreSlim _room = new(MostLeased, MostLeased);
    private readonly ConcurrentDictionary<Guid, byte> _notBegun = new();
    private readonly Lock _gate = new();

    /// <summary>What waits for a person to whom something is being sent.</summary>
    private readonly Dictionary<string, Queue<Leased>> _open = new(StringComparer.Ordinal);

    private int _begun;

    public void Dispose() => _room.Dispose();

    public async Task ToEndAsync(CancellationToken stopping)
    {
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = OutboxDelivery.InFlight, CancellationToken = stopping };
            await Parallel.ForEachAsync(PeopleAsync(stopping), options, async (person, _) => await ServeAsync(person, stopping));
        }
        finally
        {
            await ReleaseAsync();
            Log.Ended(logger, _begun > 0 ? LogLevel.Information : LogLevel.Debug, _begun);
        }
    }

    /// <summary>Leases as much as there is room for, each time all is taken, until nothing is due.</summary>
    /// <returns>To whom something is to be sent and nothing is being sent yet.</returns>
    private async IAsyncEnumerable<string> PeopleAsync([EnumeratorCancellation] CancellationToken stopping)
    {
        while (true)
        {
            var rows = await LeaseAsync(stopping);
            if (rows.Count == 0)
                yield break;
            foreach (var row in rows)
                if (IsNewAt(row))
                    yield return PersonOf(row);
        }
    }

    private async Task<IReadOnlyList<Leased>> LeaseAsync(CancellationToken stopping)
    {
        await _room.WaitAsync(stopping);
        var room = 1;
        while (room < OutboxDelivery.InFlight && _room.Wait(0, CancellationToken.None))
            room++;
        await using var scope = scopes.CreateAsyncScope();
        var leases = scope.ServiceProvider.GetRequiredService<OutboxLeases>();
        var rows = await leases.TakeAsync(room, stopping);
        foreach (var row in rows)
            _notBegun[row.Id] = 0;
        if (room > rows.Count)
            _room.Release(room - rows.Count);
        var overtaken = rows.Count == 0 ? new HashSet<Guid>() : await leases.OvertakenAsync(rows, stopping);
        return [.. rows.Select(row => new Leased(row, overtaken.Contains(row.Id)))];
    }

    /// <returns>False when somebody serves the person already, who takes this row too.</returns>
    private bool IsNewAt(Leased row)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(PersonOf(row), out var queue))
            {
                queue.Enqueue(row);
                return false;
            }

            _open[PersonOf(row)] = new Queue<Leased>([row]);
            return true;
        }
    }

    private Leased? NextOf(string person)
    {
        lock (_gate)
        {
            if (_open[person].TryDequeue(out var row))
                return row;
            _open.Remove(person);
            return null;
        }
    }

    private async Task ServeAsync(string person, CancellationToken stopping)
    {
        while (NextOf(person) is { } row)
        {
            try
            {
                if (!stopping.IsCancellationRequested && _notBegun.TryRemove(row.Message.Id, out _))
                    await DeliverAsync(row, stopping);
            }
            catch (Exception failure)
            {
                Log.Failed(logger, failure, row.Message.Id); // its lease ends by itself
            }
            finally
            {
                _room.Release();
            }
        }
    }

    private async Task DeliverAsync(Leased row, CancellationToken stopping)
    {
        Interlocked.Increment(ref _begun);
        await using var scope = scopes.CreateAsyncScope();
        var courier = scope.ServiceProvider.GetRequiredService<Courier>();
        var next = row;
        while (next is not null)
            next = await courier.DeliverAsync(next) && !stopping.IsCancellationRequested ? await courier.NextAsync(next) : null;
    }

    private async Task ReleaseAsync()
    {
        if (_notBegun.IsEmpty)
            return;
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutboxLeases>().ReleaseAsync([.. _notBegun.Keys]);
    }

    private static string PersonOf(Leased row) => row.Message.ConversationId ?? row.Message.Recipient;

    private static partial class Log
    {
        [LoggerMessage(Message = "Nothing more is due after {Count} messages.")]
        public static partial void Ended(ILogger logger, LogLevel level, int count);

        [LoggerMessage(Level = LogLevel.Error, Message = "What became of outbox message {Id} could not be written down.")]
        public static partial void Failed(ILogger logger, Exception failure, Guid id);
    }
}

/// <param name="IsOvertaken">A newer message that is due too takes its place.</param>
public sealed record Leased(OutboxMessage Message, bool IsOvertaken = false);
