using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Outbox;

/// <summary>
/// Opens the 1:1 chat with somebody who has never written to the bot, for whom the app was installed nevertheless (an administrator may
/// install it for everybody). Only with an app id: a chat of the same kind, in the same tenant, is asked of the service that is known already.
/// </summary>
public sealed class ChatOpener(
    BotDb db, RecipientFinder recipients, IConnector connector, IOptions<BotFrameworkOptions> options, TimeProvider clock)
{
    /// <returns>The chat; else why there is none, null when it could not even be asked for.</returns>
    public async Task<(ConversationReference? Chat, SendResult? Failure)> OpenAsync(string recipient, CancellationToken cancellationToken)
    {
        var objectId = (await recipients.ObjectIdsOfAsync(recipient, cancellationToken)).FirstOrDefault(id => Guid.TryParse(id, out _));
        if (objectId is null || string.IsNullOrWhiteSpace(options.Value.AppId) || await NeighbourAsync(objectId, cancellationToken) is not { } neighbour)
            return (null, null);

        var opened = await connector.CreateConversationAsync(
            neighbour.ServiceUrl, neighbour.TenantId!, neighbour.BotId!, objectId, cancellationToken);
        if (opened.Conversation is { } chat)
            await KeepAsync(chat, objectId, cancellationToken);
        return (opened.Conversation, opened.Result);
    }

    /// <returns>Null also for somebody who has a chat that the bot was shut out of: opening it again would change nothing.</returns>
    private async Task<KnownConversation?> NeighbourAsync(string objectId, CancellationToken cancellationToken) =>
        await db.Conversations.AnyAsync(row => row.UserObjectId == objectId, cancellationToken)
            ? null
            : await db.Conversations.AsNoTracking()
                .Where(row => row.TenantId != null && row.BotId != null)
                .OrderByDescending(row => row.UpdatedAt)
                .FirstOrDefaultAsync(cancellationToken);

    private async Task KeepAsync(ConversationReference chat, string objectId, CancellationToken cancellationToken)
    {
        var row = new KnownConversation
        {
            ConversationId = chat.ConversationId,
            ServiceUrl = chat.ServiceUrl,
            Type = "personal",
            TenantId = chat.TenantId,
            BotId = chat.BotId,
            UserObjectId = objectId,
            UpdatedAt = clock.GetUtcNow(),
        };
        db.Conversations.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            // The person wrote in this moment.
        }
        finally
        {
            db.Entry(row).State = EntityState.Detached;
        }
    }
}
