using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Outbox;

/// <summary>Finds the personal conversation of a recipient.</summary>
public sealed class RecipientFinder(BotDb db)
{
    /// <param name="recipient">Work address or Entra object id.</param>
    /// <returns>The newest reachable personal conversation; null when there is none.</returns>
    public async Task<KnownConversation?> FindConversationAsync(string recipient, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        var lower = recipient.ToLowerInvariant();
        var objectIds = await db.People
            .Where(person => person.UserPrincipalName.ToLower() == lower && person.EntraObjectId != null)
            .Select(person => person.EntraObjectId!.ToLower())
            .Union(db.KnownUsers
                .Where(user => user.UserPrincipalName != null && user.UserPrincipalName.ToLower() == lower)
                .Select(user => user.ObjectId))
            .ToListAsync(cancellationToken);
        objectIds.Add(lower);
        return await db.Conversations.AsNoTracking()
            .Where(row => row.UserObjectId != null && objectIds.Contains(row.UserObjectId) && row.UnreachableReason == null)
            .OrderByDescending(row => row.UpdatedAt)
            .FirstOrDefaultAsync(cancellationToken);
    }

    public Task MarkUnreachableAsync(string conversationId, string reason, CancellationToken cancellationToken) => db.Conversations
        .Where(row => row.ConversationId == conversationId)
        .ExecuteUpdateAsync(row => row.SetProperty(r => r.UnreachableReason, reason), cancellationToken);
}
