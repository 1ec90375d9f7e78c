using System.Collections.Immutable;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Sources;

/// <summary>Reads the evidence files that lie in a folder itself (not in folders below it).</summary>
public static class EvidenceFolder
{
    /// <summary>
    /// Raised whenever the same bytes give other records than before, so that files that were imported already are read again.
    /// </summary>
    public const int ReaderVersion = 1;

    /// <summary>The files that have the name of their kind.</summary>
    /// <returns>Never throws for what stands in the folder or on the disk: all that is wrong is in the result, with its reason.</returns>
    public static EvidenceReading Read(string folder) => Read(folder, Named);

    /// <summary>Also files of a kind of which none has the proper name, told by their columns, and those in zip archives.</summary>
    /// <returns>Never throws for what stands in the folder or on the disk: all that is wrong is in the result, with its reason.</returns>
    public static EvidenceReading ReadAll(string folder)
    {
        using var unpacked = new TemporaryFiles();
        return Read(folder, paths => new FolderSearch(unpacked).Of(paths));
    }

    private static EvidenceReading Read(string folder, Func<string[], FoundFiles> search)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        try
        {
            var paths = Directory.GetFiles(folder);
            Array.Sort(paths, (one, other) => string.CompareOrdinal(Path.GetFileName(one), Path.GetFileName(other)));
            return Read(search(paths));
        }
        catch (DirectoryNotFoundException)
        {
            return Unreadable(new(folder, FolderProblemReason.Missing));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Unreadable(new(folder, FolderProblemReason.Unreadable, fault.Message));
        }
    }

    /// <summary>Reads files of which it is known where they lie. Of several of a kind the first is used.</summary>
    internal static EvidenceReading Read(FoundFiles found) => new Reader().ReadAll(found);

    private static FoundFiles Named(string[] paths) => new(
        [.. paths.Select(PlaceOf).OfType<EvidencePlace>()], [.. paths.Where(path => PlaceOf(path) is null).Select(path => Path.GetFileName(path))], []);

    internal static EvidencePlace? PlaceOf(string path) => Path.GetFileName(path) is var name && FileKinds.Of(name) is { } kind
        ? new EvidencePlace(path, name, kind, FileKinds.SeparatorOf(name)!.Value, IsOriginal: true)
        : null;

    private static EvidenceReading Unreadable(FolderProblem problem) => new(EvidenceRecords.Empty, [], [], problem);

    private sealed class Reader
    {
        private readonly Dictionary<FileKind, string> firsts = [];
        private EvidenceRecords records = EvidenceRecords.Empty;

        public EvidenceReading ReadAll(FoundFiles found)
        {
            var files = ImmutableArray.CreateBuilder<FileReading>();
            foreach (var place in found.Places)
                files.Add(firsts.TryAdd(place.Kind, place.Name) ? Read(place) : RejectSecond(place));
            return new(records, files.ToImmutable(), found.Ignored) { Archives = found.Archives };
        }

        private FileReading RejectSecond(EvidencePlace place) =>
            EvidenceFile.Recognise(place) with { Rejection = new(RejectionReason.SecondOfItsKind, Detail: firsts[place.Kind]) };

        private FileReading Read(EvidencePlace place) => place.Kind switch
        {
            FileKind.People => Keep(EvidenceFile.Read(place, FileFormats.People()), (content, now) => now with
            {
                People = content.Rows,
                AssociationsKnown = content.Header?.PositionOf("AssociatedOn") is not null,
            }),
            FileKind.TrainingCompletions =>
                Keep(EvidenceFile.Read(place, FileFormats.Training), (content, now) => now with { Training = content.Rows }),
            FileKind.CompetencyPerformanceRequirement =>
                Keep(EvidenceFile.Read(place, FileFormats.Performance), (content, now) => now with { Performance = content.Rows }),
            FileKind.CompetencySummaryHistory =>
                Keep(EvidenceFile.Read(place, FileFormats.History), (content, now) => now with { History = content.Rows }),
            FileKind.Membership =>
                Keep(EvidenceFile.Read(place, FileFormats.Membership), (content, now) => now with { Memberships = content.Rows }),
            FileKind.CapabilityMetrics =>
                Keep(EvidenceFile.Read(place, FileFormats.Capabilities), (content, now) => now with { Capabilities = content.Rows }),
            _ => throw new InvalidOperationException($"No format for {place.Kind}."),
        };

        private FileReading Keep<T>(FileContent<T> content, Func<FileContent<T>, EvidenceRecords, EvidenceRecords> apply)
        {
            records = apply(content, records);
            return content.File;
        }
    }
}
