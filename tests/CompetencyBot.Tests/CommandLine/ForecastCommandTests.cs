using System.CommandLine;
using System.Text.Json;
using CompetencyBot.CommandLine;
using CompetencyBot.Tests.Sources;
using static CompetencyBot.Tests.Sources.EvidenceFiles;

namespace CompetencyBot.Tests.CommandLine;

public sealed class ForecastCommandTests : IDisposable
{
    private readonly EvidenceFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task The_look_ahead_is_written_as_json_in_the_documented_order()
    {
        TwoBuilders();

        var run = await ForecastAsync("--to", "2019-02-01", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(["edition", "date", "to", "market", "levels"], Names(json.RootElement));
        Assert.Equal("docs-2017-12", json.RootElement.GetProperty("edition").GetString());
        Assert.Equal("2018-03-01", json.RootElement.GetProperty("date").GetString());
        Assert.Equal("2019-02-01", json.RootElement.GetProperty("to").GetString());
        Assert.Equal("developed", json.RootElement.GetProperty("market").GetString());
        var level = Assert.Single(json.RootElement.GetProperty("levels").EnumerateArray());
        Assert.Equal(["competency", "path", "level", "holds", "breaksOn", "causes"], Names(level));
        Assert.Equal("application-development", level.GetProperty("competency").GetString());
        Assert.Equal("application-builder", level.GetProperty("path").GetString());
        Assert.Equal("silver", level.GetProperty("level").GetString());
        Assert.False(level.GetProperty("holds").GetBoolean());
        Assert.Equal("2018-10-01", level.GetProperty("breaksOn").GetString());
        Assert.Equal(
            """[{"kind":"lapse","person":"ben@contoso.example","item":"exam:70-483","metric":null,"on":"2018-10-01"}]""",
            JsonSerializer.Serialize(level.GetProperty("causes")));
    }

    [Fact]
    public async Task A_level_that_holds_has_no_day_of_breaking_and_no_causes()
    {
        TwoBuilders();

        var run = await ForecastAsync("--to", "2018-09-30", "--json");

        using var json = JsonDocument.Parse(run.Output);
        var level = Assert.Single(json.RootElement.GetProperty("levels").EnumerateArray());
        Assert.True(level.GetProperty("holds").GetBoolean());
        Assert.Equal(JsonValueKind.Null, level.GetProperty("breaksOn").ValueKind);
        Assert.Empty(level.GetProperty("causes").EnumerateArray());
    }

    [Fact]
    public async Task The_anniversary_is_that_of_the_newest_membership_bought_by_then()
    {
        TwoBuilders().With("membership.csv", "Offer,PurchasedOn", "silver,2016-01-05", "gold,2017-10-05", "silver,2018-06-01");

        var run = await ForecastAsync("--json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("2018-10-05", json.RootElement.GetProperty("to").GetString());
    }

    [Fact]
    public async Task A_membership_of_the_other_programme_has_no_say()
    {
        TwoBuilders().With("membership.csv", "Offer,PurchasedOn", "solutions-partner,2017-10-05");

        await AssertRefused("No membership of the programme of docs-2017-12 was bought by 2018-03-01, so the anniversary is not known: give --to.");
    }

    [Fact]
    public async Task An_anniversary_that_is_over_is_not_looked_ahead_to()
    {
        TwoBuilders().With("membership.csv", "Offer,PurchasedOn", "silver,2016-01-05");

        await AssertRefused("The anniversary of the membership, 2017-01-05, lies before --date 2018-03-01: give --to.");
    }

    [Fact]
    public async Task An_end_before_the_start_is_refused() => await AssertRefused("--to 2018-02-28 lies before --date 2018-03-01.", "--to", "2018-02-28");

    [Fact]
    public async Task An_end_beyond_all_planning_is_refused() =>
        await AssertRefused("--to 9999-12-31 is too far away; at most 50 years are looked ahead.", "--to", "9999-12-31");

    [Theory]
    [InlineData("--to", "soon", "\"soon\" is not a date. Write it as 2018-03-01.")]
    [InlineData("--edition", "docs-1999", "There is no edition \"docs-1999\".")]
    public async Task A_bad_argument_ends_with_two_and_a_sentence(string option, string value, string sentence) =>
        await AssertRefused(sentence, option, value);

    [Fact]
    public async Task A_person_reads_what_breaks_why_and_what_would_cure_it()
    {
        TwoBuilders();

        var run = await ForecastAsync("--to", "2019-02-01");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("(?m)^Application Development +Application Builder +silver +no +2018-10-01$", run.Output);
        Assert.Contains("  - 2018-10-01  ben@contoso.example: 70-483 ", run.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^  It would hold on 2019-02-01 with:\n  - new person 1: 70-", run.Output);
        Assert.Contains("TrainingCompletions.csv: 2 rows read, 0 skipped", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_held_the_table_says_so()
    {
        var run = await ForecastAsync("--to", "2019-02-01");

        Assert.Contains("No level is held on that day, so there is none to lose.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skipped_rows_are_told_on_standard_error()
    {
        TwoBuilders().With("people.csv", "UserPrincipalName,DisplayName", "ben@contoso.example,Ben", "amy@contoso.example,Amy", ",Nobody");

        var run = await ForecastAsync("--to", "2019-02-01", "--json");

        Assert.Equal((0, "people.csv line 4: skipped, UserPrincipalName is empty\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_rejected_file_ends_with_three_and_prints_nothing_on_standard_output()
    {
        files.With("people.csv", "UserPrincipalName");

        var run = await ForecastAsync("--to", "2019-02-01", "--json");

        Assert.Equal((3, "", "people.csv: rejected, a required column is missing: DisplayName\n"), run);
    }

    [Fact]
    public async Task The_help_shows_an_example()
    {
        var run = await RunAsync(["--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("forecast --evidence", run.Output, StringComparison.Ordinal);
    }

    private EvidenceFiles TwoBuilders() => files
        .With("people.csv", "UserPrincipalName,DisplayName", "amy@contoso.example,Amy", "ben@contoso.example,Ben")
        .WithTraining(Training("70-480", corpEmail: "amy@contoso.example"), Training("70-483", corpEmail: "ben@contoso.example", expires: "2018-09-30"));

    private async Task AssertRefused(string sentence, params string[] args)
    {
        var run = await ForecastAsync(args);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    /// <summary>Looks ahead in the test's folder from 2018-03-01 unless the arguments say otherwise.</summary>
    private Task<(int ExitCode, string Output, string Error)> ForecastAsync(params string[] args)
    {
        string[] usual = ["--evidence", files.Folder, "--edition", "docs-2017-12", "--date", "2018-03-01"];
        return RunAsync([.. usual.Chunk(2).Where(pair => !args.Contains(pair[0])).SelectMany(pair => pair), .. args]);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var root = new RootCommand { ForecastCommand.Create() };
        var exitCode = await root.RunAsync(["forecast", .. args], new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);
}
