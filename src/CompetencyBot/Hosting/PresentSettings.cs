using Microsoft.Extensions.Options;

namespace CompetencyBot.Hosting;

public enum SettingOrigin
{
    Default,

    /// <summary>A file, the environment or the command line.</summary>
    Configuration,
    Chat,
}

/// <summary>The settings that can be changed in chat, as they are in this moment and as they would be without the chat.</summary>
public sealed class PresentSettings(
    IOptionsMonitor<OrganisationOptions> organisation,
    IOptionsMonitor<RenewalOptions> renewal,
    IOptionsMonitor<AccountLinkOptions> accountLink,
    StoredSettings stored)
{
    /// <summary>As a text; empty where there is none.</summary>
    public string Of(string key) =>
        SettingKeys.TextOf(key, new(organisation.CurrentValue, renewal.CurrentValue, accountLink.CurrentValue));

    /// <summary>What counts when nothing is said in chat.</summary>
    public string WithoutChat(string key)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(key, stored.Configured(key))]).Build();
        return SettingKeys.TextOf(key, stored.Configured(key) is null ? ChangeableOptions.Default : ChangeableOptions.Of(settings));
    }

    public SettingOrigin OriginOf(string key) =>
        stored.Find(key) is { } row && stored.Ignored.All(ignored => ignored.Key != row.Key) ? SettingOrigin.Chat
        : stored.Configured(key) is null ? SettingOrigin.Default
        : SettingOrigin.Configuration;
}
