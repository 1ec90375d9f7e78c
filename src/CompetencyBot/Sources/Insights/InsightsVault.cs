using System.Security.Cryptography;
using System.Text.Json;
using CompetencyBot.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Sources.Insights;

/// <summary>What is kept, and the bytes that it was read from: whoever changes it says which he had seen.</summary>
/// <param name="Sealed">As it stands in the database.</param>
public sealed record KeptConnection(InsightsConnection Connection, byte[] Sealed);

/// <summary>
/// Keeps the connection, encrypted, in the table of secrets. Of two instances that change it at once the first one wins, and nothing brings back a connection
/// that was ended or replaced meanwhile.
/// </summary>
public sealed class InsightsVault(BotDb db, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Of its row.</summary>
    public const string Name = "partner-center";

    /// <summary>Of so many admins that connect an account in the same moment each is served.</summary>
    private const int MostAtOnce = 5;

    private readonly IDataProtector _protector = protection.CreateProtector("CompetencyBot.Insights.Connection");

    /// <returns>Null when no account is connected.</returns>
    public async Task<KeptConnection?> FindAsync(CancellationToken cancellationToken)
    {
        var kept = await db.Secrets.AsNoTracking().Where(secret => secret.Name == Name)
            .Select(secret => new { secret.Value, secret.CreatedAt }).SingleOrDefaultAsync(cancellationToken);
        return kept is null ? null : new KeptConnection(Open(kept.Value) ?? Unreadable(kept.CreatedAt), kept.Value);
    }

    /// <summary>Takes the place of whatever account was connected before.</summary>
    public async Task ReplaceAsync(InsightsConnection connection, CancellationToken cancellationToken)
    {
        for (var left = MostAtOnce - 1; ; left--)
        {
            await EndAsync(cancellationToken);
            var row = db.Secrets.Add(new Storage.Secret { Name = Name, Value = Seal(connection), CreatedAt = clock.GetUtcNow() });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateException failure) when (left > 0 && db.IsUniqueViolation(failure))
            {
                row.State = EntityState.Detached; // another admin was faster: whoever comes last counts
            }
        }
    }

    /// <returns>False when somebody else was faster; then nothing is changed.</returns>
    public async Task<bool> ChangeAsync(KeptConnection seen, InsightsConnection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var (before, after) = (seen.Sealed, Seal(connection));
        return await db.Secrets.Where(secret => secret.Name == Name && secret.Value == before)
            .ExecuteUpdateAsync(row => row.SetProperty(secret => secret.Value, after), cancellationToken) == 1;
    }

    /// <returns>Whether one was connected.</returns>
    public async Task<bool> EndAsync(CancellationToken cancellationToken) =>
        await db.Secrets.Where(secret => secret.Name == Name).ExecuteDeleteAsync(cancellationToken) == 1;

    private byte[] Seal(InsightsConnection connection) =>
        _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(connection, InsightsConnectionJson.Default.InsightsConnection));

    private InsightsConnection? Open(byte[] value)
    {
        try
        {
            return JsonSerializer.Deserialize(_protector.Unprotect(value), InsightsConnectionJson.Default.InsightsConnection);
        }
        catch (Exception failure) when (failure is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static InsightsConnection Unreadable(DateTimeOffset since) => new("", "", "", since, []) { End = ConnectionEnd.Unreadable };
}
