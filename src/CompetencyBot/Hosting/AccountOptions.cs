using System.Globalization;

namespace CompetencyBot.Hosting;

/// <summary>Settings <c>MicrosoftAccount:*</c>: the registration with which people sign in to their Microsoft account.</summary>
public sealed class MicrosoftAccountOptions
{
    public const string Section = "MicrosoftAccount";

    private const int LeastSeconds = 1;

    /// <summary>Nobody looks longer at a page that does not come.</summary>
    private const int MostSeconds = 60;

    /// <summary>The endpoint for personal accounts only (Microsoft identity platform, OpenID Connect protocol).</summary>
    public string Authority { get; set; } = "https://login.microsoftonline.com/consumers/v2.0";

    /// <summary>Empty = nobody can sign in; people are led to Partner Center without it.</summary>
    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>Seconds within which the sign-in service answers the bot. A text, so that what cannot be read is one of the <see cref="Problems"/>.</summary>
    public string TimeoutSeconds { get; set; } = "10";

    /// <summary>Null = it cannot be read, or lies out of range.</summary>
    public TimeSpan? Timeout =>
        int.TryParse(TimeoutSeconds, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds) && seconds is >= LeastSeconds and <= MostSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    public bool IsSet => !string.IsNullOrWhiteSpace(ClientId);

    /// <summary>A service of this machine, for trials and tests.</summary>
    public static bool IsLoopbackIn(IHostEnvironment environment, string? url) =>
        environment.IsDevelopment() && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback;

    /// <summary>What is wrong with the settings, a sentence each; none while nobody can sign in.</summary>
    public IEnumerable<string> Problems(IHostEnvironment environment, PublicAddressOptions address)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(address);
        var hasSecret = !string.IsNullOrWhiteSpace(ClientSecret);
        if (IsSet && !hasSecret)
            yield return "MicrosoftAccount:ClientId is set without MicrosoftAccount:ClientSecret. Set both, or none if nobody is to sign in.";
        if (!IsSet && hasSecret)
            yield return "MicrosoftAccount:ClientSecret is set without MicrosoftAccount:ClientId. Set both, or none if nobody is to sign in.";
        if (!IsSet)
            yield break;
        if (!(Uri.TryCreate(Authority, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps) && !IsLoopbackIn(environment, Authority))
            yield return $"MicrosoftAccount:Authority is \"{Authority}\". Set an https address; plain http is accepted for this machine's loopback "
                + "address in the environment Development only.";
        if (Timeout is null)
            yield return string.Create(
                CultureInfo.InvariantCulture, $"MicrosoftAccount:TimeoutSeconds is \"{TimeoutSeconds}\". Set a whole number between {LeastSeconds} and {MostSeconds}.");
        if (string.IsNullOrWhiteSpace(address.PublicUrl) && !environment.IsDevelopment())
            yield return "MicrosoftAccount:ClientId is set without Hosting:PublicUrl. Set the address by which browsers reach the bot, such as "
                + "https://bot.example.org: the sign-in leads back to it.";
    }
}

/// <summary>Settings <c>Hosting:*</c>.</summary>
public sealed class PublicAddressOptions
{
    public const string Section = "Hosting";

    /// <summary>Scheme and host by which browsers reach the bot, for example <c>https://bot.example.org</c>; empty = its own address, on this machine only.</summary>
    public string? PublicUrl { get; set; }

    public bool IsHttps => Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps;

    /// <summary>What is wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(PublicUrl))
            yield break;
        if (!Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp))
            yield return $"Hosting:PublicUrl is \"{PublicUrl}\". Set scheme and host, such as https://bot.example.org.";
        else if (url.PathAndQuery != "/" || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
            yield return $"Hosting:PublicUrl is \"{PublicUrl}\". Set scheme and host alone, such as {url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}.";
        else if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
            yield return $"Hosting:PublicUrl is \"{PublicUrl}\". Set an https address: codes of sign-ins go over it. Plain http is accepted for this machine only.";
    }
}
