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

    /// <returns>Never throws for what stands in the folder or on the disk: all that is wrong is in the result, with its reason.</returns>
    public static EvidenceReading Read(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        try
        {
            var paths = Directory.GetFiles(folder);
            Array.Sort(paths, (one, other) => string.CompareOrdinal(Path.GetFileName(one), Path.GetFileName(other)));
            return new Reader().ReadAll(paths);
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

    private static EvidenceReading Unreadable(FolderProblem problem) => new(EvidenceRecords.Empty, [], [], problem);

    private sealed class Reader
    {
        private readonly Dictionary<FileKind, string> firsts = [];
        private EvidenceRecords records = EvidenceRecords.Empty;

        public EvidenceReading ReadAll(IEnumerable<string> paths)
        {
            var files = ImmutableArray.CreateBuilder<FileReading>();
            var ignored = ImmutableArray.CreateBuilder<string>();
            foreach (var path in paths)
            {
                var name = Path.GetFileName(path);
                if (FileKinds.Of(name) is not { } kind)
                    ignored.Add(name);
                else if (firsts.TryAdd(kind, name))
                    files.Add(Read(path, kind));
                else
                    files.Add(RejectSecond(path, kind));
            }

            return new(records, files.ToImmutable(), ignored.ToImmutable());
        }

        private FileReading RejectSecond(string path, FileKind kind) =>
            EvidenceFile.Recognise(path, kind) with { Rejection = new(RejectionReason.SecondOfItsKind, Detail: firsts[kind]) };

        private FileReading Read(string path, FileKind kind) => kind switch
        {
            FileKind.People => Keep(EvidenceFile.Read(path, kind, FileFormats.People()), (content, now) => now with
            {
                People = content.Rows,
                AssociationsKnown = content.Header?.PositionOf("AssociatedOn") is not null,
            }),
            FileKind.TrainingCompletions =>
                Keep(EvidenceFile.Read(path, kind, FileFormats.Training), (content, now) => now with { Training = content.Rows }),
            FileKind.CompetencyPerformanceRequirement =>
                Keep(EvidenceFile.Read(path, kind, FileFormats.Performance), (content, now) => now with { Performance = content.Rows }),
            FileKind.CompetencySummaryHistory =>
                Keep(EvidenceFile.Read(path, kind, FileFormats.History), (content, now) => now with { History = content.Rows }),
            FileKind.Membership =>
                Keep(EvidenceFile.Read(path, kind, FileFormats.Membership), (content, now) => now with { Memberships = content.Rows }),
            FileKind.CapabilityMetrics =>
                Keep(EvidenceFile.Read(path, kind, FileFormats.Capabilities), (content, now) => now with { Capabilities = content.Rows }),
            _ => throw new InvalidOperationException($"No format for {kind}."),
        };

        private FileReading Keep<T>(FileContent<T> content, Func<FileContent<T>, EvidenceRecords, EvidenceRecords> apply)
        {
            records = apply(content, records);
            return content.File;
        }
    }
}
