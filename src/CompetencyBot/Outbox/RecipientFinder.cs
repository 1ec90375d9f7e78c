using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Outbox;

/// <summary>Finds the personal conversation of a recipient.</summary>
public sealed class RecipientFinder(BotDb db, EvidenceReader evidence)
{
    /// <param name="recipient">Work address or Entra object id.</param>
    /// <returns>The newest reachable personal conversation; null when there is none.</returns>
    public async Task<KnownConversation?> FindConversationAsync(string recipient, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        var name = recipient.ToLowerInvariant();
        var objectIds = await db.KnownUsers
            .Where(user => user.UserPrincipalName == name)
            .Select(user => user.ObjectId)
            .ToListAsync(cancellationToken);
        objectIds.Add(name);
        if ((await evidence.ReadAsync(cancellationToken))?.FindByWorkAddress(name)?.EntraObjectId is { } objectId)
            objectIds.Add(objectId.ToLowerInvariant());
        return await db.Conversations.AsNoTracking()
            .Where(row => row.UserObjectId != null && objectIds.Contains(row.UserObjectId) && row.UnreachableReason == null)
            .OrderByDescending(row => row.UpdatedAt)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The person's language: that of the people file, else the one their client last said; null when neither says.</summary>
    public async Task<string?> FindLocaleAsync(string recipient, CancellationToken cancellationToken)
    {
        var known = await evidence.ReadAsync(cancellationToken);
        return (known?.FindByWorkAddress(recipient) ?? known?.FindByObjectId(recipient))?.Locale
            ?? (await FindConversationAsync(recipient, cancellationToken))?.Locale;
    }

    public Task MarkUnreachableAsync(string conversationId, string reason, CancellationToken cancellationToken) => db.Conversations
        .Where(row => row.ConversationId == conversationId)
        .ExecuteUpdateAsync(row => row.SetProperty(r => r.UnreachableReason, reason), cancellationToken);
}
