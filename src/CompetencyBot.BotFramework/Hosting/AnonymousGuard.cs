using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CompetencyBot.BotFramework.Hosting;

/// <summary>
/// Without an app id the bot may listen on loopback only. The configured addresses are looked at before anything is bound; the addresses
/// that were really bound afterwards, since code can add some that no setting shows.
/// </summary>
internal sealed class AnonymousGuard(
    IServer server, IConfiguration configuration, IOptions<BotFrameworkOptions> options, ILogger<AnonymousGuard> log)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Refuse(Configured());
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Refuse(Bound());
        if (options.Value.IsAnonymous)
            log.Anonymous();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Refuse(IEnumerable<string> addresses)
    {
        if (!options.Value.IsAnonymous || addresses.Where(a => !Loopback.IsListenAddress(a)).ToList() is not { Count: > 0 } open)
            return;
        throw new OptionsValidationException(BotFrameworkOptions.Section, typeof(BotFrameworkOptions),
        [
            $"BotFramework:AppId is not set, and the bot would listen on {string.Join(", ", open)}. Without an app id requests need no "
            + "token, so it listens on loopback only: set ASPNETCORE_URLS to http://localhost:3978, or set BotFramework:AppId.",
        ]);
    }

    private IEnumerable<string> Bound() => server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    /// <summary>
    /// In Kestrel's order of precedence: endpoints, addresses set in code, <c>urls</c>, then bare ports (which mean every interface).
    /// </summary>
    private IEnumerable<string> Configured()
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>().ToList();
        if (endpoints.Count > 0)
            return endpoints;
        if (Bound().ToList() is { Count: > 0 } inCode)
            return inCode;
        if (configuration["urls"] is { Length: > 0 } urls)
            return Split(urls);
        var http = Split(configuration["http_ports"]).Select(port => $"http://*:{port}");
        return http.Concat(Split(configuration["https_ports"]).Select(port => $"https://*:{port}"));
    }

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
