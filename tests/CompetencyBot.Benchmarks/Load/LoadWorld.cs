using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Login;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Benchmarks.Load;

/// <summary>What lies around the bot: the identity service, the connector, and a folder for its data that is deleted at the end.</summary>
internal sealed class LoadWorld : IAsyncDisposable
{
    public const string AppId = "11111111-2222-3333-4444-555555555555";

    private const int FreshTokens = 5_000;

    private readonly TemporaryFolder _folder = new();
    private readonly Scenario _scenario;
    private readonly FakeLogin _login;
    private readonly string _evidence;
    private readonly string? _postgres;

    private LoadWorld(Scenario scenario, FakeLogin login, CallbackServer connector, string evidence, string? postgres) =>
        (_scenario, _login, Connector, _evidence, _postgres) = (scenario, login, connector, evidence, postgres);

    public CallbackServer Connector { get; }

    private string Database => _postgres ?? $"Data Source={_folder.File("bot.db")}";

    /// <param name="evidence">Folder; null = the sample organisation's.</param>
    /// <param name="postgres">Connection string; null = SQLite.</param>
    public static async Task<LoadWorld> StartAsync(Scenario scenario, string? evidence = null, string? postgres = null)
    {
        var clock = scenario.Bot == MeasuredBot.Whole ? SampleProgramme.Competencies.Clock(TimeProvider.System) : TimeProvider.System;
        var login = await FakeLogin.StartAsync(AppId, clock);
        return new LoadWorld(scenario, login, await CallbackServer.StartAsync(scenario.Mark), evidence ?? SandboxFolder.SampleOrganisation, postgres);
    }

    public Task<BotProcess> StartBotAsync(CancellationToken cancellationToken) =>
        BotProcess.StartAsync(_scenario.Bot, Settings(), cancellationToken);

    /// <summary>The bot's own database, once it has started.</summary>
    public BotDb Open() => _postgres is null
        ? new SqliteBotDb(new DbContextOptionsBuilder<SqliteBotDb>().UseSqlite($"{Database};Pooling=False").Options)
        : new PostgresBotDb(new DbContextOptionsBuilder<PostgresBotDb>().UseNpgsql(Database).Options);

    /// <summary>
    /// One token, as the Bot Connector sends it with everything for about an hour; or so many that none is met again before most of the
    /// others were.
    /// </summary>
    public string[] Tokens()
    {
        var tokens = new string[_scenario.FreshTokens ? FreshTokens : 1];
        Parallel.For(0, tokens.Length, n => tokens[n] = "Bearer " + _login.CreateToken(
            Connector.ServiceUrl, new TokenOverrides { ExpiresIn = TimeSpan.FromHours(1) + TimeSpan.FromSeconds(n) }));
        return tokens;
    }

    public async ValueTask DisposeAsync()
    {
        await Connector.DisposeAsync();
        await _login.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Without a tenant of its own the organisation's people are known in all of them.</summary>
    private Dictionary<string, string?> Settings()
    {
        Dictionary<string, string?> settings = _scenario.Bot == MeasuredBot.Whole
            ? BotSettings.For(new SampleCast(SandboxFolder.SampleOrganisation), SampleCast.EditionId, _evidence, _folder.File("bot.db"))
            : [];
        settings["Organisation:TenantId"] = "";
        settings["Import:FolderAsks"] = "Never"; // each import has other rows, and would wait for a word
        settings["Storage:Provider"] = _postgres is null ? "Sqlite" : "Postgres";
        settings["Storage:ConnectionString"] = Database;
        settings["BotFramework:AppId"] = AppId;
        settings["BotFramework:ClientSecret"] = _login.Secret;
        settings["BotFramework:OpenIdMetadataUrl"] = _login.MetadataUrl;
        settings["BotFramework:TokenEndpoint"] = _login.TokenEndpoint;
        settings["Logging:LogLevel:Default"] = "Warning";
        return settings;
    }
}
