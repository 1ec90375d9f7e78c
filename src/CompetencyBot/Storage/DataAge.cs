using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Sources;

namespace CompetencyBot.Storage;

/// <summary>Where data comes from, as far as its age goes: each has an interval of its own.</summary>
public enum DataOrigin
{
    /// <summary>Files of the folder and of the chat.</summary>
    Files,

    /// <summary>Partner Center Insights.</summary>
    Insights,

    Directory,
}

/// <summary>How old one part of the data is.</summary>
/// <param name="Kind">Kind of evidence; null of the directory.</param>
/// <param name="AsOf">Until when it is known to be what its source says.</param>
/// <param name="StaleFrom">When it becomes stale: twice the interval of its source; a file has none, so that the setting decides.</param>
public sealed record DataPart(DataOrigin Origin, string? Kind, DateTimeOffset AsOf, DateTimeOffset StaleFrom);

/// <summary>
/// How old the data is that what is said rests on, at one moment. Only what ages counts: training rows, figures where an edition that is followed asks for them, people
/// where their file tells the associations, and the directory where it is read. What a membership is does not grow old.
/// </summary>
public sealed record DataAge(ImmutableArray<DataPart> Parts, DateTimeOffset Now)
{
    /// <summary>What Partner Center refreshes its datasets by, where it does not say.</summary>
    private const int UsualHours = 120;

    private static readonly TimeSpan DirectoryGoodFor = TimeSpan.FromHours(2);

    public static DataAge Unknown { get; } = new([], DateTimeOffset.MinValue);

    /// <summary>The oldest that matters; null = nothing was imported yet.</summary>
    public DateTimeOffset? AsOf => Parts.Min(part => (DateTimeOffset?)part.AsOf);

    public IEnumerable<DataPart> Stale => Parts.Where(part => part.StaleFrom <= Now);

    /// <param name="files">The contents that count, each with the hours between two runs of its dataset where that is known.</param>
    /// <param name="directory">When the directory was last read to the end; null = it is not read.</param>
    /// <param name="filesStaleFrom">When a file of that age becomes stale.</param>
    public static DataAge Of(
        IEnumerable<Edition> followed,
        IEnumerable<(EvidenceSnapshot Row, int? IntervalHours)> files,
        DateTimeOffset? directory,
        Func<DateTimeOffset, DateTimeOffset> filesStaleFrom,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(followed);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(filesStaleFrom);
        var aging = KindsFor(followed.SelectMany(edition => edition.Competencies)).Select(kind => $"{kind}").ToHashSet();
        return new DataAge(
            [
                .. from file in files
                   let row = file.Row
                   where aging.Contains(row.Kind) || row.AssociationsKnown
                   select row.Source == EvidenceSource.Insights
                       ? new DataPart(DataOrigin.Insights, row.Kind, row.AsOf, row.AsOf.AddHours(2 * (file.IntervalHours ?? UsualHours)))
                       : new DataPart(DataOrigin.Files, row.Kind, row.AsOf, filesStaleFrom(row.AsOf)),
                .. directory is { } read ? [new DataPart(DataOrigin.Directory, null, read, read + DirectoryGoodFor)] : (DataPart[])[],
            ],
            now);
    }

    /// <summary>The kinds of evidence by which these competencies are judged.</summary>
    public static IEnumerable<FileKind> KindsFor(IEnumerable<Competency> competencies)
    {
        ArgumentNullException.ThrowIfNull(competencies);
        Requirement[] asked = [.. competencies.SelectMany(competency => competency.Paths).SelectMany(path => path.Levels).SelectMany(level => level.Requirements)];
        return
        [
            FileKind.TrainingCompletions,
            .. asked.Any(requirement => requirement is PerformanceRequirement) ? [FileKind.CompetencyPerformanceRequirement] : (FileKind[])[],
            .. asked.Any(requirement => requirement is ScoreRequirement) ? [FileKind.CapabilityMetrics] : (FileKind[])[],
        ];
    }
}
