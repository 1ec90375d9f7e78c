using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.Graph;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>
/// The installation under examination: its settings, and the parts of the bot that can look at it. Nothing of it is started, so no port is
/// bound, no lock taken and no schema changed.
/// </summary>
public sealed class Installation : IAsyncDisposable
{
    /// <summary>How long a check waits for one answer of another machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;
    private readonly Lazy<EvidenceReading?> _evidence;
    private Task<DatabaseLook>? _database;

    private Installation(WebApplication app)
    {
        _app = app;
        Organisation = app.Configuration.GetSection("Organisation").Get<OrganisationOptions>() ?? new();
        Renewal.Read(app.Configuration);
        AccountLink.Read(app.Configuration);
        var wire = app.Configuration.GetSection(BotFrameworkOptions.Section);
        Wire = wire.Get<BotFrameworkOptions>() ?? new();
        Wire.ReadLists(wire);
        Wire.AddTenant(Organisation.TenantId);
        WireFaults = WireCheck.Faults(Wire, app.Configuration, app.Environment);
        var folder = app.Configuration.GetSection("Import").Get<ImportOptions>()?.Folder;
        ImportFolder = string.IsNullOrWhiteSpace(folder) ? null : Path.GetFullPath(folder);
        _evidence = new(() => ImportFolder is null ? null : EvidenceFolder.Read(ImportFolder));
    }

    public IConfiguration Configuration => _app.Configuration;

    public IHostEnvironment Environment => _app.Environment;

    public IServiceProvider Services => _app.Services;

    public TimeProvider Clock => Services.GetRequiredService<TimeProvider>();

    public BotFrameworkOptions Wire { get; }

    /// <summary>Why the wire would refuse to start.</summary>
    public IReadOnlyList<string> WireFaults { get; }

    public OrganisationOptions Organisation { get; }

    public RenewalOptions Renewal { get; } = new();

    public AccountLinkOptions AccountLink { get; } = new();

    public EditionReading Editions => Services.GetRequiredService<EditionReading>();

    /// <summary>Full path; null when none is set.</summary>
    public string? ImportFolder { get; }

    /// <summary>What the import folder holds now; null when none is set.</summary>
    public EvidenceReading? Evidence => _evidence.Value;

    /// <summary>Without an app id this is a development machine, on which less is required than of the bot of an organisation.</summary>
    public bool IsAnonymous => string.IsNullOrWhiteSpace(Wire.AppId);

    public static Installation Of(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Logging.ClearProviders(); // the findings are the report
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddBotFramework(builder.Configuration.GetSection(BotFrameworkOptions.Section), builder.Environment);
        services.AddOptions<OrganisationOptions>().Bind(builder.Configuration.GetSection("Organisation"));
        services.AddEditions();
        services.AddGraphClient();
        builder.AddStorage();
        services.AddSingleton<EvidenceCache>();
        services.AddScoped<EvidenceReader>();
        services.AddScoped<RecipientFinder>();
        return new(builder.Build());
    }

    /// <summary>Looked at once, however many checks ask.</summary>
    public Task<DatabaseLook> DatabaseAsync(CancellationToken cancellationToken) =>
        _database ??= DatabaseLook.AtAsync(this, cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
