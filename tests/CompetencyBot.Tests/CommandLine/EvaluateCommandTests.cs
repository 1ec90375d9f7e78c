using System.CommandLine;
using System.Text.Json;
using CompetencyBot.CommandLine;
using CompetencyBot.Tests.Sources;
using static CompetencyBot.Tests.Sources.EvidenceFiles;

namespace CompetencyBot.Tests.CommandLine;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly EvidenceFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task The_attainment_is_written_as_json_in_the_documented_order()
    {
        files
            .With("people.csv", "UserPrincipalName,DisplayName", "mei.lin@contoso.example,Mei")
            .WithTraining(Training("70-347"), Training("70-345"));

        var run = await EvaluateAsync("--competency", "messaging", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(["edition", "date", "market", "levels"], Names(json.RootElement));
        Assert.Equal("docs-2017-12", json.RootElement.GetProperty("edition").GetString());
        Assert.Equal("2018-03-01", json.RootElement.GetProperty("date").GetString());
        Assert.Equal("developed", json.RootElement.GetProperty("market").GetString());
        var level = json.RootElement.GetProperty("levels")[0];
        Assert.Equal(["competency", "path", "level", "met", "newExams", "requirements"], Names(level));
        Assert.Equal("messaging", level.GetProperty("competency").GetString());
        Assert.Equal("silver", level.GetProperty("level").GetString());
        Assert.False(level.GetProperty("met").GetBoolean());
        var requirement = level.GetProperty("requirements")[0];
        Assert.Equal(["id", "met", "groups"], Names(requirement));
        var group = requirement.GetProperty("groups")[0];
        Assert.Equal(["id", "have", "need"], Names(group));
        Assert.Equal((1, 2), (group.GetProperty("have").GetInt32(), group.GetProperty("need").GetInt32()));
    }

    [Fact]
    public async Task Files_with_a_header_only_are_evaluated()
    {
        files.WithTraining().WithPerformance();

        var run = await EvaluateAsync("--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("{", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_performance_goal_has_a_value_and_a_need_in_place_of_groups()
    {
        files.WithPerformance(Performance("Cloud Productivity", month: "2018-02", metric: "Active entitlements", value: "1500.5"));

        var run = await EvaluateAsync("--competency", "cloud-productivity", "--json");

        var goal = Requirements(run.Output).First(requirement => requirement.TryGetProperty("value", out _));
        Assert.Equal(["id", "met", "value", "need"], Names(goal));
        Assert.Equal((1500.5m, 2000m), (goal.GetProperty("value").GetDecimal(), goal.GetProperty("need").GetDecimal()));
    }

    [Fact]
    public async Task A_figure_that_nobody_knows_is_null()
    {
        var run = await EvaluateAsync("--competency", "cloud-productivity", "--json");

        var goal = Requirements(run.Output).First(requirement => requirement.TryGetProperty("value", out _));
        Assert.Equal(JsonValueKind.Null, goal.GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task Without_a_competency_all_are_evaluated()
    {
        var run = await EvaluateAsync("--json");

        using var json = JsonDocument.Parse(run.Output);
        var levels = json.RootElement.GetProperty("levels").EnumerateArray();
        Assert.Equal(18, levels.Select(level => level.GetProperty("competency").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_competency_may_be_written_in_any_case()
    {
        var run = await EvaluateAsync("--competency", "Messaging", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"messaging\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_gets_a_table_and_what_was_read()
    {
        files
            .With("people.csv", "UserPrincipalName,DisplayName", "mei.lin@contoso.example,Mei")
            .WithTraining(Training("70-347"), Training("70-345"));

        var run = await EvaluateAsync("--competency", "messaging");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("(?m)^Messaging +Hybrid Services Partner +silver +no +[0-9]+ +1 of 2 people$", run.Output);
        Assert.Contains("TrainingCompletions.csv: 2 rows read, 0 skipped", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_that_is_missing_is_not_shown_as_a_figure()
    {
        var run = await EvaluateAsync("--competency", "windows-and-devices");

        Assert.Contains("authorized_surface_hub_adr needed;", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edition_that_has_ended_says_so()
    {
        var run = await EvaluateAsync("--date", "2025-01-01");

        Assert.Contains("This edition ended on", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_skipped_row_is_a_line_on_standard_error()
    {
        files
            .With("people.csv", "UserPrincipalName,DisplayName", "mei.lin@contoso.example,Mei", ",Nobody")
            .WithTraining(Training(completed: "31.02.2018"), Training());

        var run = await EvaluateAsync("--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                "TrainingCompletions.csv line 2: skipped, TrainingCompletionDate \"31.02.2018\" is not a date",
                "people.csv line 3: skipped, UserPrincipalName is empty",
            ],
            Lines(run.Error));
        Assert.NotEmpty(Requirements(run.Output));
    }

    [Fact]
    public async Task A_row_that_belongs_to_nobody_is_a_line_on_standard_error()
    {
        files.WithTraining(Training(corpEmail: "ghost@contoso.example"));

        var run = await EvaluateAsync("--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["TrainingCompletions.csv line 2: not used, nobody is known as \"ghost@contoso.example\""], Lines(run.Error));
    }

    [Fact]
    public async Task A_certificate_earned_after_the_day_is_a_line_on_standard_error()
    {
        files.With("people.csv", "UserPrincipalName,DisplayName", "mei.lin@contoso.example,Mei");
        files.WithTraining(Training(completed: "2018-03-01"), Training(completed: "2018-03-02"));

        var run = await EvaluateAsync("--json");

        Assert.Equal(
            (0, "TrainingCompletions.csv line 3: its completion date 2018-03-02 lies ahead; it counts from that day on"),
            (run.ExitCode, Assert.Single(Lines(run.Error))));
        Assert.Equal("", (await EvaluateAsync("--json", "--date", "2018-03-02")).Error);
    }

    [Fact]
    public async Task A_rejected_file_ends_with_three_and_prints_nothing_on_standard_output()
    {
        files.With("people.csv", "UserPrincipalName").WithTraining(Training(completed: "soon"));

        var run = await EvaluateAsync("--json");

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            [
                "TrainingCompletions.csv line 2: skipped, TrainingCompletionDate \"soon\" is not a date",
                "people.csv: rejected, a required column is missing: DisplayName",
            ],
            Lines(run.Error));
    }

    [Theory]
    [InlineData("--edition", "docs-1999", "There is no edition \"docs-1999\". There are: 2023-10, 2026, docs-2017-12")]
    [InlineData("--date", "1/3/2018", "\"1/3/2018\" is not a date. Write it as 2018-03-01.")]
    [InlineData("--competency", "cooking", "There is no competency \"cooking\" in docs-2017-12. There are: application-development, ")]
    [InlineData("--evidence", "/nowhere/at/all", "There is no folder \"/nowhere/at/all\".")]
    [InlineData("--colour", "red", "--colour")]
    public async Task A_bad_argument_ends_with_two_and_a_sentence(string option, string value, string sentence)
    {
        var run = await EvaluateAsync(option, value);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--evidence")]
    [InlineData("--edition")]
    [InlineData("--date")]
    public async Task A_missing_argument_ends_with_two_and_names_it(string option)
    {
        string[] all = ["--evidence", files.Folder, "--edition", "docs-2017-12", "--date", "2018-03-01"];
        var without = Array.IndexOf(all, option);

        var run = await RunAsync([.. all[..without], .. all[(without + 2)..], "--competency", "messaging"]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_argument_without_its_value_ends_with_two_and_names_it()
    {
        var run = await RunAsync(["--evidence", files.Folder, "--date", "2018-03-01", "--edition"]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("--edition", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Evaluates the test's folder on 2018-03-01 unless the arguments say otherwise.</summary>
    private Task<(int ExitCode, string Output, string Error)> EvaluateAsync(params string[] args)
    {
        string[] usual = ["--evidence", files.Folder, "--edition", "docs-2017-12", "--date", "2018-03-01"];
        return RunAsync([.. usual.Chunk(2).Where(pair => !args.Contains(pair[0])).SelectMany(pair => pair), .. args]);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var root = new RootCommand { EvaluateCommand.Create() };
        var exitCode = await root.RunAsync(["evaluate", .. args], new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }

    private static List<JsonElement> Requirements(string output)
    {
        using var json = JsonDocument.Parse(output);
        return
        [
            .. json.RootElement.GetProperty("levels").EnumerateArray()
                .SelectMany(level => level.GetProperty("requirements").EnumerateArray())
                .Select(requirement => requirement.Clone()),
        ];
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
