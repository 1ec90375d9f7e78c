using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation.Planning;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;

namespace CompetencyBot.CommandLine;

/// <summary>
/// <c>plan</c>: the fewest passes with which an organisation reaches the wanted levels together, from a folder of evidence files, without a
/// database. Ends with 0 when it has planned, also when a level is out of reach (standard error says which and why), 2 for bad arguments
/// and 3 for evidence that could not be read as a whole.
/// </summary>
public static class PlanCommand
{
    private const int Planned = 0;
    private const int BadEvidence = 3;

    private const string About = """
        Plans the fewest exams that reach several levels together. One pass may serve several levels.

        Example:
          plan --evidence tests/Sandbox/SampleOrganisation --edition docs-2017-12 --date 2018-03-01 --want communications:gold --want messaging:gold
        """;

    public static Command Create()
    {
        var evidence = new Option<string>("--evidence") { Description = "Folder of the evidence files", HelpName = "DIR", Required = true };
        var edition = new Option<string>("--edition") { Description = "Edition of the programme", HelpName = "E", Required = true };
        var date = new Option<DateOnly>("--date") { Description = "Day of the plan (2018-03-01)", HelpName = "D", Required = true };
        var want = new Option<string[]>("--want")
        {
            Description = "A level to reach, such as communications:gold; may be given several times. Gold does not include silver.",
            HelpName = "competency:level",
            Required = true,
        };
        var json = new Option<bool>("--json") { Description = "Write JSON instead of a table" };
        date.CustomParser = ParseDate;
        evidence.Validators.Add(CheckFolder);
        edition.Validators.Add(CheckEdition);

        var command = new Command("plan", About) { evidence, edition, date, want, json };
        command.Validators.Add(result => CheckWanted(result, result.GetResult(edition), result.GetResult(want)));
        command.SetAction(parsed =>
        {
            var programme = Editions.Load(parsed.GetRequiredValue(edition));
            return Run(
                parsed.GetRequiredValue(evidence),
                programme,
                parsed.GetRequiredValue(date),
                [.. parsed.GetRequiredValue(want).Select(text => Find(programme, text)!)],
                parsed.GetValue(json),
                parsed.InvocationConfiguration);
        });
        return command;
    }

    /// <summary>A level as it is written after <c>--want</c>.</summary>
    internal static string Name(WantedLevel wanted) =>
        $"{wanted.CompetencyId}:{JsonNamingPolicy.KebabCaseLower.ConvertName(wanted.Level.ToString())}";

    private static int Run(
        string folder, Edition edition, DateOnly date, IReadOnlyList<WantedLevel> wanted, bool json, InvocationConfiguration console)
    {
        var report = new ImportReport(CultureInfo.InvariantCulture);
        var reading = EvidenceFolder.Read(folder);
        WriteLines(console.Error, report.Problems(reading));
        if (reading.IsIncomplete)
            return BadEvidence;

        var matched = EvidenceMatching.Match(reading.Records, edition);
        WriteLines(console.Error, report.Unmatched(reading, matched.Problems));
        Plan plan;
        try
        {
            plan = Plan.For(edition, matched, date, wanted);
        }
        catch (NotSupportedException tooLarge)
        {
            console.Error.WriteLine(tooLarge.Message);
            return CommandInvocation.BadArguments;
        }

        WriteLines(console.Error, Warnings(plan, edition));
        if (json)
            console.Output.WriteLine(PlanJson.Write(plan));
        else
            WriteLines(console.Output, [.. PlanTable.Lines(plan, edition, matched), "", .. report.Summary(reading)]);
        return Planned;
    }

    private static IEnumerable<string> Warnings(Plan plan, Edition edition)
    {
        foreach (var level in plan.OutOfReach)
        {
            var gone = string.Join(", ", level.NoLongerPassable.Select(item => PlanTable.Named(edition, item)));
            yield return $"{Name(level.Wanted)} is out of reach: {(gone.Length == 0 ? "no passes are enough" : $"nobody can pass {gone} any more")}.";
        }

        if (!plan.IsProven)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The search ended at its limit of work. This plan needs {plan.NewExams} passes; no plan needs fewer than {plan.AtLeast}.");
    }

    private static void WriteLines(TextWriter writer, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            writer.WriteLine(line);
    }

    private static DateOnly ParseDate(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            result.AddError($"\"{text}\" is not a date. Write it as 2018-03-01.");
        return date;
    }

    private static void CheckFolder(OptionResult result)
    {
        if (result.Tokens is [{ Value: var folder }] && !Directory.Exists(folder))
            result.AddError($"There is no folder \"{folder}\".");
    }

    private static void CheckEdition(OptionResult result)
    {
        if (result.Tokens is [{ Value: var id }] && !Editions.Ids.Contains(id))
            result.AddError($"There is no edition \"{id}\". There are: {string.Join(", ", Editions.Ids)}.");
    }

    private static void CheckWanted(CommandResult command, OptionResult? edition, OptionResult? want)
    {
        if (edition?.Tokens is not [{ Value: var id }] || !Editions.Ids.Contains(id) || want is null)
            return;
        var programme = Editions.Load(id);
        foreach (var token in want.Tokens)
            if (Find(programme, token.Value) is null)
                command.AddError(WhyUnknown(programme, token.Value));
    }

    private static WantedLevel? Find(Edition edition, string text) =>
        Plan.LevelsOf(edition).FirstOrDefault(level => Name(level).Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));

    private static string WhyUnknown(Edition edition, string text)
    {
        var example = Plan.LevelsOf(edition).Select(Name).FirstOrDefault() ?? "communications:gold";
        if (text.Split(':') is not [var competency, var level] || competency.Length == 0 || level.Length == 0)
            return $"\"{text}\" is not a level. Write it as {example}.";
        var known = edition.Competencies.FirstOrDefault(each => each.Id.Equals(competency.Trim(), StringComparison.OrdinalIgnoreCase));
        if (known is null)
            return $"There is no competency \"{competency}\" in {edition.Id}. There are: {string.Join(", ", edition.Competencies.Select(each => each.Id))}.";
        var levels = Plan.LevelsOf(edition).Where(each => each.CompetencyId == known.Id).Select(Name).ToArray();
        return levels.Length == 0
            ? $"The requirements of {known.Id} are not known in {edition.Id}."
            : $"There is no level \"{level}\" of {known.Id} in {edition.Id}. There are: {string.Join(", ", levels)}.";
    }
}
