using CompetencyBot.BotFramework.Files;
using CompetencyBot.Conversation;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration;

/// <summary>
/// Fetches the files of a message, looks at their first line, and keeps those that are evidence until somebody says what to do with them.
/// </summary>
public sealed class FileIntake(FileDownload download, BotDb db, TimeProvider clock)
{
    /// <summary>Of one message; Teams itself lets people attach ten.</summary>
    public const int MostFiles = 10;

    /// <returns>One for each file, in their order; the reasons are in the reader's language.</returns>
    public async Task<IReadOnlyList<FileReceipt>> TakeAsync(
        IReadOnlyList<AttachedFile> files, Viewer sender, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sender);
        var now = clock.GetUtcNow(); // one for all, so that they expire together
        var receipts = new List<FileReceipt>();
        await foreach (var result in download.FetchAsync(files, cancellationToken))
        {
            var receipt = result switch
            {
                DownloadResult.Downloaded file => LookAt(file, receipts, now),
                DownloadResult.Refused refused => (new FileReceipt.Refused(refused.Name, FileWords.Why(refused.Fault)), null),
                _ => throw new InvalidOperationException($"Unknown result {result.GetType().Name}."),
            };
            if (receipt is { Receipt: FileReceipt.Taken taken, Text: { } text })
                await KeepAsync(taken, text, sender, now, cancellationToken);
            receipts.Add(receipt.Receipt);
        }

        return receipts;
    }

    /// <returns>With the content in UTF-8 when it is taken.</returns>
    private static (FileReceipt Receipt, byte[]? Text) LookAt(DownloadResult.Downloaded file, List<FileReceipt> before, DateTimeOffset now)
    {
        var content = FileContent.KindOf(file.Bytes);
        if (FileWords.WhyNot(content) is { } why)
            return (new FileReceipt.Refused(file.Name, why), null);

        var text = FileContent.ToUtf8(file.Bytes, content);
        return FileRecognition.Of(file.Name, text) switch
        {
            null => (new FileReceipt.Refused(file.Name, FileWords.UnknownKind), null),
            { Rejection: { } rejection } => (new FileReceipt.Refused(file.Name, FileWords.Why(rejection)), null),
            { Kind: var kind } when before.OfType<FileReceipt.Taken>().FirstOrDefault(taken => taken.Kind == kind) is { } first =>
                (new FileReceipt.Refused(file.Name, FileWords.Why(new Rejection(RejectionReason.SecondOfItsKind, Detail: first.Name))), null),
            { Kind: var kind } => (new FileReceipt.Taken(file.Name, Guid.CreateVersion7(now), kind, file.Bytes.Length), text),
        };
    }

    private async Task KeepAsync(
        FileReceipt.Taken taken, byte[] text, Viewer sender, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = new ReceivedFile { Id = taken.Id, Name = taken.Name, Content = text, SentBy = sender.ObjectId ?? "", At = now };
        db.ReceivedFiles.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        db.Entry(row).State = EntityState.Detached; // its content need not stay in memory
    }
}
