using System.CommandLine;
using CompetencyBot.CommandLine;
using CompetencyBot.Hosting;
using CompetencyBot.Sandbox;
using CompetencyBot.Tests.CommandLine;
using CompetencyBot.Tests.Domain.Catalogue;
using Microsoft.Extensions.Configuration;

namespace CompetencyBot.Tests.Hosting;

/// <summary>An organisation adds an edition, or puts its own in the place of one that ships, by a file in a folder.</summary>
public sealed class EditionFolderTests : IDisposable
{
    private static readonly string Shipped = File.ReadAllText(
        Repository.PathOf("src", "CompetencyBot.Domain", "Catalogue", "Editions", "docs-2017-12.json"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_edition_that_was_added_is_followed_and_shown()
    {
        Write("ours", EditionFixture.Good.With("$", "id", "\"ours\"").With("$.competencies[0].names", "en", "\"Juggling\""));

        await using var app = await AppFixture.StartAsync(Following("ours"));

        Assert.Matches("Juggling\n[▰▱]{5}\nSilver needs", (await app.As(Sample.David).Says("progress")).Shown);
        Assert.Contains("Juggling", (await app.As(Sample.David).Says("juggling")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_named_like_an_edition_that_ships_takes_its_place()
    {
        Write("docs-2017-12", Shipped.Replace("\"en\": \"Messaging\"", "\"en\": \"Pigeon Post\"", StringComparison.Ordinal));

        await using var app = await AppFixture.StartAsync(Following("docs-2017-12"));
        var shown = (await app.As(Sample.David).Says("progress")).Shown;

        Assert.Contains("Pigeon Post", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Messaging", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_files_stop_the_start_with_path_line_and_reason()
    {
        var first = Write("first", "{\n  oh no\n}");
        var second = Write("second", EditionFixture.Good);

        var refusal = Assert.Throws<StartRefusedException>(() => Start("first"));

        Assert.Collection(
            refusal.Message.Split(Environment.NewLine),
            line => Assert.StartsWith($"{first}(2): $: 'o' is an invalid start", line, StringComparison.Ordinal),
            line => Assert.Equal($"{second}(2): $.id: 'good' is not the name of the file", line));
    }

    [Fact]
    public void A_folder_that_is_not_there_stops_the_start() => Assert.StartsWith(
        "The folder of editions \"/nowhere/at/all\" cannot be read: ",
        Assert.Throws<StartRefusedException>(() => Start("docs-2017-12", "/nowhere/at/all")).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Doctor_names_what_is_wrong_with_a_file()
    {
        using var patient = new DoctorPatient();
        patient["Organisation:EditionsFolder"] = _folder.Path;
        var wrong = Write("ours", EditionFixture.Good);

        var report = await patient.ExamineAsync();

        Assert.Equal(1, report.ExitCode);
        report.Says($"✖ Organisation: {wrong}(2): $.id: 'good' is not the name of the file");
    }

    [Fact]
    public async Task Doctor_knows_an_edition_that_was_added()
    {
        using var patient = new DoctorPatient();
        patient["Organisation:EditionsFolder"] = _folder.Path;
        patient["Organisation:Editions:0"] = "good";
        Write("good", EditionFixture.Good);

        (await patient.ExamineAsync()).Says("✔ Organisation: Programme edition good is followed.");
    }

    [Fact]
    public async Task Evaluate_knows_the_editions_of_the_setting_and_of_its_own_option()
    {
        using var configured = new TemporaryFolder();
        await File.WriteAllTextAsync(configured.File("good.json"), EditionFixture.Good, TestContext.Current.CancellationToken);
        Write("ours", EditionFixture.Good.With("$", "id", "\"ours\""));

        foreach (var edition in new[] { "good", "ours" })
        {
            var run = await EvaluateAsync(configured.Path, "--edition", edition, "--json");
            Assert.Equal(0, run.ExitCode);
            Assert.Contains($"\"edition\": \"{edition}\"", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Evaluate_ends_with_two_for_a_wrong_edition_file()
    {
        var wrong = Write("ours", EditionFixture.Good);

        var run = await EvaluateAsync(null, "--edition", "docs-2017-12");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal($"{wrong}(2): $.id: 'good' is not the name of the file", run.Error.TrimEnd());
    }

    private string Write(string edition, string json)
    {
        var path = _folder.File($"{edition}.json");
        File.WriteAllText(path, json);
        return path;
    }

    private AppOptions Following(string edition, string? folder = null) => new()
    {
        Settings = new() { ["Organisation:EditionsFolder"] = folder ?? _folder.Path, ["Organisation:Editions:0"] = edition },
    };

    private void Start(string edition, string? folder = null) => BotApp.Create(
        ["--environment", "Development"], builder => builder.Configuration.AddInMemoryCollection(Following(edition, folder).Settings));

    private async Task<(int ExitCode, string Output, string Error)> EvaluateAsync(string? configured, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await new RootCommand { EvaluateCommand.Create(configured) }.RunAsync(
            ["evaluate", "--evidence", SandboxFolder.SampleOrganisation, "--editions", _folder.Path, "--date", "2018-03-01", .. args],
            new InvocationConfiguration { Output = output, Error = error },
            TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }
}
