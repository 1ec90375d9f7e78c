using CompetencyBot.BotFramework.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CompetencyBot.BotFramework.Files;

public static class FilesSetup
{
    /// <summary>
    /// Adds <see cref="FileDownload"/> and <see cref="FileUpload"/>, which need no wire: a bot behind a host of another kind adds it too. Adding it again changes nothing.
    /// </summary>
    /// <param name="section">The section <c>BotFramework</c>, for the file hosts in it; it is read when the host starts.</param>
    public static IServiceCollection AddFiles(this IServiceCollection services, IConfiguration section)
    {
        if (services.Any(service => service.ServiceType == typeof(FileHosts)))
            return services;
        services.PostConfigure<BotFrameworkOptions>(
            options => options.TrustedFileHosts = SettingList.Of(section.GetSection(nameof(options.TrustedFileHosts))));
        services.AddSingleton<FileHosts>();
        services.AddTransient(NewDownload);
        services.AddTransient(NewUpload);
        services.AddHttpClient(FileDownload.HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan) // a deadline of its own, by TimeProvider
            .RemoveAllLoggers() // they would log the address
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false, // a redirect would lead to a host that nobody checked
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            });
        return services;
    }

    private static FileUpload NewUpload(IServiceProvider services) => new(
        services.GetRequiredService<IHttpClientFactory>().CreateClient(FileDownload.HttpClientName),
        services.GetRequiredService<FileHosts>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<FileUpload>>());

    private static FileDownload NewDownload(IServiceProvider services) => new(
        services.GetRequiredService<IHttpClientFactory>().CreateClient(FileDownload.HttpClientName),
        services.GetRequiredService<FileHosts>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<FileDownload>>());
}
