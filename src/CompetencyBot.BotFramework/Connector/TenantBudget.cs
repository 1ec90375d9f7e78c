using System.Collections.Concurrent;

namespace CompetencyBot.BotFramework.Connector;

/// <summary>
/// Keeps what nobody waits for within the app's limit per tenant. What somebody waits for is counted and goes first: a person's answer
/// does not stand behind five thousand reminders.
/// </summary>
/// <param name="perSecond">Calls per second and tenant; 0 = no limit.</param>
internal sealed class TenantBudget(int perSecond, TimeProvider clock)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, CallHistory> _tenants = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the next free place.</summary>
    /// <returns>How long to wait for it; zero for somebody who waits.</returns>
    public TimeSpan Take(string tenant, bool somebodyWaits)
    {
        if (perSecond == 0)
            return TimeSpan.Zero;
        var history = _tenants.GetOrAdd(tenant, _ => new CallHistory([new RateLimit(perSecond, Second)]));
        var now = clock.GetUtcNow();
        lock (history)
        {
            var free = somebodyWaits ? now : history.FreeAt(Second);
            var at = free > now ? free : now;
            history.Add(at);
            return at - now;
        }
    }
}
