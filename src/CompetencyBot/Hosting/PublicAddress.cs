using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Hosting;

/// <summary>Where browsers reach the bot.</summary>
public sealed class PublicAddress(IOptions<PublicAddressOptions> options, IHostEnvironment environment, IServiceProvider services)
{
    // What Kestrel says of an address that stands for every interface.
    private static readonly string[] Everywhere = ["0.0.0.0", "[::]", "*", "+"];

    /// <returns>As it is set; on a development machine the server's own address, once it listens; else null.</returns>
    public Uri? Find() =>
        !string.IsNullOrWhiteSpace(options.Value.PublicUrl) ? new Uri(options.Value.PublicUrl)
        : environment.IsDevelopment() ? FindLoopback()
        : null;

    /// <returns>The server's own address for browsers on this machine; null when it listens elsewhere only, or there is no server.</returns>
    public Uri? FindLoopback() => services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses
        .Select(address => Uri.TryCreate(Named(address), UriKind.Absolute, out var url) && url.IsLoopback ? url : null)
        .FirstOrDefault(url => url is not null);

    private static string Named(string address)
    {
        var binding = BindingAddress.Parse(address);
        return Everywhere.Contains(binding.Host) ? $"{binding.Scheme}://localhost:{binding.Port}" : address;
    }
}
