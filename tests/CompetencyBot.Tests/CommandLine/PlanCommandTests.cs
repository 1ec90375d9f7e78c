using System.CommandLine;
using System.Text.Json;
using CompetencyBot.CommandLine;
using CompetencyBot.Tests.Sources;
using static CompetencyBot.Tests.Sources.EvidenceFiles;

namespace CompetencyBot.Tests.CommandLine;

public sealed class PlanCommandTests : IDisposable
{
    private readonly EvidenceFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_plan_is_written_as_json_in_the_documented_order()
    {
        files
            .With("people.csv", "UserPrincipalName,DisplayName", "mei.lin@contoso.example,Mei")
            .WithTraining(Training("70-347"));

        var run = await PlanAsync("--want", "small-and-midmarket-cloud-solutions:gold", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(["newExams", "passes", "performanceGaps"], Names(json.RootElement));
        Assert.Equal(1, json.RootElement.GetProperty("newExams").GetInt32());
        var pass = json.RootElement.GetProperty("passes").EnumerateArray().Single();
        Assert.Equal(["newcomer", "item"], Names(pass));
        Assert.Equal((1, "exam:70-347"), (pass.GetProperty("newcomer").GetInt32(), pass.GetProperty("item").GetString()));
        var gap = json.RootElement.GetProperty("performanceGaps").EnumerateArray().Single();
        Assert.Equal(["competency", "path", "metric", "value", "need"], Names(gap));
        Assert.Equal((JsonValueKind.Null, 25), (gap.GetProperty("value").ValueKind, gap.GetProperty("need").GetInt32()));
    }

    [Fact]
    public async Task A_person_of_the_organisation_is_named_by_the_work_address()
    {
        files
            .With("people.csv", "UserPrincipalName,DisplayName", "mei.lin@contoso.example,Mei")
            .WithTraining(Training("70-345"));

        var run = await PlanAsync("--want", "messaging:silver", "--json");

        using var json = JsonDocument.Parse(run.Output);
        var known = json.RootElement.GetProperty("passes").EnumerateArray().Where(pass => pass.TryGetProperty("person", out _)).ToArray();
        Assert.All(known, pass => Assert.Equal("mei.lin@contoso.example", pass.GetProperty("person").GetString()));
        Assert.Equal(2, json.RootElement.GetProperty("newExams").GetInt32());
    }

    [Fact]
    public async Task One_pass_serves_several_levels_and_the_same_want_counts_once()
    {
        var run = await PlanAsync("--want", "messaging:gold", "--want", "Collaboration-and-Content:Gold", "--want", "messaging:gold");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("4 passes:", run.Output, StringComparison.Ordinal);
        Assert.Equal(4, run.Output.Split("messaging:gold, collaboration-and-content:gold").Length - 1);
    }

    [Fact]
    public async Task A_level_out_of_reach_is_null_and_says_why()
    {
        var run = await PlanAsync("--date", "2040-01-01", "--want", "cloud-business-applications:gold", "--json");

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("newExams").ValueKind);
        Assert.Empty(json.RootElement.GetProperty("passes").EnumerateArray());
        Assert.StartsWith("cloud-business-applications:gold is out of reach: nobody can pass MB2-716 ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_file_ends_with_three_and_prints_nothing_on_standard_output()
    {
        files.With("people.csv", "UserPrincipalName");

        var run = await PlanAsync("--want", "messaging:gold", "--json");

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Contains("a required column is missing: DisplayName", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cooking:gold", "There is no competency \"cooking\" in docs-2017-12. There are: application-development, ")]
    [InlineData("messaging:platinum", "There is no level \"platinum\" of messaging in docs-2017-12. There are: messaging:silver, messaging:gold.")]
    [InlineData("messaging", "\"messaging\" is not a level. Write it as application-development:silver.")]
    [InlineData("messaging:", "\"messaging:\" is not a level. Write it as application-development:silver.")]
    [InlineData("enterprise-resource-planning:silver", "There is no level \"silver\" of enterprise-resource-planning in docs-2017-12.")]
    public async Task An_unknown_level_ends_with_two_and_lists_what_there_is(string want, string sentence)
    {
        var run = await PlanAsync("--want", want);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_wanted_ends_with_two()
    {
        var run = await PlanAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("--want", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_shows_an_example()
    {
        var run = await RunAsync(["--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--want communications:gold --want messaging:gold", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Plans for the test's folder on 2018-03-01 unless the arguments say otherwise.</summary>
    private Task<(int ExitCode, string Output, string Error)> PlanAsync(params string[] args)
    {
        string[] usual = ["--evidence", files.Folder, "--edition", "docs-2017-12", "--date", "2018-03-01"];
        return RunAsync([.. usual.Chunk(2).Where(pair => !args.Contains(pair[0])).SelectMany(pair => pair), .. args]);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var root = new RootCommand { PlanCommand.Create() };
        var exitCode = await root.RunAsync(["plan", .. args], new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);
}
