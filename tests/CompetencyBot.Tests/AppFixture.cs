using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Connector;
using CompetencyBot.Sandbox.Login;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using CompetencyBot.Tests.BotFramework;
using CompetencyBot.Tests.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Quartz;
using JobTable = CompetencyBot.Hosting.Jobs;

namespace CompetencyBot.Tests;

/// <summary>
/// The whole bot as it is composed for production, on a free port, with a clock that the test sets. Around it stand an identity service
/// that really signs, a connector that records, a database of its own and a folder of evidence files.
/// </summary>
internal sealed class AppFixture : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly AppOptions _options;
    private readonly FakeLogin _login;
    private readonly bool _ownsConnector;
    private readonly StrongBox<int> _ids;
    private WebApplication? _app;

    private AppFixture(AppOptions options, FakeLogin login, FakeConnector connector, TestClock clock, StrongBox<int> ids)
    {
        (_options, _login, Connector, Clock, _ids) = (options, login, connector, clock, ids);
        _ownsConnector = options.Connector is null;
        Evidence = new EvidenceCopy(options.Evidence is null ? null : _folder.CopyIn(options.Evidence, "evidence"));
    }

    public TestClock Clock { get; }

    public FakeConnector Connector { get; }

    /// <summary>This app's own copy of the evidence files, for changing.</summary>
    public EvidenceCopy Evidence { get; }

    public LogRecord Log { get; } = new();

    public JobRecord Jobs { get; } = new();

    public IServiceProvider Services => _app!.Services;

    public Uri Address => new(_app!.Urls.First());

    public string DatabaseFile => _folder.File("bot.db");

    /// <summary>Starts the bot and waits until the evidence files are read.</summary>
    public static Task<AppFixture> StartAsync(AppOptions? options = null) => StartAsync(options ?? new AppOptions(), new StrongBox<int>());

    /// <summary>
    /// Another process beside this one, on the same PostgreSQL and talking to the same Teams. It has no folder of files: the import at its start may be
    /// run by this one, and then it would wait for it in vain.
    /// </summary>
    public Task<AppFixture> StartAnotherAsync() => StartAsync(_options with { Connector = Connector, Evidence = null, Prepare = null }, _ids);

    private static async Task<AppFixture> StartAsync(AppOptions how, StrongBox<int> ids)
    {
        var login = await SharedLogin.Value;
        var clock = new TestClock(how.Now);
        var app = new AppFixture(how, login, how.Connector ?? await FakeConnector.StartAsync(clock: clock), clock, ids);
        how.Prepare?.Invoke(app.Evidence);
        try
        {
            await app.StartAgainAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another process on the same database and files.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    public async Task StopAsync()
    {
        if (_app is not { } app)
            return;
        _app = null;
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public async Task StartAgainAsync()
    {
        var read = Evidence.Folder is null ? Task.CompletedTask : Jobs.NextRunOf<EvidenceImportJob>();
        _app = BotApp.Create(["--environment", _options.Environment], Configure);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        await read;
        if (!_options.Schedule)
            await WithoutScheduleAsync();
    }

    /// <summary>Somebody in their 1:1 chat with the bot.</summary>
    public Chat As(Person person) => new(this, person, Place.Personal);

    /// <summary>Runs a job through the scheduler, as its cron would, and waits until it has ended.</summary>
    public async Task RunAsync<TJob>()
        where TJob : IJob
    {
        var scheduler = await Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        var (ended, mark) = Jobs.Expect();
        await scheduler.TriggerJob(
            JobTable.KeyOf<TJob>(), new JobDataMap { [JobRecord.Mark] = mark }, TestContext.Current.CancellationToken);
        await ended;
    }

    /// <summary>Asks the database, in a scope of its own.</summary>
    public async Task<TResult> InDatabaseAsync<TResult>(Func<BotDb, Task<TResult>> query)
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<BotDb>());
    }

    /// <summary>Ids as Teams makes them: no two activities have the same.</summary>
    public string NewId() => $"f:{Interlocked.Increment(ref _ids.Value).ToString("D6", CultureInfo.InvariantCulture)}";

    /// <summary>Posts an activity with a good token for this moment, unless told otherwise.</summary>
    public Task<HttpResponseMessage> PostAsync(string activity, TokenOverrides? token = null, string? tokenServiceUrl = null)
    {
        // The one login of all tests stands still at the usual morning; its times are counted from there.
        var now = Clock.GetUtcNow() - SampleCast.Morning;
        var good = new TokenOverrides { ValidIn = now, ExpiresIn = now + TimeSpan.FromHours(1) };
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "/api/messages"))
        {
            Content = new StringContent(activity, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", _login.CreateToken(tokenServiceUrl ?? Connector.ServiceUrl, token ?? good));
        return _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string path) =>
        _http.GetAsync(new Uri(Address, path), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
        if (_ownsConnector)
            await Connector.DisposeAsync();
        using (var connection = new SqliteConnection(SqliteConnection))
            Microsoft.Data.Sqlite.SqliteConnection.ClearPool(connection);
        _folder.Dispose();
        TestContext.Current.TestOutputHelper?.WriteLine(Log.Warnings);
        ProtocolFaultsAttribute.Report(Connector);
    }

    /// <summary>From now on each job runs when the test says so.</summary>
    private async Task WithoutScheduleAsync()
    {
        var scheduler = await Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        await scheduler.UnscheduleJobs([.. JobTable.All.Select(plan => plan.Trigger)], TestContext.Current.CancellationToken);
        await RunAsync<OutboxDeliveryJob>(); // behind one that may be under way
    }

    private string SqliteConnection => $"Data Source={DatabaseFile}";

    private void Configure(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(Settings());
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Information);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddQuartz(quartz => quartz.AddJobListener(Jobs));
    }

    private Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["BotFramework:AppId"] = _login.AppId,
            ["BotFramework:ClientSecret"] = _login.Secret,
            ["BotFramework:OpenIdMetadataUrl"] = _login.MetadataUrl,
            ["BotFramework:TokenEndpoint"] = _login.TokenEndpoint,
            // While the clock stands still, a whole story takes place within one second.
            ["BotFramework:ConversationLimits"] = "",
            ["BotFramework:TenantLimit"] = "0",
            ["Storage:Provider"] = _options.Postgres is null ? "Sqlite" : "Postgres",
            ["Storage:ConnectionString"] = _options.Postgres ?? SqliteConnection,
            ["Import:Folder"] = Evidence.Folder,
            ["Organisation:Name"] = SampleCast.Organisation,
            ["Organisation:TenantId"] = SampleCast.TenantId,
            ["Organisation:TimeZone"] = SampleCast.TimeZone,
            ["Organisation:Editions:0"] = SampleCast.EditionId,
            ["Organisation:Admins:0"] = Sample.Julia.UserPrincipalName,
            ["Logging:LogLevel:Default"] = "Information",
        };
        foreach (var (key, value) in _options.Settings ?? [])
            settings[key] = value;
        return settings.Where(setting => setting.Value is not null).ToDictionary();
    }
}

/// <summary>The identity service that all apps of this assembly share; it has no state that one test could spoil for another.</summary>
internal static class SharedLogin
{
    public const string AppId = "11111111-2222-3333-4444-555555555555";

    private static readonly Lazy<Task<FakeLogin>> Login = new(() => FakeLogin.StartAsync(AppId, new FakeTimeProvider(SampleCast.Morning)));

    public static Task<FakeLogin> Value => Login.Value;
}
