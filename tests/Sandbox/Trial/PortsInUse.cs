using System.Net;
using System.Net.Sockets;

namespace CompetencyBot.Sandbox.Trial;

/// <summary>Looks for taken ports before anything is started, so that one sentence names all of them.</summary>
public static class PortsInUse
{
    /// <exception cref="TrialException">At least one of the ports is taken; 0 never is.</exception>
    public static void Refuse(IEnumerable<int> ports)
    {
        int[] taken = [.. ports.Where(port => port != 0 && IsTaken(port))];
        if (taken.Length > 0)
            throw new TrialException(Sentence(taken));
    }

    public static string Sentence(IReadOnlyList<int> ports)
    {
        ArgumentNullException.ThrowIfNull(ports);
        var which = ports.Count == 1 ? $"Port {ports[0]} is" : $"Ports {string.Join(", ", ports)} are";
        return $"{which} in use by another program: end it, or choose other ports with --bot-port and --playground-port.";
    }

    private static bool IsTaken(int port) =>
        !CanListen(IPAddress.Loopback, port) || (Socket.OSSupportsIPv6 && !CanListen(IPAddress.IPv6Loopback, port));

    private static bool CanListen(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return true; // The machine has the address family but no such loopback.
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
