using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>What the provider does wrong.</summary>
internal enum ProviderFault
{
    None,
    AccessDenied,
    MetadataDown,
    TokensDown,
    TokensRefused,
    WrongNonce,
    WrongIssuer,
    WrongAudience,
    WrongSignature,
    NotSigned,
    Expired,
}

/// <summary>Whose account it is.</summary>
internal sealed record ProviderUser(string Subject, string? Email, string? PreferredName = null, string? Name = null);

/// <summary>An OpenID Connect provider on this machine that signs in whoever comes, checks what the bot sends, and really signs; unless told otherwise.</summary>
internal sealed class SmallProvider : IAsyncDisposable
{
    public const string ClientId = "22222222-3333-4444-5555-666666666666";
    public const string ClientSecret = "provider-secret";

    private static readonly RSA Key = RSA.Create(2048);
    private static readonly RSA OtherKey = RSA.Create(2048);

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Dictionary<string, string>> _codes = new();

    private SmallProvider(WebApplication app)
    {
        _app = app;
        app.MapGet("/.well-known/openid-configuration", Metadata);
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { Jwk() } }));
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", TokenAsync);
    }

    public string Address => _app.Urls.First();

    public ProviderFault Fault { get; set; }

    public ProviderUser User { get; set; } = new("sub-of-kaiwen", "Kaiwen1988@Outlook.example", Name: "Kaiwen Cheng");

    /// <summary>What the bot asked for last.</summary>
    public IReadOnlyDictionary<string, string> LastRequest { get; private set; } = new Dictionary<string, string>();

    public static async Task<SmallProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var provider = new SmallProvider(builder.Build());
        await provider._app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Metadata() => Fault == ProviderFault.MetadataDown ? Results.StatusCode(503) : Results.Json(new
    {
        issuer = Address,
        authorization_endpoint = $"{Address}/authorize",
        token_endpoint = $"{Address}/token",
        jwks_uri = $"{Address}/keys",
        id_token_signing_alg_values_supported = new[] { "RS256" },
    });

    private IResult Authorize(HttpRequest request)
    {
        var asked = request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
        LastRequest = asked;
        var back = $"{asked["redirect_uri"]}?state={Uri.EscapeDataString(asked["state"])}";
        if (Fault == ProviderFault.AccessDenied)
            return Results.Redirect($"{back}&error=access_denied&error_description=The+user+said+no");
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _codes[code] = asked;
        return Results.Redirect($"{back}&code={code}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (Fault == ProviderFault.TokensDown)
            return Results.StatusCode(503);
        if (Fault == ProviderFault.TokensRefused || form["client_id"] != ClientId || form["client_secret"] != ClientSecret)
            return Results.Json(new { error = "invalid_client", error_description = "wrong secret" }, statusCode: 401);
        if (!_codes.TryRemove($"{form["code"]}", out var asked) || form["redirect_uri"] != asked["redirect_uri"] || Challenge($"{form["code_verifier"]}") != asked["code_challenge"])
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        return Results.Json(new { token_type = "Bearer", expires_in = 3600, access_token = "none-of-the-bots-business", id_token = IdToken(asked["nonce"]) });
    }

    private string IdToken(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var key = new RsaSecurityKey(Fault == ProviderFault.WrongSignature ? OtherKey : Key) { KeyId = "small-1" };
        var claims = new Dictionary<string, object?>
        {
            ["sub"] = User.Subject,
            ["email"] = User.Email,
            ["preferred_username"] = User.PreferredName,
            ["name"] = User.Name,
            ["nonce"] = Fault == ProviderFault.WrongNonce ? "of-somebody-else" : nonce,
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Fault == ProviderFault.WrongIssuer ? "https://login.evil.example" : Address,
            Audience = Fault == ProviderFault.WrongAudience ? "another-client" : ClientId,
            IssuedAt = now,
            NotBefore = now.AddHours(-2),
            Expires = Fault == ProviderFault.Expired ? now.AddHours(-1) : now.AddHours(1),
            Claims = claims.Where(claim => claim.Value is not null).ToDictionary(claim => claim.Key, claim => claim.Value!),
            SigningCredentials = Fault == ProviderFault.NotSigned ? null : new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
    }

    private static Dictionary<string, string> Jwk()
    {
        var rsa = Key.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA", ["use"] = "sig", ["kid"] = "small-1", ["n"] = Base64UrlEncoder.Encode(rsa.Modulus), ["e"] = Base64UrlEncoder.Encode(rsa.Exponent),
        };
    }

    private static string Challenge(string verifier) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
