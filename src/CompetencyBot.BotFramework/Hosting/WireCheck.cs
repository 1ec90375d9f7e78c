using CompetencyBot.BotFramework.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Identity.Client;

namespace CompetencyBot.BotFramework.Hosting;

/// <summary>What can be found out about an installation's wire without starting it, by the very rules of the start.</summary>
public static class WireCheck
{
    /// <returns>Why the bot would refuse to start, a sentence each that says what to set; empty when it would not.</returns>
    /// <param name="configuration">All settings, since the listen addresses stand outside the section <c>BotFramework</c>.</param>
    public static IReadOnlyList<string> Faults(BotFrameworkOptions options, IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(configuration);
        var faults = SettingsCheck.Faults(options, environment);
        return options.IsAnonymous && AnonymousGuard.FaultOf(AnonymousGuard.Configured(configuration, [])) is { } fault
            ? [.. faults, fault]
            : [.. faults];
    }

    /// <summary>For settings without faults.</summary>
    /// <returns>Null when the bot uses no certificate.</returns>
    public static (DateTimeOffset From, DateTimeOffset Until)? CertificateValidity(BotFrameworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var unused = options.UsesManagedIdentity || !string.IsNullOrWhiteSpace(options.TokenEndpoint);
        if (unused || string.IsNullOrWhiteSpace(options.CertificatePath))
            return null;
        using var certificate = EntraTokens.LoadCertificate(options);
        return (certificate.NotBefore, certificate.NotAfter);
    }

    /// <summary>For settings without faults.</summary>
    /// <returns>Where the bot asks for its tokens; null for a managed identity, which is asked on the machine itself.</returns>
    public static Uri? TokenAddress(BotFrameworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!string.IsNullOrWhiteSpace(options.TokenEndpoint))
            return new Uri(options.TokenEndpoint);
        return options.UsesManagedIdentity ? null : new Uri($"{Cloud.Of(options).Authority}{options.TenantId}/oauth2/v2.0/token");
    }

    /// <summary>
    /// Asks once for a token as the running bot would, for settings without faults and with an app id; the token is dropped.
    /// </summary>
    /// <returns>When it would have expired.</returns>
    /// <exception cref="BotTokenException">No token is to be had; the message holds no secret.</exception>
    public static async Task<DateTimeOffset> RequestTokenAsync(
        BotFrameworkOptions options, IHttpClientFactory http, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            var request = BotFrameworkSetup.Source(options, http, clock) ?? throw new BotTokenException("The bot has no app id.");
            return (await request(cancellationToken)).ExpiresOn;
        }
        catch (MsalException e)
        {
            throw new BotTokenException($"The bot's credential cannot be used ({e.ErrorCode}): {e.Message}", e);
        }
    }
}
