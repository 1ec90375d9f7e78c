using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>Applies an import that waits for a word, or forgets it. Any admin may say so; of two presses, on whichever instance, one counts, and the other is told whose.</summary>
public sealed class ImportDecisions(BotDb db, ImportPipeline pipeline, ImportMessages messages, JobStarter jobs, TimeProvider clock)
{
    public async Task<Reply> AcceptAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await FindAsync(request, cancellationToken) is not { } run)
            return Gone();
        if (run.State != ImportState.Waiting)
            return await DecidedAsync(run, ImportChatTexts.AlreadyDecided, cancellationToken);
        if (await pipeline.ApplyAsync(run.Id, request.Viewer.AuditName, cancellationToken))
        {
            await jobs.EvidenceChangedAsync(cancellationToken);
            return await DecidedAsync(await ReloadAsync(run, cancellationToken), null, cancellationToken);
        }

        run = await ReloadAsync(run, cancellationToken);
        if (run.State != ImportState.Waiting)
            return await DecidedAsync(run, ImportChatTexts.AlreadyDecided, cancellationToken);
        await jobs.PreviewAgainAsync(request.Viewer, run.Id, cancellationToken);
        return new Reply(ImportChatTexts.OvertakenTitle, CardParts.Card([new BotFramework.Cards.TextBlock(ImportChatTexts.Overtaken)], ImportChatTexts.OvertakenTitle));
    }

    public async Task<Reply> DiscardAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await FindAsync(request, cancellationToken) is not { } run)
            return Gone();
        var isOurs = run.State == ImportState.Waiting && await pipeline.DiscardAsync(run.Id, request.Viewer.AuditName, cancellationToken);
        return await DecidedAsync(await ReloadAsync(run, cancellationToken), isOurs ? null : ImportChatTexts.AlreadyDecided, cancellationToken);
    }

    /// <summary>The card of an import, as it is now.</summary>
    public async Task<Reply> ShowAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await FindAsync(request, cancellationToken) is not { } run)
            return Gone();
        return new Reply(ImportCard.TitleOf(run.State), ImportCard.For(await messages.ViewAsync(run, cancellationToken)));
    }

    /// <summary>The answer takes the place of the card that was pressed; those of other admins, and one that was pressed elsewhere, are changed through the outbox.</summary>
    internal async Task<Reply> DecidedAsync(ImportRun run, string? said, CancellationToken cancellationToken)
    {
        var view = await messages.ViewAsync(run, cancellationToken);
        if (said is null)
        {
            await messages.StageUpdatesAsync(view, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return new Reply(ImportCard.TitleOf(run.State), ImportCard.For(view, said));
    }

    internal static Reply Gone() => new(
        ImportChatTexts.Gone, CardParts.Card([new BotFramework.Cards.TextBlock(ImportChatTexts.Gone)], ImportChatTexts.Gone));

    internal Task<ImportRun> ReloadAsync(ImportRun run, CancellationToken cancellationToken) =>
        db.ImportRuns.AsNoTracking().FirstAsync(row => row.Id == run.Id, cancellationToken);

    /// <returns>Null for one that is not there, and for what no button of ours says.</returns>
    internal async Task<ImportRun?> FindAsync(Request request, CancellationToken cancellationToken)
    {
        if (ImportAction.RunOf(request) is not { } id
            || await db.ImportRuns.AsNoTracking().FirstOrDefaultAsync(run => run.Id == id && run.State != ImportState.Staging, cancellationToken) is not { } run)
            return null;
        if (run.State != ImportState.Waiting || run.At + ImportRun.WaitsFor(run.Source) >= clock.GetUtcNow())
            return run;
        if (run.Source == EvidenceSource.Folder)
            await FolderMark.ForgetAsync(db, db.ImportRuns.Where(row => row.Id == run.Id && row.State == ImportState.Waiting), cancellationToken);
        await pipeline.DiscardAsync(run.Id, by: null, cancellationToken); // its time is over; the housekeeping comes each hour only
        return await ReloadAsync(run, cancellationToken);
    }
}
