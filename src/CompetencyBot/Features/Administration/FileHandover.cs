using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration;

/// <summary>
/// Hands files that wait for an admin's word over to the import folder, or forgets them. Any admin may say it. Of two presses, on whichever
/// instance, one takes the rows; the other finds none.
/// </summary>
public sealed partial class FileHandover(BotDb db, ImportFolder folder, JobStarter jobs, TimeProvider clock, ILogger<FileHandover> logger)
{
    /// <summary>A card whose buttons were pressed is replaced, so that nobody presses them again; one that failed stays.</summary>
    public async Task<Reply> AcceptAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!folder.IsSet)
            return new Reply(Texts.FilesNoFolder);
        try
        {
            var lines = await HandOverAsync(Ids(request), cancellationToken);
            if (lines.Count == 0)
                return Gone();
            await jobs.ImportAsync(request.Viewer, cancellationToken);
            return Said(Texts.FilesAccepted, [.. lines, Texts.ImportStarted]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Log.NotWritten(logger, fault);
            return new Reply(Language.Format(Texts.FilesNotWritten, Phrases.Escape(fault.Message)));
        }
    }

    public async Task<Reply> DiscardAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await Waiting(Ids(request)).ExecuteDeleteAsync(cancellationToken) == 0 ? Gone() : Said(Texts.FilesDiscarded, []);
    }

    /// <summary>The rows are gone only when all files are written; what was written before a fault is written again the next time.</summary>
    /// <returns>A line for each file; none when all are gone.</returns>
    private async Task<List<string>> HandOverAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var id in ids)
            if (await TakeAsync(id, cancellationToken) is { } file && FileRecognition.Of(file.Name, file.Content) is { } recognised)
            {
                folder.Put(recognised, file.Content);
                lines.Add(Language.Format(Texts.FileHandedOver, Phrases.Name(file.Name), recognised.CanonicalName));
            }

        await transaction.CommitAsync(cancellationToken);
        return lines;
    }

    private async Task<ReceivedFile?> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        var file = await Waiting([id]).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        return file is not null && await Waiting([id]).ExecuteDeleteAsync(cancellationToken) == 1 ? file : null;
    }

    private IQueryable<ReceivedFile> Waiting(Guid[] ids)
    {
        var oldest = clock.GetUtcNow() - ReceivedFile.Kept;
        return db.ReceivedFiles.Where(file => ids.Contains(file.Id) && file.At >= oldest);
    }

    private static Guid[] Ids(Request request) =>
    [
        .. (request.Text(ReceivedFilesCard.FilesInput) ?? "").Split(',').Take(FileIntake.MostFiles)
            .Select(id => Guid.TryParse(id, out var found) ? found : Guid.Empty).Distinct(),
    ];

    private static Reply Gone() => Said(Texts.FilesGone, []);

    private static Reply Said(string text, IReadOnlyList<string> lines) => new(
        text, CardParts.Card([new TextBlock(text), .. lines.Select(line => new TextBlock(line) { Spacing = "Small" })], text));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Files that an admin accepted could not be written into Import:Folder.")]
        public static partial void NotWritten(ILogger logger, Exception fault);
    }
}
