using System.Data.Common;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Outbox;

/// <summary>
/// The limits of Teams for all instances together, kept in their database: one short transaction per call, in which the row of the
/// conversation is locked; a tenant's places are taken a few at a time.
/// </summary>
public sealed partial class SharedCallBudget(
    IServiceScopeFactory scopes, IOptions<BotFrameworkOptions> options, TimeProvider clock, ILogger<SharedCallBudget> logger) : ICallBudget
{
    /// <summary>The service sees a call a little later than it was booked, and those of two instances not equally late.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(250);

    private readonly TenantPlaces _tenants = new(options.Value.TenantLimit, clock);

    public async ValueTask<CallPlace> TakeAsync(PlannedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var ledger = ActivatorUtilities.CreateInstance<PaceLedger>(scope.ServiceProvider);
            var now = clock.GetUtcNow();
            var held = call.SomebodyWaits ? now : await _tenants.TakeAsync(ledger, call.Tenant, cancellationToken);
            var place = await BookAsync(ledger, call, now, held > now ? held : now, cancellationToken);
            if (!place.IsTaken && !call.SomebodyWaits)
                _tenants.GiveBack(call.Tenant, held);
            return place;
        }
        catch (DbException failure)
        {
            Log.NotCounted(logger, failure);
            return new CallPlace(TimeSpan.Zero, IsTaken: true); // the lanes of this process still hold; no answer is lost for an estimate
        }
    }

    public async ValueTask CloseAsync(PlannedCall call, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(call);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<PaceLedger>(scope.ServiceProvider).CloseAsync(KeyOf(call), until);
        }
        catch (DbException failure)
        {
            Log.NotCounted(logger, failure);
        }
    }

    /// <param name="from">When the tenant's limit lets the call be made.</param>
    private async Task<CallPlace> BookAsync(
        PaceLedger ledger, PlannedCall call, DateTimeOffset now, DateTimeOffset from, CancellationToken cancellationToken)
    {
        await using var transaction = await ledger.BeginAsync(cancellationToken);
        var (calls, closedUntil) = await ledger.LockAsync(KeyOf(call), cancellationToken);
        var free = calls.FreeAt(call.Limits, call.LongestWindow, Margin);
        var at = new[] { from, free, closedUntil ?? from }.Max();
        if (at - from > call.Patience)
            return new CallPlace(at - now, IsTaken: false);
        await ledger.WriteAsync(KeyOf(call), calls.With(at, call.Limits, Margin, now), cancellationToken);
        if (call.SomebodyWaits && options.Value.TenantLimit > 0)
            await _tenants.CountAsync(ledger, call.Tenant, at, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new CallPlace(at - now, IsTaken: true);
    }

    private static string KeyOf(PlannedCall call) => $"{(call.Kind == CallKind.Send ? "send" : "read")}|{call.Conversation}";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The calls of all instances could not be counted together; this instance goes on by itself.")]
        public static partial void NotCounted(ILogger logger, Exception failure);
    }
}
