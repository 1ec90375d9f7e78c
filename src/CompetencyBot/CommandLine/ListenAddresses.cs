using System.Net;
using CompetencyBot.Hosting;

namespace CompetencyBot.CommandLine;

/// <summary>Looks at the addresses to listen on before the server does, which ends with a stack trace on one that it cannot use.</summary>
public static class ListenAddresses
{
    /// <param name="urls">As in the setting of that name, separated by semicolons; null = not set.</param>
    /// <exception cref="StartRefusedException">One of them cannot be listened on.</exception>
    public static void Check(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (!IsUsable(url))
                throw new StartRefusedException(
                    $"\"{url}\" is not an address to listen on. Set one such as --urls http://localhost:3979, without a path.");
    }

    private static bool IsUsable(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme.ToUpperInvariant() is "HTTP" or "HTTPS"
                && address.PathBase.Length == 0
                && (address.IsUnixPipe || address.IsNamedPipe || address.Port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort);
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }
}
