using System.Globalization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation.Planning;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.CommandLine;

/// <summary>A plan as a person reads it in a terminal: who takes what, what it serves, which figures stay open.</summary>
internal static class PlanTable
{
    public static IEnumerable<string> Lines(Plan plan, Edition edition, MatchedEvidence evidence)
    {
        yield return Say($"{edition.Title} ({edition.Id}) on {plan.Date:yyyy-MM-dd}");
        if (edition.HasEnded(plan.Date))
            yield return Say($"This edition ended on {edition.AppliesTo:yyyy-MM-dd}; it was replaced by {edition.ReplacedBy}.");
        yield return "";
        yield return Summary(plan);
        foreach (var path in plan.Paths)
            yield return $"  {PlanCommand.Name(path.Wanted)} by {path.Path.Names["en"]}";
        var names = evidence.People.ToDictionary(person => person.Id, person => person.Record.DisplayName, StringComparer.Ordinal);
        foreach (var line in Table(["WHO", "PASSES", "SERVES"], plan.Passes.Select(pass => Cells(pass, edition, names))))
            yield return line;
        foreach (var line in Table(["FIGURE STILL OPEN", "OF", "VALUE", "NEED"], plan.Gaps.Select(Cells)))
            yield return line;
    }

    /// <summary>An item as people call it: its exam code and title, or the title alone.</summary>
    public static string Named(Edition edition, string itemId) =>
        edition.Items[itemId] is { Code: { } code, Title: var title } ? $"{code} {title}" : edition.Items[itemId].Title;

    private static string Summary(Plan plan) => plan.NewExams switch
    {
        null => "Not possible: no passes reach all of these levels.",
        0 => "No passes are needed.",
        { } passes => Say($"{passes} {(passes == 1 ? "pass" : "passes")}{(plan.IsProven ? "" : Say($" (at least {plan.AtLeast} are needed)"))}:"),
    };

    private static IEnumerable<string> Table(string[] head, IEnumerable<string[]> cells)
    {
        string[][] rows = [head, .. cells];
        if (rows.Length == 1)
            yield break;
        yield return "";
        var widths = Enumerable.Range(0, head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            yield return string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
    }

    private static string[] Cells(PlannedPass pass, Edition edition, Dictionary<string, string> names) =>
    [
        pass.Pass.PersonId is { } person ? $"{names[person]} <{person}>" : Say($"newcomer {pass.Pass.Newcomer}"),
        Named(edition, pass.Pass.ItemId),
        string.Join(", ", pass.Serves.Select(PlanCommand.Name)),
    ];

    private static string[] Cells(PerformanceGap gap) =>
        [gap.Metric, $"{gap.CompetencyId}, {gap.PathId}", gap.Value is null ? "nothing known" : Say($"{gap.Value:#,0.##}"), Say($"{gap.Need:#,0.##}")];

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
