using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CompetencyBot.CommandLine;
using CompetencyBot.Hosting;
using CompetencyBot.Tests.Sources;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.Tests.CommandLine;

public sealed class BotProgramTests : IDisposable
{
    private readonly EvidenceFiles folder = new();

    private string[] Place => ["--Storage:ConnectionString", $"Data Source={Path.Combine(folder.Folder, "bot.db")};Pooling=False"];

    private string[] Question => ["--evidence", folder.Folder, "--edition", "docs-2017-12", "--date", "2018-03-01"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_help_names_every_command_and_how_to_give_a_setting()
    {
        var run = await RunAsync("--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(BotApp.DefaultUrl, run.Output, StringComparison.Ordinal);
        Assert.Contains("--urls http://127.0.0.1:5000", run.Output, StringComparison.Ordinal);
        Assert.Matches("(?s)doctor .*evaluate .*manifest ", run.Output);
    }

    [Fact]
    public async Task The_doctor_has_a_help_of_its_own()
    {
        var run = await RunAsync("doctor", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("says how to mend what is wrong", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_word_ends_with_two_and_names_the_commands()
    {
        var run = await RunAsync("docter");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal("There is no command \"docter\". There are: doctor, evaluate, forecast, plan, understand, manifest. See --help.", run.Error.TrimEnd());
    }

    [Theory]
    [InlineData("forecast", "--too", "--too", "2018-05-15")]
    [InlineData("evaluate", "messaging", "messaging")]
    [InlineData("evaluate", "--jsn", "--Logging:LogLevel:Default", "None", "--jsn")]
    [InlineData("plan", "messaging:gold", "--want", "communications:gold", "messaging:gold")]
    public async Task A_word_that_a_command_on_evidence_does_not_know_ends_with_two(string command, string word, params string[] more)
    {
        var run = await RunAsync([command, .. Question, .. more]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal($"\"{word}\" is not known here. See {command} --help.", run.Error.TrimEnd());
    }

    [Theory]
    [InlineData("--Organisation:EditionsFolder", "{0}")]
    [InlineData("--Organisation:EditionsFolder={0}")]
    public async Task A_command_on_evidence_takes_settings_on_the_line(params string[] setting)
    {
        folder.With("broken.json", "{");

        var run = await RunAsync(["evaluate", .. Question, "--json", .. setting.Select(part => string.Format(CultureInfo.InvariantCulture, part, folder.Folder))]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(Path.Combine(folder.Folder, "broken.json"), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://{other.LocalEndpoint}";

        var run = await ServeAsync(url);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"Failed to bind to address {url}: address already in use. End the program that listens there, or set another address: --urls http://localhost:3979.",
            run.Error.TrimEnd());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://")]
    [InlineData("ftp://localhost:1")]
    [InlineData("http://localhost:99999")]
    [InlineData("http://localhost:0/base")]
    public async Task An_address_that_is_none_is_one_sentence(string url)
    {
        var run = await ServeAsync($"http://127.0.0.1:0;{url}");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            $"\"{url}\" is not an address to listen on. Set one such as --urls http://localhost:3979, without a path.", run.Error.TrimEnd());
    }

    [Fact]
    public async Task A_second_bot_on_one_file_is_one_sentence()
    {
        await using var first = BotApp.Create([.. Settings("http://127.0.0.1:0")], builder => builder.Logging.ClearProviders());
        await first.StartAsync(TestContext.Current.CancellationToken);

        var run = await ServeAsync("http://127.0.0.1:0");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"The database {Path.Combine(folder.Folder, "bot.db")} cannot be taken: another CompetencyBot runs on it", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await first.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("Sqlite", null, "The database cannot be used: SQLite Error 26: 'file is not a database'. Check Storage:ConnectionString")]
    [InlineData("Postgres", "Host=127.0.0.1;Port=1;Username=u;Password=hush-hush", "The database cannot be used: Failed to connect to 127.0.0.1:1. Check")]
    [InlineData("Postgres", "nonsense", "Storage:Provider or Storage:ConnectionString cannot be used: ")]
    public async Task A_database_that_cannot_be_used_is_one_sentence(string provider, string? connectionString, string sentence)
    {
        folder.With("bot.db", "not a database");
        string[] other = connectionString is null ? [] : ["--Storage:ConnectionString", connectionString];

        var run = await ServeAsync("http://127.0.0.1:0", ["--Storage:Provider", provider, .. other]);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(sentence, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("hush-hush", run.Error, StringComparison.Ordinal);
    }

    // What the host itself logs, and what a signal does, is seen from outside only.
    [Fact]
    public async Task A_refused_start_is_told_without_a_stack_trace()
    {
        await using var bot = new BotProcess("Production");

        var (exitCode, output, error) = await bot.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith("BotFramework:AppId is not set. Set it to the Microsoft App ID of your Azure Bot.", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_at_another_address_ends_with_zero_when_it_is_told_to_terminate()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM");
        await using var bot = new BotProcess("Development", "--urls", "http://127.0.0.1:0");

        Assert.Contains("http://127.0.0.1:", await bot.ReadToAsync("Now listening on"), StringComparison.Ordinal);
        await bot.ReadToAsync("Application started");
        await bot.TerminateAsync();

        var (exitCode, output, error) = await bot.EndAsync();
        Assert.Equal((0, ""), (exitCode, error));
        Assert.DoesNotContain("dbug:", output, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Error)> ServeAsync(string url, params string[] more) => RunAsync([.. Settings(url), .. more]);

    private string[] Settings(string url) =>
        ["--environment", "Development", "--urls", url, "--Logging:LogLevel:Default", "None", .. Place];

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await BotProgram.RunAsync(args, new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }
}
