using CompetencyBot.Conversation;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>Tells whoever asked what became of the people.</summary>
public sealed class AddReport(BotDb db, OutboxWriter outbox, RecipientFinder recipients)
{
    /// <summary>Once for each batch. Nothing is saved here.</summary>
    public async Task StageAsync(AddBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var people = await db.AddedPeople.AsNoTracking().Where(person => person.BatchId == batch.Id).OrderBy(person => person.Line).ToListAsync(cancellationToken);
        using var language = Language.Use(await recipients.FindLocaleAsync(batch.By, cancellationToken));
        outbox.Stage(new OutboxEntry($"people-added|{batch.Id:N}", batch.By, ReplyPages.Of(new Reply(AddPeopleTexts.ResultTitle, AddCards.Result(batch.Id, people)))));
    }
}
