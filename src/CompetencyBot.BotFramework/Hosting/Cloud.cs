namespace CompetencyBot.BotFramework.Hosting;

/// <summary>The names that differ between Microsoft's clouds. Which one it is follows from the host of the OpenID metadata.</summary>
/// <param name="Issuer">Issuer of the tokens that the service sends.</param>
/// <param name="Scope">What the bot asks a token for.</param>
/// <param name="Authority">Where the bot asks for it, without the tenant.</param>
internal sealed record Cloud(string Issuer, string Scope, string Authority)
{
    private static readonly Cloud Public =
        new("https://api.botframework.com", "https://api.botframework.com/.default", "https://login.microsoftonline.com/");

    private static readonly Cloud UsGovernment =
        new("https://api.botframework.us", "https://api.botframework.us/.default", "https://login.microsoftonline.us/");

    private static readonly Cloud China =
        new("https://api.botframework.azure.cn", "https://api.botframework.azure.cn/.default", "https://login.partner.microsoftonline.cn/");

    public static Cloud Of(BotFrameworkOptions options) => new Uri(options.OpenIdMetadataUrl).Host switch
    {
        "login.botframework.azure.us" => UsGovernment,
        "login.botframework.azure.cn" => China,
        _ => Public,
    };
}
