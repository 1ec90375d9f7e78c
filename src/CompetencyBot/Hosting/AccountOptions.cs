namespace CompetencyBot.Hosting;

/// <summary>Settings <c>MicrosoftAccount:*</c>: the registration with which people sign in to their Microsoft account.</summary>
public sealed class MicrosoftAccountOptions
{
    public const string Section = "MicrosoftAccount";

    /// <summary>The endpoint for personal accounts only (Microsoft identity platform, OpenID Connect protocol).</summary>
    public string Authority { get; set; } = "https://login.microsoftonline.com/consumers/v2.0";

    /// <summary>Empty = nobody can sign in; people are led to Partner Center without it.</summary>
    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    public bool IsSet => !string.IsNullOrWhiteSpace(ClientId);
}

/// <summary>Settings <c>Hosting:*</c>.</summary>
public sealed class PublicAddressOptions
{
    public const string Section = "Hosting";

    /// <summary>Scheme and host by which browsers reach the bot, for example <c>https://bot.example.org</c>; empty = its own address, on this machine only.</summary>
    public string? PublicUrl { get; set; }
}

/// <summary>Settings <c>PartnerCenter:*</c>.</summary>
public sealed class PartnerCenterOptions
{
    public const string Section = "PartnerCenter";

    /// <summary>The dashboard in whose account settings people associate their account.</summary>
    public string DashboardUrl { get; set; } = "https://partner.microsoft.com/dashboard";
}
