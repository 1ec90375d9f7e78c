using CompetencyBot.BotFramework.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.BotFramework.Connector;

/// <summary>For one process, whose lanes know all calls to a conversation: only the tenant's are counted here.</summary>
internal sealed class OwnCallBudget(IOptions<BotFrameworkOptions> options, TimeProvider clock) : ICallBudget
{
    private readonly TenantBudget _tenants = new(options.Value.TenantLimit, clock);

    public ValueTask<CallPlace> TakeAsync(PlannedCall call, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new CallPlace(_tenants.Take(call.Tenant, call.SomebodyWaits), IsTaken: true));

    public ValueTask CloseAsync(PlannedCall call, DateTimeOffset until) => ValueTask.CompletedTask;
}
