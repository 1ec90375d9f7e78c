using System.CommandLine;
using System.CommandLine.Parsing;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.CommandLine;

/// <summary><c>evaluate</c>: how far the evidence of a folder brings an organisation on a day.</summary>
public static class EvaluateCommand
{
    private const int Evaluated = 0;

    private const string About = """
        Evaluates a folder of evidence files.

        Example:
          evaluate --evidence tests/Sandbox/SampleOrganisation --edition docs-2017-12 --date 2018-03-01 --competency communications
        """;

    /// <param name="editionsFolder">Setting <c>Organisation:EditionsFolder</c>; null = none.</param>
    public static Command Create(string? editionsFolder = null)
    {
        var arguments = new EvidenceArguments("Day of the evaluation", editionsFolder);
        var competency = new Option<string>("--competency") { Description = "Only this competency", HelpName = "id" };
        var command = arguments.AddTo(
            new Command("evaluate", About), (line, edition) => CheckCompetency(line, edition, line.GetResult(competency)), competency);
        command.SetAction(parsed => arguments.Run(parsed, input => Run(input, parsed.GetValue(competency))));
        return command;
    }

    private static int Run(EvidenceInput input, string? competency)
    {
        var attainment = Attainment.Of(input.Edition, input.Evidence, input.Date);
        var levels = attainment.Levels.RemoveAll(level => competency is not null && !IsNamed(level.Competency, competency));
        attainment = attainment with { Levels = levels };
        input.Write(() => EvaluationJson.Write(attainment), () => EvaluationTable.Lines(attainment));
        return Evaluated;
    }

    private static void CheckCompetency(CommandResult command, Edition edition, OptionResult? competency)
    {
        if (competency?.Tokens is not [{ Value: var id }])
            return;

        var ids = string.Join(", ", edition.Competencies.Select(known => known.Id));
        if (!edition.Competencies.Any(known => IsNamed(known, id)))
            command.AddError($"There is no competency \"{id}\" in {edition.Id}. There are: {ids}.");
    }

    private static bool IsNamed(Competency competency, string id) => competency.Id.Equals(id, StringComparison.OrdinalIgnoreCase);
}
