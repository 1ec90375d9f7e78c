using System.Collections.Concurrent;

namespace CompetencyBot.BotFramework.Connector;

/// <summary>
/// Keeps what nobody waits for within the app's limit per tenant. What somebody waits for is counted and goes first: a person's answer
/// does not stand behind five thousand reminders.
/// </summary>
/// <param name="perSecond">Calls per second and tenant; 0 = no limit.</param>
internal sealed class TenantBudget(int perSecond, TimeProvider clock)
{
    private readonly RateLimit _limit = new(Math.Max(perSecond, 1), TimeSpan.FromSeconds(1));
    private readonly ConcurrentDictionary<string, Tenant> _tenants = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the next free place.</summary>
    /// <returns>How long to wait for it; zero for somebody who waits.</returns>
    public TimeSpan Take(string tenant, bool somebodyWaits)
    {
        if (perSecond == 0)
            return TimeSpan.Zero;
        var taken = _tenants.GetOrAdd(tenant, _ => new Tenant(new CallHistory([_limit])));
        var now = clock.GetUtcNow();
        lock (taken)
        {
            if (somebodyWaits)
            {
                taken.History.Add(now);
                return TimeSpan.Zero;
            }

            taken.Last = _limit.Next(now, taken.History.FreeAt(_limit.Window), taken.Last);
            taken.History.Add(taken.Last);
            return taken.Last - now;
        }
    }

    private sealed class Tenant(CallHistory history)
    {
        public CallHistory History { get; } = history;

        /// <summary>The latest place that was taken by what nobody waits for.</summary>
        public DateTimeOffset Last { get; set; }
    }
}
