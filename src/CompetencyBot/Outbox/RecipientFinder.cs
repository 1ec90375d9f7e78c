using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Outbox;

/// <summary>Finds the personal conversation of a recipient.</summary>
public sealed class RecipientFinder(BotDb db, EvidenceReader evidence, IOptionsMonitor<OrganisationOptions> organisation)
{
    /// <param name="recipient">Work address or Entra object id.</param>
    /// <returns>The newest reachable personal conversation; null when there is none.</returns>
    public async Task<KnownConversation?> FindConversationAsync(string recipient, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        var name = recipient.ToLowerInvariant();
        var objectIds = await ObjectIdsOfAsync(name, cancellationToken);
        return await db.Conversations.AsNoTracking()
            .Where(row => row.UserObjectId != null && objectIds.Contains(row.UserObjectId) && row.UnreachableReason == null)
            .OrderByDescending(row => row.UpdatedAt)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>What the recipient may be known by in Microsoft Entra, in lower case; the last is what the bot was told to use.</summary>
    public async Task<IReadOnlyList<string>> ObjectIdsOfAsync(string recipient, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        var name = recipient.ToLowerInvariant();
        var ids = await db.KnownUsers
            .Where(user => user.UserPrincipalName == name)
            .Select(user => user.ObjectId)
            .ToListAsync(cancellationToken);
        if ((await evidence.ReadAsync(cancellationToken))?.FindByWorkAddress(name)?.EntraObjectId is { } objectId)
            ids.Add(objectId.ToLowerInvariant());
        ids.Add(name);
        return ids;
    }

    /// <returns>The conversation with its thread; null when the bot does not know it or cannot speak there.</returns>
    public async Task<ConversationReference?> FindByIdAsync(string conversationId, CancellationToken cancellationToken)
    {
        var id = ConversationReference.WithoutThread(conversationId);
        var known = await db.Conversations.AsNoTracking()
            .FirstOrDefaultAsync(row => row.ConversationId == id && row.UnreachableReason == null, cancellationToken);
        return known is null ? null : known.Reference with { ConversationId = conversationId };
    }

    /// <summary>
    /// The person's language: the one they chose, else that of the people file, else the one their client last said, else the organisation's.
    /// </summary>
    public async Task<string> FindLocaleAsync(string recipient, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        var known = await evidence.ReadAsync(cancellationToken);
        var person = known?.FindByWorkAddress(recipient) ?? known?.FindByObjectId(recipient);
        return await FindChosenAsync(recipient.ToLowerInvariant(), person?.EntraObjectId?.ToLowerInvariant(), cancellationToken)
            ?? person?.Locale
            ?? (await FindConversationAsync(recipient, cancellationToken))?.Locale
            ?? organisation.CurrentValue.Language;
    }

    /// <summary>The languages of many people as <see cref="FindLocaleAsync"/> finds them, with three queries for all.</summary>
    public async Task<Func<PersonRecord, string>> FindLocalesAsync(CancellationToken cancellationToken)
    {
        var objectIds = (await db.KnownUsers.AsNoTracking()
                .Where(user => user.UserPrincipalName != null)
                .Select(user => new { Address = user.UserPrincipalName!, user.ObjectId })
                .ToListAsync(cancellationToken))
            .ToLookup(user => user.Address, user => user.ObjectId, StringComparer.OrdinalIgnoreCase);
        var spoken = (await db.Conversations.AsNoTracking()
                .Where(row => row.UserObjectId != null && row.UnreachableReason == null && row.Locale != null)
                .OrderBy(row => row.UpdatedAt)
                .Select(row => new { ObjectId = row.UserObjectId!, row.Locale })
                .ToListAsync(cancellationToken))
            .GroupBy(row => row.ObjectId, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(rows => rows.Key, rows => rows.Last().Locale, StringComparer.OrdinalIgnoreCase);
        var chosen = (await db.Preferences.AsNoTracking().Where(row => row.Language != null).ToListAsync(cancellationToken))
            .ToDictionary(row => row.ObjectId, row => row.Language, StringComparer.OrdinalIgnoreCase);
        return person =>
        {
            string[] ids = [.. objectIds[person.UserPrincipalName].Append(person.EntraObjectId).OfType<string>()];
            return FirstOf(chosen, ids) ?? person.Locale ?? FirstOf(spoken, ids) ?? organisation.CurrentValue.Language;
        };
    }

    /// <returns>The language of whoever last wrote in a conversation, of a chat of somebody's own the one they chose; null when it is not known.</returns>
    public Task<string?> FindLocaleOfAsync(string conversationId, CancellationToken cancellationToken) => db.Conversations
        .Where(row => row.ConversationId == conversationId)
        .Select(row => db.Preferences.Where(chosen => chosen.ObjectId == row.UserObjectId).Select(chosen => chosen.Language).FirstOrDefault() ?? row.Locale)
        .FirstOrDefaultAsync(cancellationToken);

    /// <summary>The language that somebody chose in chat, whichever way they are known; null = none.</summary>
    private Task<string?> FindChosenAsync(string name, string? objectId, CancellationToken cancellationToken) => db.Preferences
        .Where(row => row.Language != null && (row.ObjectId == name || row.ObjectId == objectId
            || db.KnownUsers.Any(user => user.UserPrincipalName == name && user.ObjectId == row.ObjectId)))
        .OrderByDescending(row => row.ChangedAt)
        .Select(row => row.Language)
        .FirstOrDefaultAsync(cancellationToken);

    private static string? FirstOf(Dictionary<string, string?> languages, IEnumerable<string> objectIds) =>
        objectIds.Select(id => languages.GetValueOrDefault(id)).FirstOrDefault(language => language is not null);

    /// <returns>Why the bot cannot speak in the newest chat with somebody; null when there is no chat that it was shut out of.</returns>
    public async Task<SendResult.Unreachable?> FindLossAsync(string recipient, CancellationToken cancellationToken)
    {
        var objectIds = await ObjectIdsOfAsync(recipient, cancellationToken);
        var reason = await db.Conversations
            .Where(row => row.UserObjectId != null && objectIds.Contains(row.UserObjectId) && row.UnreachableReason != null)
            .OrderByDescending(row => row.UpdatedAt)
            .Select(row => row.UnreachableReason)
            .FirstOrDefaultAsync(cancellationToken);
        return reason switch
        {
            null => null,
            Presence.Removed => new SendResult.Unreachable(403, "BotNotInConversationRoster", "The bot was removed."),
            _ => new SendResult.Unreachable(reason.EndsWith("NotFound", StringComparison.Ordinal) ? 404 : 403, reason, "Since an earlier attempt."),
        };
    }

    public Task MarkUnreachableAsync(string conversationId, string reason, CancellationToken cancellationToken) => db.Conversations
        .Where(row => row.ConversationId == conversationId)
        .ExecuteUpdateAsync(row => row.SetProperty(r => r.UnreachableReason, reason), cancellationToken);

    /// <summary>Later answers need no longer queue when this was the last.</summary>
    public Task AnswerIsThroughAsync(string conversationId) => db.Conversations
        .Where(row => row.ConversationId == conversationId
            && !db.Outbox.Any(message => message.State == OutboxState.Waiting
                && (message.ConversationId == conversationId || message.ConversationId!.StartsWith(conversationId + ";messageid="))))
        .ExecuteUpdateAsync(row => row.SetProperty(r => r.AnswersWaiting, false), CancellationToken.None);
}
