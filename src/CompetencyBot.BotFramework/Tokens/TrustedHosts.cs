using CompetencyBot.BotFramework.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.BotFramework.Tokens;

/// <summary>The services that the bot talks to, and that may see its token.</summary>
internal sealed class TrustedHosts(IOptions<BotFrameworkOptions> options, IHostEnvironment environment)
{
    public bool Trusts(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && Trusts(uri);

    public bool Trusts(Uri url) =>
        url.IsAbsoluteUri && (IsListed(url) || (environment.IsDevelopment() && IsOnThisMachine(url)));

    private bool IsListed(Uri url) =>
        url.Scheme == Uri.UriSchemeHttps && options.Value.ServiceHosts.Any(host => IsOrIsBelow(url.IdnHost, host));

    private static bool IsOnThisMachine(Uri url) => url.Scheme is "http" or "https" && Loopback.IsHost(url.Host);

    internal static bool IsOrIsBelow(string host, string trusted) =>
        host.EndsWith(trusted, StringComparison.OrdinalIgnoreCase)
        && (host.Length == trusted.Length || host[host.Length - trusted.Length - 1] == '.');
}
