using System.Globalization;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.CommandLine;

/// <summary>The look ahead as a person reads it in a terminal: what holds, then what breaks, when, why and what would cure it.</summary>
internal static class ForecastTable
{
    private const int MostListed = 20;
    private static readonly string[] Head = ["COMPETENCY", "PATH", "LEVEL", "HOLDS", "BREAKS ON"];

    public static IEnumerable<string> Lines(RenewalRisk risk)
    {
        yield return Say($"{risk.Edition.Title} ({risk.Edition.Id}) from {risk.Today:yyyy-MM-dd} to the anniversary on {risk.Anniversary:yyyy-MM-dd}");
        if (risk.Edition.HasEnded(risk.Anniversary))
            yield return Say($"This edition ends on {risk.Edition.AppliesTo:yyyy-MM-dd}; it is replaced by {risk.Edition.ReplacedBy}.");
        yield return "";
        if (risk.Paths.IsEmpty)
            yield return "No level is held on that day, so there is none to lose.";
        else
            foreach (var line in Table(risk))
                yield return line;
        foreach (var level in risk.QualifiedEarlier)
            yield return Say(
                $"{level.Competency.Names["en"]} {level.Level.Word()}: not met today, but met on {level.QualifiedOn:yyyy-MM-dd}, which is enough.");
        foreach (var line in risk.Paths.Where(path => !path.Holds).SelectMany(path => Risk(risk, path)))
            yield return line;
    }

    private static IEnumerable<string> Table(RenewalRisk risk)
    {
        string[][] rows = [Head, .. risk.Paths.Select(Cells)];
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static string[] Cells(PathForecast path) =>
    [
        path.Competency.Names["en"],
        path.Path.Names["en"],
        path.Level.Word(),
        path.Holds ? "yes" : "no",
        path.BreaksOn is { } day ? Say($"{day:yyyy-MM-dd}") : "",
    ];

    private static IEnumerable<string> Risk(RenewalRisk risk, PathForecast path)
    {
        yield return "";
        yield return Say($"{path.Competency.Names["en"]}, {path.Path.Names["en"]}, {path.Level.Word()} breaks on {path.BreaksOn:yyyy-MM-dd}:");
        foreach (var line in Listed([.. path.Causes.Select(cause => Cause(risk, path, cause))]))
            yield return line;
        yield return path.Cure is null ? "  Nothing that can be passed by then would cure it." : Say($"  It would hold on {path.Cure.On:yyyy-MM-dd} with:");
        foreach (var line in Listed([.. Cure(risk, path.Cure)]))
            yield return line;
    }

    private static IEnumerable<string> Listed(string[] lines)
    {
        foreach (var line in lines.Take(MostListed))
            yield return $"  - {line}";
        if (lines.Length > MostListed)
            yield return Say($"  - and {lines.Length - MostListed} more; --json lists all");
    }

    private static string Cause(RenewalRisk risk, PathForecast path, RiskCause cause) => cause.Kind switch
    {
        RiskCauseKind.Lapse => Say($"{cause.On:yyyy-MM-dd}  {cause.PersonId}: {Title(risk, cause.ItemId!)} has lapsed"),
        RiskCauseKind.NotAccepted => Say($"{cause.On:yyyy-MM-dd}  {Title(risk, cause.ItemId!)} is no longer accepted"),
        RiskCauseKind.Leaver => Say($"{cause.On:yyyy-MM-dd}  {cause.PersonId} has left"),
        _ => Say($"{cause.On:yyyy-MM-dd}  {cause.Metric} falls too low{Expected(path, cause)}"),
    };

    private static string Expected(PathForecast path, RiskCause cause) =>
        path.Figures.FirstOrDefault(figure => figure.Metric == cause.Metric) is { } figure
            ? Say($" ({figure.Today:#,0.##} today, {figure.Expected:#,0.##} to be expected, {figure.Need:#,0.##} {figure.Unit} asked for)")
            : "";

    private static IEnumerable<string> Cure(RenewalRisk risk, Cure? cure)
    {
        foreach (var pass in cure?.Passes ?? [])
            yield return $"{pass.PersonId ?? Say($"new person {pass.Newcomer}")}: {Title(risk, pass.ItemId)}";
        foreach (var gap in cure?.Gaps ?? [])
            yield return Say($"{gap.Metric}: {gap.Value ?? 0:#,0.##} to be expected, {gap.Need:#,0.##} {gap.Unit} needed");
        if (cure is { Passes: null, Score: { } score })
            yield return Say($"better figures: {score.Value:0.##} of {score.Need:0.##} points to be expected, and passes alone are not enough");
    }

    private static string Title(RenewalRisk risk, string itemId) =>
        risk.Edition.Items[itemId] is { Code: { } code } item ? $"{code} {item.Title}" : risk.Edition.Items[itemId].Title;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
