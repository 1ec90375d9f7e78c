using CompetencyBot.BotFramework.Files;
using CompetencyBot.Conversation;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration.Imports;

/// <param name="Kept">Ids of what was kept, in the order of the files; an archive is one.</param>
public sealed record IntakeResult(IReadOnlyList<FileReceipt> Receipts, IReadOnlyList<Guid> Kept);

/// <summary>
/// Fetches the files of a message, looks at their first lines, and keeps those that are evidence until they are read. Archives are kept as they are.
/// </summary>
public sealed class FileIntake(FileDownload download, BotDb db, TimeProvider clock)
{
    /// <summary>Of one message; Teams itself lets people attach ten.</summary>
    public const int MostFiles = 10;

    /// <returns>The reasons are in the reader's language.</returns>
    public async Task<IntakeResult> TakeAsync(IReadOnlyList<AttachedFile> files, Viewer sender, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sender);
        var now = clock.GetUtcNow(); // one for all, so that they expire together
        var receipts = new List<FileReceipt>();
        var kept = new List<Guid>();
        await foreach (var result in download.FetchAsync(files, cancellationToken))
        {
            var (news, content) = result switch
            {
                DownloadResult.Downloaded file => LookAt(file, receipts),
                DownloadResult.Refused refused => ([new FileReceipt.Refused(refused.Name, FileWords.Why(refused.Fault))], null),
                _ => throw new InvalidOperationException($"Unknown result {result.GetType().Name}."),
            };
            receipts.AddRange(news);
            if (content is not null && news.Any(receipt => receipt is FileReceipt.Taken))
                kept.Add(await KeepAsync(((DownloadResult.Downloaded)result).Name, content, sender, now, cancellationToken));
        }

        return new IntakeResult(receipts, kept);
    }

    /// <returns>A receipt, or of an archive one for each file in it; and what is to be kept.</returns>
    private static (FileReceipt[] Receipts, byte[]? Content) LookAt(DownloadResult.Downloaded file, List<FileReceipt> before)
    {
        var content = FileContent.KindOf(file.Bytes);
        if (content == FileContentKind.Zip)
            return (LookInto(file, before), file.Bytes);
        if (FileWords.WhyNot(content) is { } why)
            return ([new FileReceipt.Refused(file.Name, why)], null);

        var text = FileContent.ToUtf8(file.Bytes, content);
        return ([ReceiptOf(file.Name, FileRecognition.Of(file.Name, text), file.Bytes.Length, before)], text);
    }

    private static FileReceipt[] LookInto(DownloadResult.Downloaded file, List<FileReceipt> before)
    {
        using var archive = new MemoryStream(file.Bytes, writable: false);
        var zip = EvidenceZip.Look(archive);
        if (zip.Refusal is { } fault)
            return [new FileReceipt.Refused(file.Name, FileWords.Why(fault))];
        var receipts = new List<FileReceipt>();
        foreach (var packed in zip.Files)
            receipts.Add(ReceiptOf(file.Name, packed, [.. before, .. receipts]));
        return [.. receipts, .. zip.LeftOut.Select(left => new FileReceipt.Refused(FolderSearch.InArchive(file.Name, left.Name), FileWords.Why(left.Fault)))];
    }

    private static FileReceipt ReceiptOf(string archive, ZippedFile packed, IReadOnlyList<FileReceipt> before)
    {
        var name = FolderSearch.InArchive(archive, packed.Name);
        var content = FileContent.KindOfStart(packed.Start);
        return FileWords.WhyNot(content) is { } why
            ? new FileReceipt.Refused(name, why)
            : ReceiptOf(name, FileRecognition.Of(packed.Name, FileContent.ToUtf8(packed.Start, content)), packed.Bytes, before);
    }

    private static FileReceipt ReceiptOf(string name, RecognisedFile? file, long bytes, IReadOnlyList<FileReceipt> before) => file switch
    {
        null => new FileReceipt.Refused(name, FileWords.UnknownKind),
        { Rejection: { } rejection } => new FileReceipt.Refused(name, FileWords.Why(rejection)),
        { Kind: var kind } when before.OfType<FileReceipt.Taken>().FirstOrDefault(taken => taken.Kind == kind) is { } first =>
            new FileReceipt.Refused(name, FileWords.Why(new Rejection(RejectionReason.SecondOfItsKind, Detail: first.Name))),
        { Kind: var kind } => new FileReceipt.Taken(name, kind, bytes),
    };

    private async Task<Guid> KeepAsync(string name, byte[] content, Viewer sender, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = new ReceivedFile { Id = Guid.CreateVersion7(now), Name = name, Content = content, SentBy = sender.ObjectId ?? "", At = now };
        db.ReceivedFiles.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        db.Entry(row).State = EntityState.Detached; // its content need not stay in memory
        return row.Id;
    }
}
