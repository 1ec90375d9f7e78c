using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>Tells whoever waits for a long import how far it is: one message that changes.</summary>
public sealed class ImportProgress(BotDb db, ImportMessages messages, TimeProvider clock)
{
    /// <summary>Fewer rows are read before anybody would look.</summary>
    public const int LongFrom = 20_000;

    private const int Step = 20_000;

    private Guid? _message;
    private int _told;

    /// <param name="run">With its rows so far.</param>
    public async Task TellAsync(ImportRun run, string recipient, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var isWhole = run.RowsSoFar >= run.RowsInAll;
        if (run.RowsInAll <= LongFrom || (!isWhole && run.RowsSoFar - _told < Step))
            return;
        _told = run.RowsSoFar;
        var (id, replaces) = _message is null ? (_message = Guid.CreateVersion7(clock.GetUtcNow()), (Guid?)null) : (null, _message);
        await messages.StageAsync(
            $"import-progress|{run.Id:N}|{run.RowsSoFar}",
            recipient,
            () => new Reply(Language.Format(isWhole ? ImportChatTexts.ProgressWhole : ImportChatTexts.Progress, run.RowsSoFar, run.RowsInAll)),
            cancellationToken,
            id,
            replaces);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
