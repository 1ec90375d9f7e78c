using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;

namespace CompetencyBot.CommandLine;

/// <summary>
/// <c>evaluate</c>: the attainment of an organisation from a folder of evidence files, without a database. Ends with 0 when it has
/// evaluated, 2 for bad arguments and 3 for evidence that could not be read as a whole. Standard error speaks English, whatever the
/// machine's language, since scripts read it too.
/// </summary>
public static class EvaluateCommand
{
    private const int Evaluated = 0;
    private const int BadEvidence = 3;

    /// <param name="editionsFolder">Setting <c>Organisation:EditionsFolder</c>; null = none.</param>
    public static Command Create(string? editionsFolder = null)
    {
        var editions = new EditionOptions(editionsFolder);
        var evidence = new Option<string>("--evidence") { Description = "Folder of the evidence files", HelpName = "DIR", Required = true };
        var date = new Option<DateOnly>("--date") { Description = "Day of the evaluation (2018-03-01)", HelpName = "D", Required = true };
        var competency = new Option<string>("--competency") { Description = "Only this competency", HelpName = "id" };
        var json = new Option<bool>("--json") { Description = "Write JSON instead of a table" };
        date.CustomParser = ParseDate;
        evidence.Validators.Add(CheckFolder);

        var command = new Command("evaluate", "Evaluates a folder of evidence files")
        {
            evidence, editions.Edition, editions.Folder, date, competency, json,
        };
        command.Validators.Add(result => CheckCompetency(result, editions.Check(result), result.GetResult(competency)));
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(evidence),
            editions.Of(parsed),
            parsed.GetRequiredValue(date),
            parsed.GetValue(competency),
            parsed.GetValue(json),
            parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(
        string folder, Edition edition, DateOnly date, string? competency, bool json, InvocationConfiguration console)
    {
        var report = new ImportReport(CultureInfo.InvariantCulture);
        var reading = EvidenceFolder.Read(folder);
        WriteLines(console.Error, report.Problems(reading));
        if (reading.IsIncomplete)
            return BadEvidence;

        var matched = EvidenceMatching.Match(reading.Records, edition);
        WriteLines(console.Error, report.Unmatched(reading, [.. ProblemRows.Of([matched]), .. EvidenceMatching.CompletedAfter(date, matched)]));
        var attainment = Attainment.Of(edition, matched, date);
        var levels = attainment.Levels.RemoveAll(level => competency is not null && !IsNamed(level.Competency, competency));
        attainment = attainment with { Levels = levels };
        if (json)
            console.Output.WriteLine(EvaluationJson.Write(attainment));
        else
            WriteLines(console.Output, [.. EvaluationTable.Lines(attainment), "", .. report.Summary(reading)]);
        return Evaluated;
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

    /// <param name="edition">Null when it is wrong, which is told already.</param>
    private static void CheckCompetency(CommandResult command, Edition? edition, OptionResult? competency)
    {
        if (edition is null || competency?.Tokens is not [{ Value: var id }])
            return;

        var ids = string.Join(", ", edition.Competencies.Select(known => known.Id));
        if (!edition.Competencies.Any(known => IsNamed(known, id)))
            command.AddError($"There is no competency \"{id}\" in {edition.Id}. There are: {ids}.");
    }

    private static bool IsNamed(Competency competency, string id) => competency.Id.Equals(id, StringComparison.OrdinalIgnoreCase);
}
