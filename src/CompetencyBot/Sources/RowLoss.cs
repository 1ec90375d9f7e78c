using System.Globalization;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Sources;

/// <summary>How many of the rows that count a new content no longer has.</summary>
public sealed record RowLoss(int Gone, int Before)
{
    /// <summary>Rows go in the course of a year, but never many at once.</summary>
    private const int Fewest = 20;

    private const int OneOf = 5;

    /// <summary>A fifth of them, and not just a few.</summary>
    public bool IsGreat => Gone >= Fewest && Gone * OneOf >= Before;

    /// <param name="before">Null = nothing counts.</param>
    public static RowLoss Of(FileKind kind, EvidenceRecords? before, EvidenceRecords after)
    {
        ArgumentNullException.ThrowIfNull(after);
        var now = before ?? EvidenceRecords.Empty;
        return kind switch
        {
            FileKind.TrainingCompletions => Of(now.Training, after.Training, row => row with { Line = 0 }),
            FileKind.CompetencyPerformanceRequirement => Of(now.Performance, after.Performance, row => row with { Line = 0 }),
            FileKind.CompetencySummaryHistory => Of(now.History, after.History, row => row with { Line = 0 }),
            _ => throw new InvalidOperationException($"{kind} is no dataset."),
        };
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Gone}/{Before}");

    private static RowLoss Of<T>(IReadOnlyCollection<T> before, IEnumerable<T> after, Func<T, T> withoutLine)
        where T : notnull
    {
        var kept = after.Select(withoutLine).ToHashSet();
        return new(before.Count(row => !kept.Contains(withoutLine(row))), before.Count);
    }
}
