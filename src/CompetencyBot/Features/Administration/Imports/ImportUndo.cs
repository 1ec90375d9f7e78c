using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>Brings back what an import replaced. The button on the card of an import does it; whoever types it is first shown what that means.</summary>
public sealed class ImportUndo(BotDb db, ImportPipeline pipeline, DryRunner dryRuns, ImportMessages messages, ImportDecisions decisions, JobStarter jobs)
{
    public async Task<Reply> UndoAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await decisions.FindAsync(request, cancellationToken) is not { } run)
            return ImportDecisions.Gone();
        if (await pipeline.UndoAsync(run.Id, request.Viewer.AuditName, cancellationToken))
        {
            await jobs.EvidenceChangedAsync(cancellationToken);
            return await decisions.DecidedAsync(await decisions.ReloadAsync(run, cancellationToken), null, cancellationToken);
        }

        var outlook = await UndoOutlook.OfAsync(db, await decisions.ReloadAsync(run, cancellationToken), cancellationToken);
        var view = await messages.ViewAsync(outlook.Run, cancellationToken);
        return new Reply(ImportChatTexts.UndoTitle, UndoCard.Refused(outlook, view));
    }

    /// <summary>Of the last import that changed something.</summary>
    public async Task<Reply> AskAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await UndoOutlook.LastAsync(db, cancellationToken) is not { } run)
            return new Reply(ImportChatTexts.NothingToUndo);
        var outlook = await UndoOutlook.OfAsync(db, run, cancellationToken);
        if (outlook.Obstacle is not null)
            return new Reply(ImportChatTexts.UndoTitle, UndoCard.Refused(outlook, await messages.ViewAsync(run, cancellationToken)));
        await jobs.PreviewUndoAsync(request.Viewer, run.Id, cancellationToken);
        return new Reply(ImportChatTexts.UndoLookedUp);
    }

    /// <summary>Puts the question into the outbox: what would come back, and what the levels would be.</summary>
    public async Task QuestionAsync(Guid id, string asker, string request, CancellationToken cancellationToken)
    {
        if (await db.ImportRuns.AsNoTracking().FirstOrDefaultAsync(run => run.Id == id, cancellationToken) is not { } run)
            return;
        var outlook = await UndoOutlook.OfAsync(db, run, cancellationToken);
        var view = await messages.ViewAsync(run, cancellationToken);
        var (_, effects) = outlook.Obstacle is null
            ? await dryRuns.EffectAsync([.. outlook.Back.Select(content => content.Id)], [.. outlook.Emptied], cancellationToken)
            : (null, []);
        await messages.StageAsync(
            $"import-undo|{request}",
            asker,
            () => new Reply(ImportChatTexts.UndoTitle, outlook.Obstacle is null ? UndoCard.Question(outlook, effects, view) : UndoCard.Refused(outlook, view)),
            cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
