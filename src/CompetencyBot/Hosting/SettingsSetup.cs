using Microsoft.Extensions.Options;

namespace CompetencyBot.Hosting;

public static class SettingsSetup
{
    /// <summary>The settings of the organisation, of its warnings and of its requests to link, which follow what is changed in chat.</summary>
    public static void AddChangeableSettings(this IHostApplicationBuilder builder)
    {
        var provider = new StoredSettingsProvider();
        builder.Configuration.Add(provider);
        var services = builder.Services;
        services.AddOptions<OrganisationOptions>().Configure<IConfiguration>((options, settings) => options.Read(settings));
        services.AddOptions<RenewalOptions>().Configure<IConfiguration>((options, settings) => options.Read(settings));
        services.AddOptions<AccountLinkOptions>().Configure<IConfiguration>((options, settings) => options.Read(settings));
        services.AddOptions<NudgeOptions>().Configure<IConfiguration>((options, settings) => options.Read(settings));
        services.AddOptions<RetentionOptions>().Configure<IConfiguration>((options, settings) => options.Read(settings));
        services.AddSingleton<IOptionsChangeTokenSource<OrganisationOptions>>(Following<OrganisationOptions>);
        services.AddSingleton<IOptionsChangeTokenSource<RenewalOptions>>(Following<RenewalOptions>);
        services.AddSingleton<IOptionsChangeTokenSource<AccountLinkOptions>>(Following<AccountLinkOptions>);
        services.AddSingleton(provider);
        services.AddSingleton<SettingRules>();
        services.AddSingleton<StoredSettings>();
        services.AddSingleton<PresentSettings>();
        services.AddScoped<SettingsChange>();
    }

    /// <summary>Options that are bound to a section are followed by themselves; these read it by hand.</summary>
    private static ConfigurationChangeTokenSource<TOptions> Following<TOptions>(IServiceProvider services) =>
        new(services.GetRequiredService<IConfiguration>());
}
