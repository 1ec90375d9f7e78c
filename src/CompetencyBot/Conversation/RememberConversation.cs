using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Conversation;

/// <summary>
/// Keeps where and how each conversation is reached, refreshed by every activity, and whether the bot can speak there: not after it was
/// removed or the team or channel was taken away, until something proves the contrary (<see cref="Presence"/>).
/// </summary>
public sealed class RememberConversation(BotDb db, OutboxWriter outbox, CurrentConversation current, TimeProvider clock) : ITurnMiddleware
{
    /// <summary>How often a conversation that stays as it is is written again; the newest of a person's conversations is the one used.</summary>
    private static readonly TimeSpan RefreshedAfter = TimeSpan.FromHours(1);

    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        var id = turn.Conversation.BaseId;
        (current.Id, current.Turn) = (id, turn);
        if (Presence.IsRemoval(turn.Activity))
            await MarkRemovedAsync(id, turn.Activity, cancellationToken);
        else if (Presence.LossIn(turn.Activity) is { } loss)
            await MarkLostAsync(id, turn.Activity, loss, cancellationToken);
        else
            await KeepAsync(id, turn.Activity, cancellationToken);
        await BringBackAsync(id, turn.Activity, cancellationToken);
        return await next(cancellationToken);
    }

    private async Task MarkRemovedAsync(string id, InboundActivity activity, CancellationToken cancellationToken)
    {
        var all = await TeamOfAsync(id, activity, cancellationToken);
        await all.Where(row => row.UnreachableReason == null || !Presence.Losses.Contains(row.UnreachableReason)).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.UnreachableReason, Presence.Removed).SetProperty(r => r.WelcomedAt, (DateTimeOffset?)null),
            cancellationToken);
    }

    /// <summary>What could not be reached already keeps its reason: it does not come back with the team.</summary>
    private async Task MarkLostAsync(string id, InboundActivity activity, string loss, CancellationToken cancellationToken)
    {
        var lost = await SubjectOfAsync(id, activity, cancellationToken);
        await lost.Where(row => row.UnreachableReason == null)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.UnreachableReason, loss), cancellationToken);
    }

    /// <summary>What was lost by the opposite of this event; or with the bot's return to one channel of a team the others.</summary>
    private async Task BringBackAsync(string id, InboundActivity activity, CancellationToken cancellationToken)
    {
        IQueryable<KnownConversation> back;
        if (Presence.UndoneBy(activity) is { } loss)
            back = (await SubjectOfAsync(id, activity, cancellationToken)).Where(row => row.UnreachableReason == loss);
        else if (Presence.IsInstallation(activity))
            back = (await TeamOfAsync(id, activity, cancellationToken))
                .Where(row => row.UnreachableReason != null && !Presence.Losses.Contains(row.UnreachableReason));
        else
            return;
        await back.ExecuteUpdateAsync(row => row.SetProperty(r => r.UnreachableReason, (string?)null), cancellationToken);
    }

    /// <summary>The conversations that a channel or team event is about.</summary>
    private async Task<IQueryable<KnownConversation>> SubjectOfAsync(string id, InboundActivity activity, CancellationToken cancellationToken)
    {
        if (!Presence.IsOfChannel(activity))
            return await TeamOfAsync(id, activity, cancellationToken);
        var channel = activity.ChannelData?.Channel?.Id;
        return db.Conversations.Where(row => row.ConversationId == channel);
    }

    /// <summary>
    /// The conversation, and with it all of its team: what Teams says of a team it says in one channel, or under the team's own id, which
    /// is that of the General channel.
    /// </summary>
    private async Task<IQueryable<KnownConversation>> TeamOfAsync(string id, InboundActivity activity, CancellationToken cancellationToken)
    {
        var team = TeamOf(activity)
            ?? await db.Conversations.Where(row => row.ConversationId == id).Select(row => row.TeamId).FirstOrDefaultAsync(cancellationToken)
            ?? id;
        return db.Conversations.Where(row => row.ConversationId == id || row.ConversationId == team || row.TeamId == team);
    }

    private async Task KeepAsync(string id, InboundActivity activity, CancellationToken cancellationToken)
    {
        var sender = activity.From?.AadObjectId?.ToLowerInvariant();
        var preferences = db.Preferences.Where(row => row.ObjectId == sender);
        var found = await db.Conversations.AsNoTracking().Where(row => row.ConversationId == id)
            .Select(row => new
            {
                Conversation = row, // and in the same query
                Language = preferences.Select(preference => preference.Language).FirstOrDefault(),
                DarkPictures = preferences.Any(preference => preference.DarkPictures),
            })
            .FirstOrDefaultAsync(cancellationToken);
        var known = found?.Conversation;
        if (found is not null)
            (current.ChosenLanguage, current.DarkPictures) = (found.Language, found.DarkPictures);
        else if (await preferences.AsNoTracking().FirstOrDefaultAsync(cancellationToken) is { } chosen)
            (current.ChosenLanguage, current.DarkPictures) = (chosen.Language, chosen.DarkPictures);
        current.AnswersWaiting = known?.AnswersWaiting == true;
        if (known is null)
            await AddAsync(id, activity, cancellationToken);
        else
            await RefreshAsync(known, activity, cancellationToken);
        if (activity.IsPersonal && (known is null || (known.UnreachableReason is not null && Presence.IsProof(activity))))
            await outbox.WakeAsync(cancellationToken);
    }

    private async Task RefreshAsync(KnownConversation known, InboundActivity activity, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (tenant, bot) = (activity.TenantId ?? known.TenantId, BotOf(activity) ?? known.BotId);
        var (user, locale, team) = (UserOf(activity) ?? known.UserObjectId, Locale.Of(activity) ?? known.Locale, TeamOf(activity) ?? known.TeamId);
        var isProof = Presence.IsProof(activity);
        if (now - known.UpdatedAt < RefreshedAfter
            && (known.UnreachableReason is null || !isProof)
            && (known.ServiceUrl, known.TenantId, known.BotId, known.UserObjectId, known.Locale, known.TeamId)
                == (activity.ServiceUrl, tenant, bot, user, locale, team))
            return;
        await db.Conversations.Where(row => row.ConversationId == known.ConversationId).ExecuteUpdateAsync(
            row => row
                .SetProperty(r => r.ServiceUrl, activity.ServiceUrl)
                .SetProperty(r => r.TenantId, tenant)
                .SetProperty(r => r.TeamId, team)
                .SetProperty(r => r.BotId, bot)
                .SetProperty(r => r.UserObjectId, user)
                .SetProperty(r => r.Locale, locale)
                .SetProperty(r => r.UpdatedAt, now)
                .SetProperty(r => r.UnreachableReason, r => isProof ? null : r.UnreachableReason),
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
            TeamId = TeamOf(activity),
            BotId = BotOf(activity),
            UserObjectId = UserOf(activity),
            Locale = Locale.Of(activity),
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

    private static string? TeamOf(InboundActivity activity) =>
        !activity.IsPersonal && activity.ChannelData?.Team?.Id is { Length: > 0 } team ? team : null;
}
