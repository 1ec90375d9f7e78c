using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Conversation;

/// <summary>Keeps where and how each conversation is reached, refreshed by every activity; a removed bot speaks there no more.</summary>
public sealed class RememberConversation(BotDb db, OutboxWriter outbox, CurrentConversation current, TimeProvider clock) : ITurnMiddleware
{
    /// <summary>How often a conversation that stays as it is is written again; the newest of a person's conversations is the one used.</summary>
    private static readonly TimeSpan RefreshedAfter = TimeSpan.FromHours(1);

    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        var id = turn.Conversation.BaseId;
        if (IsRemoval(turn.Activity))
            await MarkRemovedAsync(id, cancellationToken);
        else
            await KeepAsync(id, turn.Activity, cancellationToken);
        return await next(cancellationToken);
    }

    private static bool IsRemoval(InboundActivity activity) =>
        (activity.Type == ActivityTypes.InstallationUpdate && activity.Action == "remove")
        || (activity.Type == ActivityTypes.ConversationUpdate
            && activity.MembersRemoved?.Any(member => member.Id is { } id && id == activity.Recipient?.Id) == true);

    private Task<int> MarkRemovedAsync(string id, CancellationToken cancellationToken) => db.Conversations
        .Where(row => row.ConversationId == id)
        .ExecuteUpdateAsync(
            row => row.SetProperty(r => r.UnreachableReason, "removed").SetProperty(r => r.WelcomedAt, (DateTimeOffset?)null),
            cancellationToken);

    private async Task KeepAsync(string id, InboundActivity activity, CancellationToken cancellationToken)
    {
        var known = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(row => row.ConversationId == id, cancellationToken);
        current.AnswersWaiting = known?.AnswersWaiting == true;
        if (known is null)
            await AddAsync(id, activity, cancellationToken);
        else
            await RefreshAsync(known, activity, cancellationToken);
        if (activity.IsPersonal && known is null or { UnreachableReason: not null })
            await outbox.WakeAsync(cancellationToken);
    }

    private async Task RefreshAsync(KnownConversation known, InboundActivity activity, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (tenant, bot) = (activity.TenantId ?? known.TenantId, BotOf(activity) ?? known.BotId);
        var (user, locale) = (UserOf(activity) ?? known.UserObjectId, LocaleOf(activity) ?? known.Locale);
        if (now - known.UpdatedAt < RefreshedAfter
            && known.UnreachableReason is null
            && (known.ServiceUrl, known.TenantId, known.BotId, known.UserObjectId, known.Locale) == (activity.ServiceUrl, tenant, bot, user, locale))
            return;
        await db.Conversations.Where(row => row.ConversationId == known.ConversationId).ExecuteUpdateAsync(
            row => row
                .SetProperty(r => r.ServiceUrl, activity.ServiceUrl)
                .SetProperty(r => r.TenantId, tenant)
                .SetProperty(r => r.BotId, bot)
                .SetProperty(r => r.UserObjectId, user)
                .SetProperty(r => r.Locale, locale)
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
            Type = activity.IsPersonal ? "personal" : activity.Conversation?.ConversationType is { Length: > 0 } type ? type : "groupChat",
            TenantId = activity.TenantId,
            BotId = BotOf(activity),
            UserObjectId = UserOf(activity),
            Locale = LocaleOf(activity),
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

    private static string? LocaleOf(InboundActivity activity) => Locale.Of(activity);

    private static string? BotOf(InboundActivity activity) => activity.Recipient?.Id;

    private static string? UserOf(InboundActivity activity) => activity.IsPersonal ? activity.From?.AadObjectId?.ToLowerInvariant() : null;
}
