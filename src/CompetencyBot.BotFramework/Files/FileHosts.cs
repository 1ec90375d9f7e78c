using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.BotFramework.Files;

/// <summary>Where files may be fetched from. The address comes with a message, so it could name anything that this machine can reach.</summary>
internal sealed class FileHosts(IOptions<BotFrameworkOptions> options, IHostEnvironment environment)
{
    /// <summary>
    /// A name that is listed or lies below a listed one, over https; in Development also loopback over http. Never an IP address, nor an
    /// address with user information, which would make <c>https://contoso.sharepoint.com@elsewhere</c> look right.
    /// </summary>
    public bool Trusts(Uri url) =>
        url.IsAbsoluteUri && url.UserInfo.Length == 0 && (IsListed(url) || (environment.IsDevelopment() && IsOnThisMachine(url)));

    private bool IsListed(Uri url) =>
        url.Scheme == Uri.UriSchemeHttps
        && url.HostNameType == UriHostNameType.Dns
        && options.Value.FileHosts.Any(host => TrustedHosts.IsOrIsBelow(url.IdnHost, host));

    private static bool IsOnThisMachine(Uri url) => url.Scheme is "http" or "https" && Loopback.IsHost(url.Host);
}
