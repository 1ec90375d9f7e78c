using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>Puts cards about imports into the outbox, and those of them that were sent are changed where they stand. Nothing is saved here.</summary>
public sealed class ImportMessages(
    BotDb db, OutboxWriter outbox, RecipientFinder recipients, EvidenceReader reader, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    public async Task<ImportView> ViewAsync(ImportRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new ImportView(run, DryRun.Of(run) ?? new DryRun([], [], []), await reader.ReadAsync(cancellationToken), reader.Editions, organisation.CurrentValue.Zone);
    }

    /// <summary>Stages the card for somebody; a second one for the same person only if it is asked for.</summary>
    /// <param name="dueAt">Null = now.</param>
    /// <param name="isFirst">Whether it is the one that tells of the import.</param>
    public async Task StageAsync(ImportView view, string recipient, bool isFirst, DateTimeOffset? dueAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(recipient);
        var key = $"{KeyOf(view.Run.Id)}{(isFirst ? recipient.ToLowerInvariant() : $"{Guid.CreateVersion7(clock.GetUtcNow()):N}")}";
        if ((await outbox.FindAsync([key], cancellationToken)).Count == 0)
            outbox.Stage(new OutboxEntry(key, recipient, [await MessageAsync(view, recipient, cancellationToken)]) { DueAt = dueAt });
    }

    /// <summary>Stages the present state of every card of the import.</summary>
    public async Task StageUpdatesAsync(ImportView view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        var key = KeyOf(view.Run.Id);
        var cards = await db.Outbox.AsNoTracking()
            .Where(row => row.Key.StartsWith(key) && row.State != OutboxState.GivenUp && row.State != OutboxState.Withdrawn)
            .Select(row => new { row.Id, row.Recipient, row.State })
            .ToListAsync(cancellationToken);
        foreach (var card in cards)
        {
            var message = await MessageAsync(view, card.Recipient, cancellationToken);
            if (card.State is OutboxState.Waiting or OutboxState.Unreachable && await outbox.RewriteAsync(card.Id, message, withdraw: false, cancellationToken))
                continue;
            outbox.Stage(new OutboxEntry($"import-update|{card.Id:N}|{Guid.CreateVersion7(clock.GetUtcNow()):N}", card.Recipient, [message]) { Replaces = card.Id });
        }
    }

    /// <summary>Anything else that somebody is told of an import.</summary>
    public async Task StageAsync(string key, string recipient, Func<Reply> say, CancellationToken cancellationToken, Guid? id = null, Guid? replaces = null)
    {
        ArgumentNullException.ThrowIfNull(say);
        using var language = Language.Use(await recipients.FindLocaleAsync(recipient, cancellationToken));
        outbox.Stage(new OutboxEntry(key, recipient, ReplyPages.Of(say())) { Id = id, Replaces = replaces });
    }

    private static string KeyOf(Guid run) => $"import-card|{run:N}|";

    private async Task<OutboundActivity> MessageAsync(ImportView view, string recipient, CancellationToken cancellationToken)
    {
        using var language = Language.Use(await recipients.FindLocaleAsync(recipient, cancellationToken));
        return ReplyPages.InPlace(ImportCard.For(view), ImportCard.TitleOf(view.Run.State)).First.ToActivity(ImportCard.TitleOf(view.Run.State));
    }
}
