using System.CommandLine;
using System.CommandLine.Parsing;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.CommandLine;

/// <summary><c>evaluate</c>: the attainment of an organisation from a folder of evidence files.</summary>
public static class EvaluateCommand
{
    private const int Evaluated = 0;

    public static Command Create()
    {
        var arguments = new EvidenceArguments("Day of the evaluation");
        var competency = new Option<string>("--competency") { Description = "Only this competency", HelpName = "id" };
        var command = arguments.AddTo(new Command("evaluate", "Evaluates a folder of evidence files"), competency);
        command.Validators.Add(result => CheckCompetency(result, result.GetResult(arguments.Edition), result.GetResult(competency)));
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

    private static void CheckCompetency(CommandResult command, OptionResult? edition, OptionResult? competency)
    {
        if (edition?.Tokens is not [{ Value: var editionId }] || competency?.Tokens is not [{ Value: var id }])
            return;
        if (!Editions.Ids.Contains(editionId))
            return;

        var competencies = Editions.Load(editionId).Competencies;
        var ids = string.Join(", ", competencies.Select(known => known.Id));
        if (!competencies.Any(known => IsNamed(known, id)))
            command.AddError($"There is no competency \"{id}\" in {editionId}. There are: {ids}.");
    }

    private static bool IsNamed(Competency competency, string id) => competency.Id.Equals(id, StringComparison.OrdinalIgnoreCase);
}
