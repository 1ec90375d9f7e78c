using System.Text.Json;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Hosting;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources;
using CompetencyBot.Tests.BotFramework;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CompetencyBot.Tests.Hosting;

/// <summary>
/// The same bot behind a host that has no HTTP: an activity comes by a call, its answers go into a list. Any host that receives activities
/// in a way of its own (Bot Builder's adapter, a queue) does what <see cref="StartAsync"/> and <see cref="SendAsync"/> do here.
/// </summary>
internal sealed class SecondHost : IAsyncDisposable
{
    private const string ServiceUrl = "memory://teams/";
    private static readonly ChannelAccount Bot = new() { Id = "28:bot", Name = "CompetencyBot" };

    private readonly TemporaryFolder _folder = new();
    private readonly JobRecord _jobs = new();
    private readonly IHost _host;
    private int _ids;

    private SecondHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(Settings());
        builder.Logging.AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(new TestClock(SampleCast.Morning));
        BotApp.AddBot(builder);
        builder.Services.AddTurns();
        builder.Services.AddSingleton<IConnector>(Connector);
        builder.Services.AddQuartz(quartz => quartz.AddJobListener(_jobs));
        _host = builder.Build();
    }

    public MemoryConnector Connector { get; } = new();

    public LogRecord Log { get; } = new();

    public IServiceProvider Services => _host.Services;

    private string Database => $"Data Source={_folder.File("bot.db")}";

    /// <summary>Starts the bot and waits until the evidence files are read.</summary>
    public static async Task<SecondHost> StartAsync()
    {
        var host = new SecondHost();
        var read = host._jobs.NextRunOf<EvidenceImportJob>();
        await host._host.StartAsync(TestContext.Current.CancellationToken);
        await read;
        return host;
    }

    /// <summary>Runs one activity; what it uses lives until nothing of its turn runs any more.</summary>
    public async Task<InvokeResponse> SendAsync(InboundActivity activity)
    {
        await using var scope = Services.CreateAsyncScope();
        var run = Services.GetRequiredService<TurnRunner>().Run(
            activity, Connector, scope.ServiceProvider.GetRequiredService<TurnPipeline>(), reference: activity.Id!);
        var answer = await run.Answer;
        await run.Ended;
        return answer;
    }

    /// <summary>Runs a job through the scheduler and waits until it has ended.</summary>
    public async Task RunAsync<TJob>()
        where TJob : IJob
    {
        var scheduler = await Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        var (ended, mark) = _jobs.Expect();
        await scheduler.TriggerJob(
            CompetencyBot.Hosting.Jobs.KeyOf<TJob>(), new JobDataMap { [JobRecord.Mark] = mark }, TestContext.Current.CancellationToken);
        await ended;
    }

    public InboundActivity Message(Person person, string? text) => Activity(person, ActivityTypes.Message) with { Text = text };

    /// <summary>A press as a client sends it that replaces the card by itself.</summary>
    public InboundActivity Invoke(Person person, string verb, JsonObject? data = null) => Activity(person, ActivityTypes.Invoke) with
    {
        Name = InvokeNames.AdaptiveCardAction,
        Value = JsonSerializer.SerializeToElement(new JsonObject { ["action"] = new JsonObject { ["verb"] = verb, ["data"] = data } }),
    };

    public InboundActivity Activity(Person person, string type) => new()
    {
        Type = type,
        Id = $"memory:{Interlocked.Increment(ref _ids)}",
        ChannelId = "memory",
        ServiceUrl = ServiceUrl,
        From = new ChannelAccount { Id = person.TeamsId, Name = person.Name, AadObjectId = person.ObjectId },
        Recipient = Bot,
        Conversation = new ConversationAccount { Id = $"a:{person.Alias}", ConversationType = "personal", TenantId = person.TenantId },
        Locale = person.Locale,
    };

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        using (var connection = new SqliteConnection(Database))
            SqliteConnection.ClearPool(connection);
        _folder.Dispose();
        TestContext.Current.TestOutputHelper?.WriteLine(Log.Warnings);
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["Storage:ConnectionString"] = Database,
        ["Import:Folder"] = _folder.CopyIn(SandboxFolder.SampleOrganisation, "evidence"),
        ["Organisation:TenantId"] = SampleCast.TenantId,
        ["Organisation:TimeZone"] = SampleCast.TimeZone,
        ["Organisation:Editions:0"] = SampleCast.EditionId,
        ["Organisation:Admins:0"] = Sample.Julia.UserPrincipalName,
    };
}
