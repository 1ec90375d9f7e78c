using System.Diagnostics;
using System.Globalization;
using CompetencyBot.Benchmarks.Load;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Connector;
using CompetencyBot.Sandbox.Login;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Benchmarks.Deliver;

/// <summary>A connector that keeps the limits of Teams, and a database with a message that is due for everybody.</summary>
internal sealed class DeliverWorld : IAsyncDisposable
{
    /// <summary>What 5,000 people may take; the floor is 167 s, at 30 a second.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(3.5);

    private readonly TemporaryFolder _folder = new();
    private readonly int _recipients;
    private readonly string? _postgres;
    private readonly FakeLogin _login;
    private readonly FakeConnector _connector;
    private readonly HashSet<string> _arrived = [];

    private DeliverWorld(int recipients, string? postgres, FakeLogin login, FakeConnector connector) =>
        (_recipients, _postgres, _login, _connector) = (recipients, postgres, login, connector);

    private string Database => _postgres ?? $"Data Source={_folder.File("bot.db")};Pooling=False";

    public static async Task<DeliverWorld> StartAsync(int recipients, int latency, string? postgres)
    {
        var connector = await FakeConnector.StartAsync();
        connector.EnforceLimits = true;
        connector.AnswerAfter(TimeSpan.FromMilliseconds(latency), FakeConnector.Always);
        return new DeliverWorld(recipients, postgres, await FakeLogin.StartAsync(LoadWorld.AppId, TimeProvider.System), connector);
    }

    /// <summary>Tells everybody, and writes the figures.</summary>
    /// <returns>Whether all arrived in time, and no limit was broken.</returns>
    public async Task<bool> RunAsync(int instances, CancellationToken cancellationToken)
    {
        await using var db = Open();
        await db.Database.MigrateAsync(cancellationToken);
        List<BotProcess> bots = [];
        try
        {
            for (var i = 0; i < instances; i++)
                bots.Add(await BotProcess.StartAsync(MeasuredBot.Today, Settings(), cancellationToken));
            await FillAsync(db, cancellationToken);
            var began = Stopwatch.GetTimestamp();
            var first = await _connector.WaitForAsync(_ => true, TimeSpan.FromMinutes(1));
            await _connector.WaitForAsync(
                call => call.Status == 201 && _arrived.Add(call.ConversationId!) && _arrived.Count == _recipients, Most + TimeSpan.FromMinutes(1));
            var took = _connector.Calls[^1].At - first.At;
            Write(took, Stopwatch.GetElapsedTime(began), bots);
            return took <= Most && _connector.Limits.Broken.Count == 0 && _connector.Count == _recipients;
        }
        catch (TimeoutException)
        {
            throw new LoadException($"Only {_arrived.Count} of {_recipients} messages have arrived.");
        }
        finally
        {
            foreach (var bot in bots)
                await bot.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connector.DisposeAsync();
        await _login.DisposeAsync();
        _folder.Dispose();
    }

    private void Write(TimeSpan took, TimeSpan withWait, IEnumerable<BotProcess> bots)
    {
        var perInstance = string.Join(", ", bots.Select(bot => string.Create(
            CultureInfo.InvariantCulture, $"{bot.ProcessorTime.TotalMilliseconds / _recipients:0.0} ms a message, {bot.Memory:0} MB")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            recipients            {_recipients}
            first to last         {took.TotalSeconds:0.0} s ({_recipients / took.TotalSeconds:0.0} a second), {withWait.TotalSeconds:0.0} s with the wait for the job
            lost                  {_recipients - _arrived.Count}
            sent again            {_connector.Count - _recipients}
            most in a second      {_connector.Limits.MostInASecond}
            refused with 429      {_connector.Calls.Count(call => call.Status == 429)}
            limits broken         {string.Join(", ", _connector.Limits.Broken)}
            processor and memory  {perInstance}
            """));
    }

    private BotDb Open() => _postgres is null
        ? new SqliteBotDb(new DbContextOptionsBuilder<SqliteBotDb>().UseSqlite(Database).Options)
        : new PostgresBotDb(new DbContextOptionsBuilder<PostgresBotDb>().UseNpgsql(Database).Options);

    private async Task FillAsync(BotDb db, CancellationToken cancellationToken)
    {
        var writer = new OutboxWriter(db, TimeProvider.System);
        for (var number = 0; number < _recipients; number++)
        {
            var objectId = $"00000000-0000-0000-0000-{number:D12}";
            db.Conversations.Add(new KnownConversation
            {
                ConversationId = $"a:person-{number:D6}",
                ServiceUrl = _connector.ServiceUrl,
                Type = "personal",
                TenantId = "6a5e2f10-94b3-4c0e-8f57-000000000000",
                BotId = $"28:{LoadWorld.AppId}",
                UserObjectId = objectId,
                UpdatedAt = TimeProvider.System.GetUtcNow(),
            });
            writer.Stage(new OutboxEntry($"news for {number}", objectId, [OutboundActivity.Message($"News for {number}")]));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["Storage:Provider"] = _postgres is null ? "Sqlite" : "Postgres",
        ["Storage:ConnectionString"] = Database,
        ["BotFramework:AppId"] = LoadWorld.AppId,
        ["BotFramework:ClientSecret"] = _login.Secret,
        ["BotFramework:OpenIdMetadataUrl"] = _login.MetadataUrl,
        ["BotFramework:TokenEndpoint"] = _login.TokenEndpoint,
        ["Import:Folder"] = SandboxFolder.SampleOrganisation,
        ["Organisation:Editions:0"] = SampleCast.EditionId,
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:CompetencyBot.Sources.EvidenceImportJob"] = "Error",
    };
}
