using System.Collections.Immutable;

namespace CompetencyBot.Sources;

/// <param name="Ignored">Names of files that are not evidence.</param>
/// <param name="Archives">Archives, and files in them, that were not looked into.</param>
internal sealed record FoundFiles(ImmutableArray<EvidencePlace> Places, ImmutableArray<string> Ignored, ImmutableArray<ZipRefusal> Archives);

/// <summary>
/// Finds the evidence among the files of a folder: those that have the name of their kind first; of kinds that have none, tables with the columns of the kind; then the files
/// in archives. What fits nothing, or a kind that is there already, is left alone.
/// </summary>
internal sealed class FolderSearch(TemporaryFiles unpacked)
{
    private readonly List<EvidencePlace> _places = [];
    private readonly List<string> _ignored = [];
    private readonly List<ZipRefusal> _archives = [];

    /// <param name="paths">In the order of their names.</param>
    public FoundFiles Of(string[] paths)
    {
        _places.AddRange(paths.Select(EvidenceFolder.PlaceOf).OfType<EvidencePlace>());
        var named = _places.Select(place => place.Kind).ToHashSet();
        var others = paths.Where(path => EvidenceFolder.PlaceOf(path) is null).ToLookup(path => IsZip(path));
        foreach (var path in others[false])
            Add(Path.GetFileName(path), FileKinds.SeparatorOf(path) is null ? null : ByColumns(path, Path.GetFileName(path)), named);
        var before = _places.Select(place => place.Kind).ToHashSet();
        foreach (var path in others[true])
            AddArchive(path, before);
        return new FoundFiles([.. _places], [.. _ignored.Order(StringComparer.Ordinal)], [.. _archives]);
    }

    private void Add(string name, EvidencePlace? place, HashSet<FileKind> taken)
    {
        if (place is null || taken.Contains(place.Kind))
            _ignored.Add(name);
        else
            _places.Add(place);
    }

    private void AddArchive(string path, HashSet<FileKind> taken)
    {
        var archive = Path.GetFileName(path);
        var zip = Unpack(path);
        if (zip.Refusal is { } fault)
            _archives.Add(new ZipRefusal(archive, fault));
        _archives.AddRange(zip.LeftOut.Select(file => file with { Name = InArchive(archive, file.Name) }));
        foreach (var file in zip.Files)
            Add(InArchive(archive, file.Name), PlaceOf(file, archive, unpacked), taken);
    }

    private ZipContent Unpack(string path)
    {
        try
        {
            using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return EvidenceZip.Unpack(content, unpacked.NewFolder());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return ZipContent.Refused(ZipFault.Damaged); // one archive does not hinder the other files
        }
    }

    /// <returns>Null for a file that is not evidence.</returns>
    public static EvidencePlace? PlaceOf(ZippedFile file, string archive, TemporaryFiles unpacked)
    {
        var path = unpacked.ToUtf8(file.Path!, file.Start);
        using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return FileRecognition.Of(file.Name, content) is { } found ? new EvidencePlace(path, InArchive(archive, file.Name), found.Kind, found.Separator) : null;
    }

    /// <summary>How a file in an archive is called.</summary>
    public static string InArchive(string archive, string name) => $"{archive}/{name}";

    private static EvidencePlace? ByColumns(string path, string name)
    {
        try
        {
            using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return FileRecognition.ByColumns(content) is { } found ? new EvidencePlace(path, name, found.Kind, found.Separator, IsOriginal: true) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null; // it does not have the name of evidence
        }
    }

    private static bool IsZip(string path) => Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase);
}
