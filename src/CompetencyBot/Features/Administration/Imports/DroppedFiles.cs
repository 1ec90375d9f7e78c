using CompetencyBot.BotFramework.Files;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>Reads files that were kept of a message, one after the other from the disk, so that no more than one is in memory as a whole.</summary>
public sealed class DroppedFiles(BotDb db)
{
    /// <param name="ids">In the order of the message: of two files of a kind the first is used.</param>
    /// <returns>Null when none is there any more: they were read already, or a day has passed.</returns>
    public async Task<EvidenceReading?> ReadAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        using var disk = new TemporaryFiles();
        var found = new List<FoundFiles>();
        foreach (var id in ids)
            if (await db.ReceivedFiles.AsNoTracking().FirstOrDefaultAsync(file => file.Id == id, cancellationToken) is { } file)
                found.Add(Find(file, disk));
        return found.Count == 0 ? null : EvidenceFolder.Read(new FoundFiles(
            [.. found.SelectMany(files => files.Places)], [.. found.SelectMany(files => files.Ignored)], [.. found.SelectMany(files => files.Archives)]));
    }

    private static FoundFiles Find(ReceivedFile file, TemporaryFiles disk)
    {
        var path = disk.Write(file.Content);
        if (FileContent.KindOf(file.Content) == FileContentKind.Zip)
            return Unpack(path, file.Name, disk);
        using var content = File.OpenRead(path);
        return FileRecognition.Of(file.Name, content) is { } known
            ? new FoundFiles([new EvidencePlace(path, file.Name, known.Kind, known.Separator)], [], [])
            : new FoundFiles([], [file.Name], []);
    }

    private static FoundFiles Unpack(string path, string name, TemporaryFiles disk)
    {
        using var archive = File.OpenRead(path);
        var zip = EvidenceZip.Unpack(archive, disk.NewFolder());
        var places = zip.Files.Select(file => (file.Name, Place: FolderSearch.PlaceOf(file, name, disk))).ToArray();
        return new FoundFiles(
            [.. places.Select(file => file.Place).OfType<EvidencePlace>()],
            [.. places.Where(file => file.Place is null).Select(file => FolderSearch.InArchive(name, file.Name))],
            [
                .. zip.Refusal is { } fault ? (IEnumerable<ZipRefusal>)[new ZipRefusal(name, fault)] : [],
                .. zip.LeftOut.Select(left => left with { Name = FolderSearch.InArchive(name, left.Name) }),
            ]);
    }
}
