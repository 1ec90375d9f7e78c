using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Pictures;

/// <summary>How far each competency or designation is, today and at the anniversary.</summary>
/// <param name="Anniversary">Null where none is known: then nothing is said of the time to come.</param>
/// <param name="Rows">In the order in which they are drawn.</param>
public sealed record ProgressPicture(
    [property: JsonPropertyName("e")] string EditionId,
    [property: JsonPropertyName("d")] DateOnly Today,
    [property: JsonPropertyName("a")] DateOnly? Anniversary,
    [property: JsonPropertyName("r")] ImmutableArray<ProgressRow> Rows) : Picture
{
    public const string Name = "progress";

    /// <summary>More do not fit in the height that Teams shows.</summary>
    public const int MostRows = 20;

    public override string Kind => Name;

    public override bool IsReadable => Rows.Length is > 0 and <= MostRows;

    /// <summary>The competencies whose requirements are known: the highest level first, then the furthest.</summary>
    /// <param name="risk">The look ahead to the anniversary from the same day; null where there is none.</param>
    public static ProgressPicture Of(Attainment today, RenewalRisk? risk)
    {
        ArgumentNullException.ThrowIfNull(today);
        var rows = today.Edition.Competencies.Where(competency => competency.RequirementsKnown)
            .Select(competency => ProgressRow.Of(competency, today, risk))
            .OrderByDescending(row => row.Reached)
            .ThenByDescending(row => row.Done);
        return new ProgressPicture(today.Edition.Id, today.Date, risk?.Anniversary, [.. rows]);
    }
}

/// <param name="Reached">Highest level met; null = none.</param>
/// <param name="Kept">The highest of the levels met that will hold at the anniversary.</param>
/// <param name="Done">Points of a score; else how much of the next level is there, in percent, 0 when there is none.</param>
public sealed record ProgressRow(
    [property: JsonPropertyName("c")] string CompetencyId,
    [property: JsonPropertyName("n")] Level? Reached,
    [property: JsonPropertyName("k")] Level? Kept,
    [property: JsonPropertyName("p")] int Done)
{
    [JsonIgnore]
    public bool Falls => Kept != Reached;

    internal static ProgressRow Of(Competency competency, Attainment today, RenewalRisk? risk)
    {
        var reached = today.HighestLevel(competency.Id);
        return new ProgressRow(competency.Id, reached, risk is null ? reached : KeptOf(competency, risk), DoneOf(today.LevelsOf(competency.Id), reached));
    }

    private static Level? KeptOf(Competency competency, RenewalRisk risk) => risk.Levels
        .Where(level => level.Competency.Id == competency.Id && level.Holds)
        .Max(level => (Level?)level.Level);

    private static int DoneOf(IEnumerable<LevelAttainment> levels, Level? reached)
    {
        LevelAttainment[] all = [.. levels];
        if (all.SelectMany(level => level.Requirements).OfType<ScoreAttainment>().Max(score => (decimal?)score.Value) is { } points)
            return (int)points;
        LevelAttainment[] higher = [.. all.Where(level => reached is null || level.Level > reached)];
        return higher.Length == 0
            ? 0
            : higher.Where(level => level.Level == higher.Min(other => other.Level)).Max(level => (int)(100 * level.Requirements.Average(ShareOf)));
    }

    private static decimal ShareOf(RequirementAttainment requirement) => requirement switch
    {
        { Met: true } => 1,
        PerformanceAttainment { Value: > 0, Need: > 0 } figure => Math.Min(1, figure.Value.Value / figure.Need),
        SkillAttainment { Groups.IsEmpty: false } skill => (decimal)skill.Groups.Sum(group => group.Have) / skill.Groups.Sum(group => group.Need),
        _ => 0,
    };
}
