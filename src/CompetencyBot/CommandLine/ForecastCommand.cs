using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.CommandLine;

/// <summary><c>forecast</c>: which of the levels held on a day still hold when renewal is tested, and why not.</summary>
public static class ForecastCommand
{
    private const int Forecast = 0;
    private const int FurthestYears = 50;

    private const string About = """
        Looks ahead to the renewal of what a folder of evidence files proves.

        Example:
          forecast --evidence tests/Sandbox/SampleOrganisation --edition docs-2017-12 --date 2018-03-01 --to 2018-05-15
        """;

    /// <summary>Beyond it a month that the test ends with may have no end in the calendar.</summary>
    private const int LastYear = 9990;

    /// <param name="editionsFolder">Setting <c>Organisation:EditionsFolder</c>; null = none.</param>
    public static Command Create(string? editionsFolder = null)
    {
        var arguments = new EvidenceArguments("Day to look ahead from", editionsFolder);
        var to = new Option<DateOnly?>("--to")
        {
            Description = "Anniversary to look ahead to; default: that of the newest membership in the evidence that was bought by --date",
            HelpName = "D2",
            CustomParser = result => EvidenceArguments.ParseDate(result),
        };
        var command = arguments.AddTo(new Command("forecast", About), (_, _) => { }, to);
        command.Validators.Add(result => CheckOrder(result, result.GetResult(arguments.Date), result.GetResult(to)));
        command.SetAction(parsed => arguments.Run(parsed, input => Run(input, parsed.GetValue(to))));
        return command;
    }

    private static int Run(EvidenceInput input, DateOnly? to)
    {
        var renewal = RenewalCalendar.Of(input.Edition, input.Evidence.Memberships, input.Date);
        if (to is null && WhyUnknown(input, renewal) is { } reason)
        {
            input.Console.Error.WriteLine(reason);
            return CommandInvocation.BadArguments;
        }

        var risk = RenewalRisk.Of(input.Edition, input.Evidence, input.Date, to ?? renewal!.Anniversary);
        input.Write(() => ForecastJson.Write(risk, input.Evidence.Market), () => ForecastTable.Lines(risk));
        return Forecast;
    }

    private static void CheckOrder(CommandResult command, OptionResult? date, OptionResult? to)
    {
        if (DateIn(date) is not { } from || DateIn(to) is not { } until)
            return;
        if (until < from)
            command.AddError($"--to {Day(until)} lies before --date {Day(from)}.");
        else if (until.Year > Math.Min(from.Year + FurthestYears, LastYear))
            command.AddError($"--to {Day(until)} is too far away; at most {FurthestYears} years are looked ahead.");
    }

    private static DateOnly? DateIn(OptionResult? option) => option?.Tokens is [var token] ? EvidenceArguments.DateIn(token.Value) : null;

    private static string? WhyUnknown(EvidenceInput input, RenewalCalendar? renewal) => renewal switch
    {
        null => $"No membership of the programme of {input.Edition.Id} was bought by {Day(input.Date)}, so the anniversary is not known: give --to.",
        { } known when known.Anniversary < input.Date =>
            $"The anniversary of the membership, {Day(known.Anniversary)}, lies before --date {Day(input.Date)}: give --to.",
        _ => null,
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
