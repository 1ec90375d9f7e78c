using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Conversation;

/// <summary>Keeps where and how each conversation is reached, refreshed by every activity; a removed bot speaks there no more.</summary>
public sealed class RememberConversation(BotDb db, TimeProvider clock) : ITurnMiddleware
{
    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        var id = KeyOf(turn.Conversation.ConversationId);
        if (IsRemoval(turn.Activity))
        {
            await db.Conversations.Where(row => row.ConversationId == id).ExecuteUpdateAsync(
                row => row.SetProperty(r => r.UnreachableReason, "removed").SetProperty(r => r.WelcomedAt, (DateTimeOffset?)null),
                cancellationToken);
            return await next(cancellationToken);
        }

        if (await RefreshAsync(id, turn.Activity, cancellationToken) == 0)
            await AddAsync(id, turn.Activity, cancellationToken);
        return await next(cancellationToken);
    }

    /// <summary>The conversation without the thread that a channel's activity came from.</summary>
    public static string KeyOf(string conversationId)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        var thread = conversationId.IndexOf(";messageid=", StringComparison.OrdinalIgnoreCase);
        return thread < 0 ? conversationId : conversationId[..thread];
    }

    private static bool IsRemoval(InboundActivity activity) =>
        (activity.Type == ActivityTypes.InstallationUpdate && activity.Action is "remove" or "remove-upgrade")
        || (activity.Type == ActivityTypes.ConversationUpdate
            && activity.MembersRemoved?.Any(member => member.Id is { } id && id == activity.Recipient?.Id) == true);

    private Task<int> RefreshAsync(string id, InboundActivity activity, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var user = UserOf(activity);
        return db.Conversations.Where(row => row.ConversationId == id).ExecuteUpdateAsync(
            row => row
                .SetProperty(r => r.ServiceUrl, activity.ServiceUrl)
                .SetProperty(r => r.TenantId, r => activity.TenantId ?? r.TenantId)
                .SetProperty(r => r.BotId, r => BotOf(activity) ?? r.BotId)
                .SetProperty(r => r.UserObjectId, r => user ?? r.UserObjectId)
                .SetProperty(r => r.Locale, r => activity.Locale ?? r.Locale)
                .SetProperty(r => r.UpdatedAt, now)
                .SetProperty(r => r.UnreachableReason, (string?)null),
            cancellationToken);
    }

    private async Task AddAsync(string id, InboundActivity activity, CancellationToken cancellationToken)
    {
        var row = new KnownConversation
        {
            ConversationId = id,
            ServiceUrl = activity.ServiceUrl!,
            Type = activity.Conversation?.ConversationType ?? "personal",
            TenantId = activity.TenantId,
            BotId = BotOf(activity),
            UserObjectId = UserOf(activity),
            Locale = activity.Locale,
            UpdatedAt = clock.GetUtcNow(),
        };
        db.Conversations.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            // Another activity of the same conversation was faster.
        }
        finally
        {
            db.Entry(row).State = EntityState.Detached;
        }
    }

    private static string? BotOf(InboundActivity activity) => activity.Recipient?.Id;

    private static string? UserOf(InboundActivity activity) => activity.IsPersonal ? activity.From?.AadObjectId?.ToLowerInvariant() : null;
}
