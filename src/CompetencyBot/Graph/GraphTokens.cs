using CompetencyBot.BotFramework.Tokens;
using Microsoft.Kiota.Abstractions.Authentication;

namespace CompetencyBot.Graph;

/// <summary>The token goes to Graph's own host only, also when a link in an answer names another.</summary>
internal sealed class GraphTokens(ApiTokens tokens, string host) : IAccessTokenProvider
{
    public AllowedHostsValidator AllowedHostsValidator { get; } = new([host]);

    public static IAuthenticationProvider Authentication(ApiTokens tokens, Uri address) =>
        new BaseBearerTokenAuthenticationProvider(new GraphTokens(tokens, address.Host));

    public async Task<string> GetAuthorizationTokenAsync(
        Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) =>
        AllowedHostsValidator.IsUrlHostValid(uri) ? await tokens.GetAsync(cancellationToken) ?? "" : "";
}
