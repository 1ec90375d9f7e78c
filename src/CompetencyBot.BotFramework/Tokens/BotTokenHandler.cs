using System.Net.Http.Headers;

namespace CompetencyBot.BotFramework.Tokens;

/// <summary>
/// The one place where the bot's token is put on a request. An address that is not trusted is refused before a token is even asked for:
/// service URLs come from requests and from storage, and whoever could choose one would otherwise be sent the token.
/// </summary>
internal sealed class BotTokenHandler(TrustedHosts trusted, BotTokens tokens) : DelegatingHandler
{
    /// <exception cref="UntrustedServiceException">The address is not trusted; nothing was sent.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { } url || !trusted.Trusts(url))
            throw new UntrustedServiceException(
                $"{request.RequestUri?.GetLeftPart(UriPartial.Authority)} is not a service that the bot may send to. If it is right, add its "
                + "host to BotFramework:TrustedServiceHosts; it must be reached over https.");
        if (await tokens.GetAsync(cancellationToken) is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await base.SendAsync(request, cancellationToken);
    }
}
