using System.CommandLine;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.Conversation.Understanding;
using CompetencyBot.Hosting;

namespace CompetencyBot.CommandLine;

/// <summary>
/// <c>understand</c>: what the bot would understand of texts, one a line on standard input, each answered at once. Touches no database. Ends with 0 when the
/// input is over, with 2 for bad arguments and for editions that cannot be read.
/// </summary>
public static class UnderstandCommand
{
    private const int Understood = 0;

    private const string About = """
        Shows what would be understood of texts: reads one a line (UTF-8) on standard input and answers each with a line.

        Example:
          echo "how far are we with data platform?" | understand --json
        """;

    /// <param name="settings">Says which editions are followed; without any, all that there are.</param>
    /// <param name="input">Where the texts come from; null = standard input.</param>
    public static Command Create(IConfiguration settings, TextReader? input = null)
    {
        var json = new Option<bool>("--json") { Description = "Write JSON instead of words" };
        var command = new Command("understand", About) { json };
        command.SetAction(parsed => Run(parsed, settings, parsed.GetValue(json), input));
        return command;
    }

    private static int Run(ParseResult parsed, IConfiguration settings, bool json, TextReader? input)
    {
        var console = parsed.InvocationConfiguration;
        var (editions, problems) = EditionFolder.Read(settings["Organisation:EditionsFolder"]);
        var followed = SettingList.Of(settings.GetSection("Organisation:Editions")) ?? [];
        string[] refusals =
        [
            .. CommandInvocation.Unknown(parsed) is { } word ? (string[])[$"\"{word}\" is not known here. See understand --help."] : [],
            .. problems,
            .. followed.Where(id => !editions.Contains(id)).Select(id => $"There is no edition \"{id}\". There are: {string.Join(", ", editions.Ids)}."),
        ];
        EvidenceArguments.WriteLines(console.Error, refusals);
        if (refusals.Length > 0)
            return CommandInvocation.BadArguments;

        using var standard = input is null ? new StreamReader(Console.OpenStandardInput()) : null;
        Answer(input ?? standard!, console.Output, TextUnderstanding.For(followed, editions), json);
        return Understood;
    }

    private static void Answer(TextReader input, TextWriter output, Func<string, Understood> understand, bool json)
    {
        foreach (var text in BoundedLines.Of(input))
        {
            var understood = understand(text);
            output.WriteLine(json ? UnderstoodJson.Write(understood) : UnderstoodJson.Words(understood));
            output.Flush();
        }
    }
}
