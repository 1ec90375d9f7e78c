using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Schema;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.BotFramework.Inbound;

/// <summary>
/// Whose people may talk to the bot. A token of the service says only that the service sent the activity: anybody who learns the app id
/// can add the bot to a tenant of their own.
/// </summary>
internal sealed class AllowedTenants(IOptions<BotFrameworkOptions> options, IHostEnvironment environment)
{
    /// <summary>Null = everybody. Looked up with the first activity: settings are checked when the host starts, not when it is built.</summary>
    private readonly Lazy<HashSet<string>?> _ids = new(() =>
        environment.IsDevelopment() && options.Value.AllowedTenants is not { Count: > 0 }
            ? null
            : new(options.Value.Tenants, StringComparer.OrdinalIgnoreCase));

    /// <returns>Null when the activity's tenant may talk to the bot.</returns>
    public Refusal? Refuse(InboundActivity activity) =>
        _ids.Value is not { } allowed ? null
        : string.IsNullOrEmpty(activity.TenantId) ? Forbidden("The activity names no tenant")
        : allowed.Contains(activity.TenantId) ? null
        : Forbidden(Guid.TryParse(activity.TenantId, out var id)
            ? $"The tenant {id} may not talk to this bot"
            : "The activity's tenant id is no GUID");

    private static Refusal Forbidden(string fault) => new(
        StatusCodes.Status403Forbidden,
        $"{fault}: who may is set by BotFramework:AllowedTenants; unless it is set, the bot's and the organisation's own tenants may.");
}
