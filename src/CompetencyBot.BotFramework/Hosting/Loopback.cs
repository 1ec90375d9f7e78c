using System.Net;
using Microsoft.AspNetCore.Http;

namespace CompetencyBot.BotFramework.Hosting;

/// <summary>
/// What counts as "this machine only": the name <c>localhost</c> and loopback addresses, never a name that a resolver could send elsewhere.
/// </summary>
internal static class Loopback
{
    /// <param name="host">Host of a URL or of a <c>Host</c> header, an IPv6 address with or without its brackets.</param>
    public static bool IsHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <param name="address">A listen address in Kestrel's form: any name that is neither an IP address nor <c>localhost</c> means every
    /// interface.</param>
    public static bool IsListenAddress(string address)
    {
        try
        {
            var binding = BindingAddress.Parse(address);
            return binding.IsUnixPipe || binding.IsNamedPipe || IsHost(binding.Host);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether a request came from this machine to this machine; the <c>Host</c> header keeps out rebound names and tunnels.
    /// </summary>
    public static bool IsRequest(HttpContext context) =>
        IsHost(context.Request.Host.Host)
        && context.Connection is { RemoteIpAddress: var remote, LocalIpAddress: var local }
        && (remote is null || IPAddress.IsLoopback(remote))
        && (local is null || IPAddress.IsLoopback(local));
}
