using System.Globalization;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.CommandLine;

/// <summary>The attainment as a person reads it in a terminal.</summary>
internal static class EvaluationTable
{
    private static readonly string[] Head = ["COMPETENCY", "PATH", "LEVEL", "MET", "NEW EXAMS", "MISSING"];

    public static IEnumerable<string> Lines(Attainment attainment)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{attainment.Edition.Title} ({attainment.Edition.Id}) on {attainment.Date:yyyy-MM-dd}, {Word(attainment.Market)} market");
        if (attainment.Edition.HasEnded(attainment.Date))
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"This edition ended on {attainment.Edition.AppliesTo:yyyy-MM-dd}; it was replaced by {attainment.Edition.ReplacedBy}.");
        foreach (var competency in attainment.Edition.Competencies.Where(competency => !competency.RequirementsKnown))
            yield return $"{competency.Names["en"]}: this edition's requirements are not known.";
        yield return "";
        string[][] rows = [Head, .. attainment.Levels.Select(Cells)];
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            yield return string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
    }

    private static string[] Cells(LevelAttainment level) =>
    [
        level.Competency.Names["en"],
        level.Path.Names["en"],
        level.Level.Word(),
        level.Met ? "yes" : "no",
        level.NewExams?.ToString(CultureInfo.InvariantCulture) ?? "not possible",
        string.Join("; ", level.Requirements.Where(requirement => !requirement.Met).Select(Missing)),
    ];

    private static string Missing(RequirementAttainment requirement) => requirement switch
    {
        // A status such as an authorisation is kept as a figure of 0 or 1, which says nothing to a person.
        PerformanceAttainment { Requirement: { Unit: "boolean", Metric: var status } } => $"{status} needed",
        PerformanceAttainment { Requirement: var goal, Value: var value, Need: var need } =>
            value is null
                ? Say($"{goal.Metric}: nothing known, {need:#,0.##} {goal.Unit} needed")
                : Say($"{goal.Metric}: {value:#,0.##} of {need:#,0.##} {goal.Unit}"),
        ScoreAttainment score => Say($"{score.Value:0.##} of {score.Requirement.Need:0.##} points") + AtZero(score),
        SkillAttainment skill => string.Join(" and ", skill.Groups.Select(Filled)),
        _ => requirement.Id,
    };

    private static string AtZero(ScoreAttainment score) =>
        score.Indicators.Where(each => each.Points == 0).Select(each => each.Indicator.Id).ToArray() is { Length: > 0 } zero
        && score.Requirement.EveryIndicatorAboveZero
            ? $", nothing for {string.Join(", ", zero)}"
            : "";

    private static string Filled(GroupAttainment group) => Say($"{group.Have} of {group.Need} {(group.Need == 1 ? "person" : "people")}");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Word(Domain.Evidence.Market market) => market.ToString().ToLowerInvariant();
}
