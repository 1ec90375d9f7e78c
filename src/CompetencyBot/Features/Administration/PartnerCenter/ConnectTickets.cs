using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration.PartnerCenter;

/// <summary>Who asked for a link to the sign-in.</summary>
/// <param name="ObjectId">Entra object id in lower case.</param>
/// <param name="By">As the audit names them.</param>
/// <param name="Locale">Language of the pages.</param>
public sealed record ConnectTicket(string ObjectId, string By, string Locale);

/// <summary>
/// Links with which an admin goes to the sign-in of Partner Center: good for ten minutes and for one connection. Opening one does not use it up, since programs
/// that look for malware do so before the person does. Kept are hashes only.
/// </summary>
public sealed class ConnectTickets(BotDb db, IDataProtectionProvider protection, PublicAddress address, TimeProvider clock)
{
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    private const string Prefix = "partner-center-link|";
    private const int Bytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("CompetencyBot.PartnerCenter.Ticket");

    /// <returns>The address to open in a browser; null when it is not known by which address browsers reach the bot, or who asks.</returns>
    public async Task<Uri?> OpenAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (address.Find() is not { } server || viewer.ObjectId is not { } objectId)
            return null;
        var (now, ticket) = (clock.GetUtcNow(), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));
        var oldest = now - GoodFor;
        await db.Secrets.Where(secret => secret.Name.StartsWith(Prefix) && secret.CreatedAt < oldest).ExecuteDeleteAsync(cancellationToken);
        var content = JsonSerializer.SerializeToUtf8Bytes(new ConnectTicket(objectId.ToLowerInvariant(), viewer.AuditName, Language.Tag));
        db.Secrets.Add(new Storage.Secret { Name = NameOf(HashOf(ticket)), Value = _protector.Protect(content), CreatedAt = now });
        await db.SaveChangesAsync(cancellationToken);
        return new Uri(server, $"{ConnectEndpoints.Start}?ticket={ticket}");
    }

    public static string HashOf(string ticket) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ticket)));

    /// <returns>Null for a link that was used, has expired or was never given.</returns>
    public async Task<ConnectTicket?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        var name = NameOf(hash);
        var kept = await db.Secrets.AsNoTracking().FirstOrDefaultAsync(secret => secret.Name == name, cancellationToken);
        if (kept is null || kept.CreatedAt + GoodFor <= clock.GetUtcNow())
            return null;
        try
        {
            return JsonSerializer.Deserialize<ConnectTicket>(_protector.Unprotect(kept.Value));
        }
        catch (CryptographicException)
        {
            return null; // the keys are gone
        }
    }

    /// <returns>Whether it was good until now; of several browsers that come back from one link one is served.</returns>
    public async Task<bool> UseAsync(string hash, CancellationToken cancellationToken)
    {
        var name = NameOf(hash);
        return await db.Secrets.Where(secret => secret.Name == name).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    private static string NameOf(string hash) => Prefix + hash;
}
