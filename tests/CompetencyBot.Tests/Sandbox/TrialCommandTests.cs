using System.Net;
using System.Net.Sockets;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Playground;
using CompetencyBot.Sandbox.Trial;

namespace CompetencyBot.Tests.Sandbox;

public sealed class TrialCommandTests
{
    private static readonly NodeTools NoNode = new(Node: "node-that-is-not-there");
    private static readonly PlaygroundPackage Package = new(SandboxFolder.Path);

    [Fact]
    public async Task A_programme_that_there_is_no_trial_of_is_refused_with_exit_status_2_and_the_choices()
    {
        var (exitStatus, output, error) = await RunAsync("--programme", "gold");

        Assert.Equal(2, exitStatus);
        Assert.Equal("There is no trial of \"gold\": choose competencies or solutions-partner.", error);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("competencies")]
    [InlineData("solutions-partner")]
    public async Task Every_programme_that_is_offered_is_known_and_asks_for_Node_next(string programme)
    {
        var (exitStatus, _, error) = await RunAsync("--programme", programme);

        Assert.Equal(1, exitStatus);
        Assert.StartsWith("\"node-that-is-not-there\" was not found.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_option_the_silver_and_gold_competencies_are_tried() =>
        Assert.Same(SampleProgramme.Competencies, new TrialOptions().Programme);

    [Fact]
    public async Task Without_Node_one_sentence_and_exit_status_1()
    {
        var (exitStatus, output, error) = await RunAsync();

        Assert.Equal(1, exitStatus);
        Assert.StartsWith("\"node-that-is-not-there\" was not found.", error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public async Task Ports_in_use_are_named_before_anything_is_started()
    {
        using var first = Listen();
        using var second = Listen();
        var (bot, playground) = (PortOf(first), PortOf(second));

        var problem = await Assert.ThrowsAsync<TrialException>(() =>
            RunningTrial.StartAsync(new TrialOptions(bot, playground), NoNode, Package, TestContext.Current.CancellationToken));

        Assert.StartsWith($"Ports {bot}, {playground}", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("choose other ports with --bot-port and --playground-port.", problem.Message, StringComparison.Ordinal);
    }

    private static async Task<(int ExitStatus, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitStatus = await new TrialCommand(NoNode, Package).RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return (exitStatus, output.ToString().TrimEnd(), error.ToString().TrimEnd());
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
