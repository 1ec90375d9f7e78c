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
        Refuse(Configured(configuration, Bound()));
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

    /// <returns>Why the bot must not listen there without an app id; null when it may.</returns>
    public static string? FaultOf(IEnumerable<string> addresses) =>
        addresses.Where(address => !Loopback.IsListenAddress(address)).ToList() is { Count: > 0 } open
            ? $"BotFramework:AppId is not set, and the bot would listen on {string.Join(", ", open)}. Without an app id requests need no "
                + "token, so it listens on loopback only: set ASPNETCORE_URLS to http://localhost:3978, or set BotFramework:AppId."
            : null;

    /// <summary>
    /// In Kestrel's order of precedence: endpoints, addresses set in code, <c>urls</c>, then bare ports (which mean every interface).
    /// </summary>
    public static IEnumerable<string> Configured(IConfiguration configuration, IReadOnlyList<string> inCode)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>().ToList();
        if (endpoints.Count > 0)
            return endpoints;
        if (inCode.Count > 0)
            return inCode;
        if (configuration["urls"] is { Length: > 0 } urls)
            return Split(urls);
        var http = Split(configuration["http_ports"]).Select(port => $"http://*:{port}");
        return http.Concat(Split(configuration["https_ports"]).Select(port => $"https://*:{port}"));
    }

    private void Refuse(IEnumerable<string> addresses)
    {
        if (options.Value.IsAnonymous && FaultOf(addresses) is { } fault)
            throw new OptionsValidationException(BotFrameworkOptions.Section, typeof(BotFrameworkOptions), [fault]);
    }

    private string[] Bound() => [.. server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []];

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
