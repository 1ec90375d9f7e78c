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

    [Theory]
    [InlineData("nobody", "There is no \"nobody\" in the sample organisation: give an address of its people.csv, for example yenting.liu.")]
    [InlineData("shared.mailbox", "There is no \"shared.mailbox\" in the sample organisation: give an address of its people.csv, for example yenting.liu.")]
    [InlineData("julia.novak@contoso.example", "Julia Novak has a window already, as the admin: choose somebody else.")]
    [InlineData("david.wu", "David Wu has a window already, as the manager: choose somebody else.")]
    public async Task An_employee_who_cannot_sit_there_is_refused_with_exit_status_2_and_the_reason(string address, string reason)
    {
        var (exitStatus, output, error) = await RunAsync("--employee", address);

        Assert.Equal((2, reason), (exitStatus, error));
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("yenting.liu")]
    [InlineData("Yenting.Liu@contoso.example")]
    [InlineData("kevin.liu")] // one of those who stand around the others usually
    public async Task Everybody_else_of_the_sample_can_sit_there_with_five_others_around(string address)
    {
        var (exitStatus, _, error) = await RunAsync("--employee", address);
        var cast = new SampleCast(SandboxFolder.SampleOrganisation, address);

        Assert.Equal(1, exitStatus);
        Assert.StartsWith("\"node-that-is-not-there\" was not found.", error, StringComparison.Ordinal);
        Assert.StartsWith(address.Split('@')[0], cast.Employee.UserPrincipalName, StringComparison.OrdinalIgnoreCase);
        Assert.All(cast.Worlds, world => Assert.Equal(5, world.Others.Except([world.CurrentUser]).Count()));
    }

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
