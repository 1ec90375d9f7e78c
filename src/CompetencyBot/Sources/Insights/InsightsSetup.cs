using CompetencyBot.Hosting;

namespace CompetencyBot.Sources.Insights;

public static class InsightsSetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static void AddInsights(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<PartnerCenterOptions>().Bind(builder.Configuration.GetSection(PartnerCenterOptions.Section));
        services.AddSingleton<MsalApp>();
        services.AddTransient<MsalDetour>();
        services.AddScoped<InsightsVault>();
        services.AddScoped<InsightsAccount>();
        services.AddScoped<InsightsCalls>();
        services.AddScoped<InsightsClient>();
        services.AddScoped<InsightsDownload>();
        services.AddScoped<InsightsBook>();
        services.AddScoped<InsightsHandover>();
        services.AddScoped<InsightsRound>();
        AddHttp(services, MsalApp.HttpClientName, client => client.Timeout = Patience).AddHttpMessageHandler<MsalDetour>();
        AddHttp(services, InsightsCalls.HttpClientName, client =>
        {
            client.Timeout = Patience;
            client.MaxResponseContentBufferSize = InsightsCalls.MostBytes;
        });
        AddHttp(services, InsightsDownload.HttpClientName, client => client.Timeout = InsightsDownload.Patience);
    }

    /// <summary>No redirect is followed, since it could take a secret elsewhere; and nothing is logged by the client, since addresses hold secrets.</summary>
    private static IHttpClientBuilder AddHttp(IServiceCollection services, string name, Action<HttpClient> configure) => services
        .AddHttpClient(name, configure)
        .RemoveAllLoggers()
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        });
}
