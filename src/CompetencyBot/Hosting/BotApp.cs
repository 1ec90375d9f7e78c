using CompetencyBot.BotFramework.Files;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Features.Administration.PartnerCenter;
using CompetencyBot.Handouts;
using CompetencyBot.Outbox;
using CompetencyBot.Pictures;
using CompetencyBot.Sources;
using CompetencyBot.Sources.Entra;
using CompetencyBot.Sources.Insights;
using CompetencyBot.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Hosting;

/// <summary>Composes the whole bot. The tests and the trial start exactly this, with another clock and other settings.</summary>
public static class BotApp
{
    /// <summary>Of a build for trying out (<c>dotnet run</c>) Development, of a published one (Release) Production.</summary>
#if DEBUG
    private static readonly string DefaultEnvironment = Environments.Development;
#else
    private static readonly string DefaultEnvironment = Environments.Production;
#endif

    /// <summary>Where the bot listens unless a setting says otherwise; the Bot Framework tools expect it there.</summary>
    public const string DefaultUrl = "http://localhost:3978";

    /// <param name="configure">Runs before the bot's own registrations are made, so that its settings and clock are the ones used.</param>
    /// <exception cref="StartRefusedException">A setting is missing or wrong; the message says which and how to mend it.</exception>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = Builder(args);
        configure?.Invoke(builder);
        UseDefaultUrl(builder);
        AddBot(builder);
        builder.Services.AddBotFramework(builder.Configuration.GetSection("BotFramework"), builder.Environment);
        builder.Services.AddOptions<BotFrameworkOptions>()
            .PostConfigure<IOptions<OrganisationOptions>>((wire, organisation) => wire.AddTenant(organisation.Value.TenantId));
        builder.AddBrowserLimits();
        builder.AddAccountSignIn();
        builder.AddHealth();
        builder.AddTelemetry();

        var app = builder.Build();
        StartChecks.Run(app.Services, app.Logger);
        app.UseRateLimiter();
        app.UseAccountSignIn();
        app.MapPartnerCenter();
        app.MapBotFramework();
        app.MapHealth();
        app.MapInfoPages();
        app.MapPictures();
        app.MapHandouts();
        app.MapNotifications();
        return app;
    }

    /// <summary>
    /// The bot without its wire. Another host than HTTP adds, instead of <c>AddBotFramework</c>, <c>AddTurns</c> and an <c>IConnector</c> of its
    /// own, and runs each activity it receives with <c>TurnRunner</c>.
    /// </summary>
    public static void AddBot(IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddChangeableSettings();
        builder.Services.AddOptions<ImportOptions>().Bind(builder.Configuration.GetSection("Import"));
        builder.Services.AddOptions<MicrosoftAccountOptions>().Bind(builder.Configuration.GetSection(MicrosoftAccountOptions.Section));
        builder.Services.AddOptions<PublicAddressOptions>().Bind(builder.Configuration.GetSection(PublicAddressOptions.Section));
        builder.Services.AddFiles(builder.Configuration.GetSection("BotFramework")); // imports come as files of a chat, whoever hosts it
        builder.Services.AddEditions();
        builder.AddStorage();
        builder.AddProtectionKeys();
        builder.Services.AddHostedService<DatabaseStart>(); // before the jobs, which need the database
        builder.AddJobs();
        builder.AddOutbox();
        builder.AddConversation();
        builder.AddInsights();
        builder.AddPictures();
    }

    /// <summary>The settings and the environment as the bot would see them.</summary>
    public static WebApplicationBuilder Builder(string[] args) => WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = args,
        ContentRootPath = AppContext.BaseDirectory,
        EnvironmentName = EnvironmentOf(args),
    });

    // A launch profile would say Development too, but `dotnet run` announces it on standard output, where `evaluate --json` must be alone.
    private static string EnvironmentOf(string[] args) => new ConfigurationBuilder()
        .AddEnvironmentVariables("DOTNET_")
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddCommandLine(args)
        .Build()["environment"] ?? DefaultEnvironment;

    private static void UseDefaultUrl(WebApplicationBuilder builder)
    {
        string[] settings = ["urls", "http_ports", "https_ports"];
        if (settings.All(setting => string.IsNullOrEmpty(builder.Configuration[setting]))
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultUrl);
    }
}
