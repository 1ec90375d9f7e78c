using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompetencyBot.BotFramework.Hosting;

namespace CompetencyBot.BotFramework.Tokens;

/// <summary>Tokens by a plain client-credentials POST (RFC 6749, 4.4), for a token endpoint on this machine.</summary>
internal static class EndpointTokens
{
    public static RequestToken From(BotFrameworkOptions options, IHttpClientFactory http, TimeProvider clock, string scope) =>
        cancellationToken => AskAsync(options, http, clock, scope, cancellationToken);

    private static async Task<BotToken> AskAsync(
        BotFrameworkOptions options, IHttpClientFactory http, TimeProvider clock, string scope, CancellationToken cancellationToken)
    {
        try
        {
            using var form = new FormUrlEncodedContent(Form(options, scope));
            using var client = http.CreateClient(BotFrameworkSetup.LoginClient);
            using var response = await client.PostAsync(options.TokenEndpoint, form, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new BotTokenException($"The token endpoint {options.TokenEndpoint} answered {(int)response.StatusCode}.");

            var answer = await response.Content.ReadFromJsonAsync(TokenJson.Default.TokenAnswer, cancellationToken);
            return answer is { AccessToken: { Length: > 0 } token, ExpiresIn: > 0 }
                ? new BotToken(token, clock.GetUtcNow().AddSeconds(answer.ExpiresIn))
                : throw new BotTokenException($"The token endpoint {options.TokenEndpoint} answered without access_token and expires_in.");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            throw new BotTokenException($"The token endpoint {options.TokenEndpoint} gave no token: {e.Message}", e);
        }
    }

    private static Dictionary<string, string> Form(BotFrameworkOptions options, string scope) => new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = options.AppId!,
        ["client_secret"] = options.ClientSecret ?? "",
        ["scope"] = scope,
    };
}

/// <param name="ExpiresIn">Seconds.</param>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn);

[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class TokenJson : JsonSerializerContext;
