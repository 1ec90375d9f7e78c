using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CompetencyBot.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.PartnerCenter;

/// <summary>What a browser keeps while it is at the sign-in.</summary>
/// <param name="Ticket">Hash of the link with which it went there.</param>
/// <param name="State">What must come back with it.</param>
/// <param name="Verifier">Of PKCE: without it the code is worth nothing.</param>
public sealed record ConnectTrip(string Ticket, string State, string Verifier)
{
    /// <summary>In a time that tells nothing.</summary>
    public bool IsStateOf(string? came) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(State), Encoding.UTF8.GetBytes(came ?? ""));
}

/// <summary>The cookie that binds the way to the sign-in and back to one browser; nobody but the bot can read it or make one.</summary>
public sealed class ConnectCookie(IDataProtectionProvider protection, IOptions<PublicAddressOptions> address)
{
    public const string Name = "partner-center";

    private readonly IDataProtector _protector = protection.CreateProtector("CompetencyBot.PartnerCenter.Trip");

    public void Give(HttpContext context, ConnectTrip trip)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Cookies.Append(Name, _protector.Protect(JsonSerializer.Serialize(trip)), Options());
    }

    /// <summary>It is good once: the browser forgets it.</summary>
    /// <returns>Null when there is none, or none of ours.</returns>
    public ConnectTrip? Take(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Request.Cookies[Name] is not { Length: > 0 } cookie)
            return null;
        context.Response.Cookies.Delete(Name, Options());
        try
        {
            return JsonSerializer.Deserialize<ConnectTrip>(_protector.Unprotect(cookie));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private CookieOptions Options() => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax, // it comes along when the sign-in service sends the browser back
        Secure = address.Value.IsHttps,
        Path = ConnectEndpoints.Folder,
        MaxAge = ConnectTickets.GoodFor,
        IsEssential = true,
    };
}
