using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Tokens;
using CompetencyBot.Graph;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Playground;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

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
        string[] played = [
            trial.Microsoft.Accounts.Authority, trial.Microsoft.PartnerCenter.DashboardUrl, trial.Microsoft.Graph.PageUrl, trial.Microsoft.Login.TokenEndpoint,
        ];
        Assert.All(played, address => Assert.True(IsListening(address)));
        Assert.Equal(3, processes.Count(IsRunning));
        Assert.True(Directory.Exists(folder));

        await trial.DisposeAsync();

        Assert.DoesNotContain(processes, IsRunning);
        Assert.False(Directory.Exists(folder));
        Assert.DoesNotContain(played, IsListening);
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

    [Fact]
    public async Task Whoever_is_asked_for_sits_at_the_first_Playground_and_the_bot_knows_where_accounts_are_proved_and_associated()
    {
        await using var trial = await RunningTrial.StartAsync(
            TrialOptions.FreePorts with { Employee = "yenting.liu" }, Node, Package(), Cancelled);

        var settings = trial.Bot.Services.GetRequiredService<IConfiguration>();
        var accounts = trial.Microsoft.Accounts;
        Assert.Equal(("劉彥廷", "David Wu", "Julia Novak"), (NameOf(trial.Employee), NameOf(trial.Manager), NameOf(trial.Admin)));
        Assert.Equal(
            (accounts.Authority, accounts.ClientId, accounts.ClientSecret, trial.Microsoft.PartnerCenter.DashboardUrl),
            (settings["MicrosoftAccount:Authority"], settings["MicrosoftAccount:ClientId"], settings["MicrosoftAccount:ClientSecret"],
                settings["PartnerCenter:DashboardUrl"]));
        Assert.Null(settings["Hosting:PublicUrl"]); // on a free port the bot finds out its address itself
        Assert.Contains("劉彥廷, in the personal chat:  link   and pick an account", Invitation.For(trial), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_accounts_and_Partner_Center_of_a_trial_are_those_of_its_own_people_and_its_own_clock()
    {
        await using var trial = await RunningTrial.StartAsync(TrialOptions.FreePorts, Node, Package(), Cancelled);
        Assert.True(trial.GoTo(new DateOnly(2018, 4, 16)));

        trial.Microsoft.PartnerCenter.Associate("yenting.liu@contoso.example", trial.Microsoft.Accounts.Accounts.First(account => account.IsSpare).Address);

        var people = EvidenceFolder.Read(trial.EvidenceFolder).Records.People;
        var moment = people.Single(person => person.UserPrincipalName == "yenting.liu@contoso.example").AssociatedOn;
        Assert.Equal(new DateTime(2018, 4, 16), moment?.Date);
    }

    [Fact]
    public async Task The_directory_of_a_trial_has_its_own_people_and_the_bot_is_given_tokens_for_it()
    {
        await using var trial = await RunningTrial.StartAsync(TrialOptions.FreePorts, Node, Package(), Cancelled);

        var options = trial.Bot.Services.GetRequiredService<IOptions<GraphOptions>>().Value;
        var wire = trial.Bot.Services.GetRequiredService<IOptions<BotFrameworkOptions>>().Value;
        var http = trial.Bot.Services.GetRequiredService<IHttpClientFactory>();
        using var tokens = new ApiTokens(options.Registration(wire), options.Scope(wire), http, TimeProvider.System, NullLoggerFactory.Instance);

        Assert.StartsWith("graph-token-", await tokens.GetAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal((true, trial.Microsoft.Graph.BaseUrl), (options.Enabled, options.Address(wire)));
        Assert.Equal("Grace Huang", trial.Microsoft.Graph.Directory.Find(trial.Employee.CurrentUser.EntraObjectId)?.DisplayName);
        Assert.Contains(trial.Microsoft.Graph.PageUrl, Invitation.For(trial), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_although_nobody_types_into_its_terminal()
    {
        using var terminal = new SilentTerminal();
        using var ctrlC = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        using var output = new StringWriter();
        var trial = Task.Run(
            () => new TrialCommand(Node, Package()).RunAsync(["--bot-port", "0", "--playground-port", "0"], output, output, ctrlC.Token, terminal),
            Cancelled);
        await terminal.Asked.WaitAsync(TimeSpan.FromSeconds(60), Cancelled);

        await ctrlC.CancelAsync();

        Assert.Equal(0, await trial.WaitAsync(TimeSpan.FromSeconds(60), Cancelled));
        Assert.EndsWith("The trial has ended; its data are deleted.", output.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    private static string NameOf(PlaygroundProcess playground) => playground.CurrentUser.DisplayName;

    private static PlaygroundPackage Package() => new(Tooling.NodeModules("tests/Sandbox"));

    private static bool IsListening(string address)
    {
        using var socket = new TcpClient();
        try
        {
            socket.Connect(IPAddress.Loopback, new Uri(address).Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

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

    /// <summary>Keeps the thread that reads from it, as the console does.</summary>
    private sealed class SilentTerminal : TextReader
    {
        private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _closed = new();

        public Task Asked => _read.Task;

        public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            _read.TrySetResult();
            _closed.Wait(CancellationToken.None);
            return ValueTask.FromResult<string?>(null);
        }

        protected override void Dispose(bool disposing)
        {
            _closed.Set();
            base.Dispose(disposing);
        }
    }
}
