using System.CommandLine;
using CompetencyBot.CommandLine;
using Microsoft.Extensions.Configuration;

namespace CompetencyBot.Tests.CommandLine;

public sealed class UnderstandCommandTests
{
    [Fact]
    public async Task Each_line_is_answered_with_one_line_of_json_in_the_documented_order()
    {
        var run = await UnderstandAsync("how far are we with data platform?\nwhat if Mei Lin leaves\r\n\nwhat happens if I unlink?\nsuppose 王小明 passes ms102", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            [
                """{"command":"progress","competency":"data-platform","level":null,"exam":null,"person":null,"didYouMean":[]}""",
                """{"command":"whatif","competency":null,"level":null,"exam":null,"person":"Mei Lin","didYouMean":[]}""",
                """{"command":null,"competency":null,"level":null,"exam":null,"person":null,"didYouMean":[]}""",
                """{"command":null,"competency":null,"level":null,"exam":null,"person":null,"didYouMean":["unlink","whatif"]}""",
                """{"command":"whatif","competency":null,"level":null,"exam":"MS-102","person":"\u738B\u5C0F\u660E","didYouMean":[]}""",
            ],
            run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Without_json_a_person_can_read_it()
    {
        var run = await UnderstandAsync("upgrade messaging gold\nshould I unlink?\nplay some music", "");

        Assert.Equal(
            ["upgrade, competency messaging, level gold", "not clear: unlink?", "not understood"], run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Without_editions_in_the_settings_all_that_there_are_are_known_and_with_some_only_those()
    {
        Assert.Contains("\"modern-work\"", (await UnderstandAsync("progress modern work", "--json")).Output, StringComparison.Ordinal);

        var run = await UnderstandAsync("progress modern work", "--json", ("Organisation:Editions:0", "docs-2017-12"));

        Assert.DoesNotContain("\"modern-work\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_there_before_the_next_text_is()
    {
        using var output = new StringWriter();
        var seen = new List<string>();
        using var input = new AskingReader(["progress\n", "status\n"], () => seen.Add(output.ToString()));

        await RunAsync(input, output, TextWriter.Null, [], "--json");

        Assert.Contains("\"progress\"", seen[1], StringComparison.Ordinal);
        Assert.DoesNotContain("\"status\"", seen[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_very_long_line_is_one_line()
    {
        var run = await UnderstandAsync(new string('x', 2_000_000) + "\nprogress", "--json");

        Assert.Equal(2, run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.EndsWith("\"didYouMean\":[]}", run.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_is_not_known_and_an_edition_that_is_none_end_with_two()
    {
        var word = await UnderstandAsync("progress", "--jsn");
        var edition = await UnderstandAsync("progress", "--json", ("Organisation:Editions:0", "docs-1999"));

        Assert.Equal((2, "", "\"--jsn\" is not known here. See understand --help."), (word.ExitCode, word.Output, word.Error.TrimEnd()));
        Assert.Equal((2, ""), (edition.ExitCode, edition.Output));
        Assert.StartsWith("There is no edition \"docs-1999\". There are: ", edition.Error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> UnderstandAsync(
        string texts, string option, params (string Name, string Value)[] settings)
    {
        using var input = new StringReader(texts);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await RunAsync(input, output, error, settings, option);
        return (exitCode, output.ToString(), error.ToString());
    }

    private static Task<int> RunAsync(TextReader input, TextWriter output, TextWriter error, (string Name, string Value)[] settings, string option)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .Build();
        var root = new RootCommand { UnderstandCommand.Create(configuration, input) };
        root.TreatUnmatchedTokensAsErrors = false;
        string[] args = option.Length == 0 ? ["understand"] : ["understand", option];
        return root.RunAsync(args, new InvocationConfiguration { Output = output, Error = error });
    }

    /// <summary>Says when it is asked for the next text.</summary>
    private sealed class AskingReader(string[] texts, Action asked) : TextReader
    {
        private int _text;
        private int _place;

        public override int Read()
        {
            if (_text < texts.Length && _place == texts[_text].Length)
                (_text, _place) = (_text + 1, 0);
            if (_place == 0)
                asked();
            return _text < texts.Length ? texts[_text][_place++] : -1;
        }
    }
}
