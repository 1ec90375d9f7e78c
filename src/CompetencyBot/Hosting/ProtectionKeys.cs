using CompetencyBot.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace CompetencyBot.Hosting;

/// <summary>The keys with which the bot protects what it gives out of its hands, or keeps, and must be able to read again.</summary>
public static class ProtectionKeys
{
    /// <summary>In the database, so that the instance to which somebody comes back can read what another one has sent along.</summary>
    public static void AddProtectionKeys(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddDataProtection().SetApplicationName("CompetencyBot").PersistKeysToDbContext<BotDb>();

        // It warns that keys are kept unencrypted. They protect what browsers bring back, and the connection to Partner Center against whoever sees a single row, a
        // log or a query's result; whoever reads the whole database has what they protect.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
    }
}
