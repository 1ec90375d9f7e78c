using System.Collections.Concurrent;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Outbox;

/// <summary>
/// Opens the 1:1 chat with somebody who has never written to the bot, for whom the app was installed nevertheless (an administrator may
/// install it for everybody), or is installed now where the bot may do that. Only with an app id, and through the service and the tenant of the newest chat that is open.
/// </summary>
public sealed class ChatOpener(
    BotDb db,
    RecipientFinder recipients,
    ChatsRefused refused,
    AppInstaller installer,
    IConnector connector,
    IOptions<BotFrameworkOptions> options,
    TimeProvider clock)
{
    /// <returns>The chat; else why there is none, null when it could not even be asked for.</returns>
    public async Task<(ConversationReference? Chat, SendResult? Failure)> OpenAsync(string recipient, CancellationToken cancellationToken)
    {
        var objectId = (await recipients.ObjectIdsOfAsync(recipient, cancellationToken)).FirstOrDefault(id => Guid.TryParse(id, out _));
        if (objectId is null || string.IsNullOrWhiteSpace(options.Value.AppId) || await NeighbourAsync(objectId, cancellationToken) is not { } neighbour)
            return (null, null);
        if (refused.Lately(objectId) is { } known)
            return (null, known);

        var opened = await CreateAsync(neighbour, objectId, cancellationToken);
        if (opened.Result is SendResult.Unreachable { Cause: UnreachableCause.NotInstalled })
            switch (await installer.InstallAsync(objectId, cancellationToken))
            {
                case SendResult.Sent:
                    opened = await CreateAsync(neighbour, objectId, cancellationToken);
                    break;
                case SendResult.TryLater later:
                    return (null, later);
            }

        switch (opened)
        {
            case { Conversation: { } chat }:
                await KeepAsync(chat, objectId, cancellationToken);
                return (chat, opened.Result);
            case { Result: SendResult.TryLater or SendResult.Refused { Status: 401 or 408 or >= 500 } }:
                return (null, opened.Result); // the service's own trouble
            default: // whatever it objects to, the person may write one day: the message waits
                var why = opened.Result as SendResult.Unreachable ?? new SendResult.Unreachable(403, "ChatNotOpened", opened.Result.ToString());
                refused.Add(objectId, why);
                return (null, why);
        }
    }

    private Task<CreatedConversation> CreateAsync(KnownConversation neighbour, string objectId, CancellationToken cancellationToken) =>
        connector.CreateConversationAsync(neighbour.ServiceUrl, neighbour.TenantId!, neighbour.BotId!, objectId, cancellationToken);

    /// <returns>Null also for somebody who has a chat that the bot was shut out of: opening it again would change nothing.</returns>
    private async Task<KnownConversation?> NeighbourAsync(string objectId, CancellationToken cancellationToken) =>
        await db.Conversations.AnyAsync(row => row.UserObjectId == objectId, cancellationToken)
            ? null
            : await db.Conversations.AsNoTracking()
                .Where(row => row.TenantId != null && row.BotId != null && row.Type == "personal" && row.UnreachableReason == null)
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

/// <summary>
/// With whom no chat could be opened lately. Each new installation makes all waiting messages due, which must not ask for all chats again.
/// </summary>
public sealed class ChatsRefused(TimeProvider clock)
{
    /// <summary>A little less than the time after which a waiting message is looked at by itself.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(55);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, SendResult.Unreachable Why)> _refused = new();

    public void Add(string objectId, SendResult.Unreachable why)
    {
        var now = clock.GetUtcNow();
        foreach (var (id, (at, _)) in _refused)
            if (now - at > Kept)
                _refused.TryRemove(id, out _);
        _refused[objectId] = (now, why);
    }

    public SendResult.Unreachable? Lately(string objectId) =>
        _refused.TryGetValue(objectId, out var known) && clock.GetUtcNow() - known.At <= Kept ? known.Why : null;
}
