using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;

namespace CompetencyBot.CommandLine;

/// <summary>
/// What every command that works on a folder of evidence files is told, without a database. Such a command ends with 0 when it has
/// answered, 2 for bad arguments and 3 for evidence that could not be read as a whole. Standard error speaks English, whatever the
/// machine's language, since scripts read it too.
/// </summary>
internal sealed class EvidenceArguments
{
    private const int BadEvidence = 3;

    private readonly Option<string> _folder = new("--evidence") { Description = "Folder of the evidence files", HelpName = "DIR", Required = true };
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON instead of a table" };

    /// <param name="whatDay">What happens on the day, for the help.</param>
    /// <param name="editionsFolder">Setting <c>Organisation:EditionsFolder</c>; null = none.</param>
    public EvidenceArguments(string whatDay, string? editionsFolder)
    {
        Editions = new EditionOptions(editionsFolder);
        Date = new("--date") { Description = $"{whatDay} (2018-03-01)", HelpName = "D", Required = true, CustomParser = ParseDate };
        _folder.Validators.Add(CheckFolder);
    }

    public EditionOptions Editions { get; }

    public Option<DateOnly> Date { get; }

    /// <param name="check">What the command itself asks of its line, once the edition is known to be right.</param>
    /// <param name="own">Options of the command itself, shown before <c>--json</c>.</param>
    public Command AddTo(Command command, Action<CommandResult, Edition> check, params Option[] own)
    {
        foreach (var option in (Option[])[_folder, Editions.Edition, Editions.Folder, Date, .. own, _json])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (Editions.Check(result) is { } edition)
                check(result, edition);
        });
        return command;
    }

    /// <summary>Reads and matches the evidence and tells on standard error what of it cannot be used.</summary>
    /// <param name="answer">Writes the answer; returns the exit status.</param>
    public int Run(ParseResult parsed, Func<EvidenceInput, int> answer)
    {
        var error = parsed.InvocationConfiguration.Error;
        if (CommandInvocation.Unknown(parsed) is { } word)
        {
            error.WriteLine($"\"{word}\" is not known here. See {parsed.CommandResult.Command.Name} --help.");
            return CommandInvocation.BadArguments;
        }

        var edition = Editions.Of(parsed);
        var date = parsed.GetRequiredValue(Date);
        var report = new ImportReport(CultureInfo.InvariantCulture);
        var reading = EvidenceFolder.Read(parsed.GetRequiredValue(_folder));
        WriteLines(error, report.Problems(reading));
        if (reading.IsIncomplete)
            return BadEvidence;

        var matched = EvidenceMatching.Match(reading.Records, edition);
        WriteLines(error, report.Unmatched(reading, [.. ProblemRows.Of([matched]), .. EvidenceMatching.CompletedAfter(date, matched)]));
        return answer(new EvidenceInput(
            edition, parsed.GetRequiredValue(Date), matched, [.. report.Summary(reading)], parsed.GetValue(_json), parsed.InvocationConfiguration));
    }

    public static void WriteLines(TextWriter writer, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            writer.WriteLine(line);
    }

    public static DateOnly ParseDate(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        var date = DateIn(text);
        if (date is null)
            result.AddError($"\"{text}\" is not a date. Write it as 2018-03-01.");
        return date ?? default;
    }

    public static DateOnly? DateIn(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static void CheckFolder(OptionResult result)
    {
        if (result.Tokens is [{ Value: var folder }] && !Directory.Exists(folder))
            result.AddError($"There is no folder \"{folder}\".");
    }
}

/// <param name="Summary">What was read, a line per file.</param>
internal sealed record EvidenceInput(
    Edition Edition, DateOnly Date, MatchedEvidence Evidence, string[] Summary, bool Json, InvocationConfiguration Console)
{
    /// <summary>The answer for a script, or for a person with what it rests on.</summary>
    public void Write(Func<string> json, Func<IEnumerable<string>> table)
    {
        if (Json)
            Console.Output.WriteLine(json());
        else
            EvidenceArguments.WriteLines(Console.Output, [.. table(), "", .. Summary]);
    }
}
