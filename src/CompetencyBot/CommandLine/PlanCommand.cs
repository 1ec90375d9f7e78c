using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation.Planning;

namespace CompetencyBot.CommandLine;

/// <summary>
/// <c>plan</c>: the fewest passes with which an organisation reaches the wanted levels together. Ends with 0 also when a level is out of reach;
/// standard error says which and why.
/// </summary>
public static class PlanCommand
{
    private const int Planned = 0;

    private const string About = """
        Plans the fewest exams that reach several levels together. One pass may serve several levels.

        Example:
          plan --evidence tests/Sandbox/SampleOrganisation --edition docs-2017-12 --date 2018-03-01 --want communications:gold --want messaging:gold
        """;

    /// <param name="editionsFolder">Setting <c>Organisation:EditionsFolder</c>; null = none.</param>
    public static Command Create(string? editionsFolder = null)
    {
        var arguments = new EvidenceArguments("Day of the plan", editionsFolder);
        var want = new Option<string[]>("--want")
        {
            Description = "A level to reach, such as communications:gold; may be given several times. Gold does not include silver.",
            HelpName = "competency:level",
            Required = true,
        };
        var command = arguments.AddTo(
            new Command("plan", About), (line, edition) => CheckWanted(line, edition, line.GetResult(want)), want);
        command.SetAction(parsed => arguments.Run(parsed, input => Run(input, parsed.GetRequiredValue(want))));
        return command;
    }

    /// <summary>A level as it is written after <c>--want</c>.</summary>
    internal static string Name(WantedLevel wanted) => $"{wanted.CompetencyId}:{wanted.Level.Word()}";

    private static int Run(EvidenceInput input, string[] wanted)
    {
        Plan plan;
        try
        {
            plan = Plan.For(input.Edition, input.Evidence, input.Date, wanted.Select(text => Find(input.Edition, text)!));
        }
        catch (NotSupportedException tooLarge)
        {
            input.Console.Error.WriteLine(tooLarge.Message);
            return CommandInvocation.BadArguments;
        }

        EvidenceArguments.WriteLines(input.Console.Error, Warnings(plan, input.Edition));
        input.Write(() => PlanJson.Write(plan), () => PlanTable.Lines(plan, input.Edition, input.Evidence));
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

    private static void CheckWanted(CommandResult command, Edition edition, OptionResult? want)
    {
        foreach (var token in want?.Tokens ?? [])
            if (Find(edition, token.Value) is null)
                command.AddError(WhyUnknown(edition, token.Value));
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
