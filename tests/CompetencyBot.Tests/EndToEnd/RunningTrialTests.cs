using System.Diagnostics;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Playground;
using CompetencyBot.Sandbox.Trial;

namespace CompetencyBot.Tests.EndToEnd;

[Collection(TrialInBrowser.Collection)]
public sealed class RunningTrialTests
{
    private static readonly NodeTools Node = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_runs_three_Playgrounds_and_leaves_no_process_and_no_folder()
    {
        var trial = await RunningTrial.StartAsync(TrialOptions.FreePorts, Node, Package(), Cancelled);
        int[] processes = [.. trial.Playgrounds.Select(playground => playground.ProcessId)];
        var folder = Path.GetDirectoryName(trial.EvidenceFolder)!;
        Assert.Equal(3, processes.Count(IsRunning));
        Assert.True(Directory.Exists(folder));

        await trial.DisposeAsync();

        Assert.DoesNotContain(processes, IsRunning);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task It_says_so_when_a_Playground_ends_by_itself()
    {
        await using var trial = await RunningTrial.StartAsync(TrialOptions.FreePorts, Node, Package(), Cancelled);
        var ended = trial.EndedAsync(Cancelled);

        using (var playground = Process.GetProcessById(trial.Manager.ProcessId))
            playground.Kill();

        Assert.Equal("The Playground of David Wu has ended.", await ended);
    }

    [Fact]
    public async Task A_Playground_that_cannot_read_its_config_is_named()
    {
        using var folder = new TemporaryFolder();
        var world = new SampleCast(SandboxFolder.SampleOrganisation).Worlds[0];
        var tooFew = world with { Others = [.. world.Others.Skip(1)] };

        var problem = await Assert.ThrowsAsync<TrialException>(() =>
            PlaygroundProcess.StartAsync(Node, Package(), tooFew, new Uri("http://localhost:9/api/messages"), 0, folder.Path, Cancelled));

        Assert.Equal("The Playground of Grace Huang ended while it was starting.", problem.Message);
    }

    private static PlaygroundPackage Package() => new(Tooling.NodeModules("tests/Sandbox"));

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
