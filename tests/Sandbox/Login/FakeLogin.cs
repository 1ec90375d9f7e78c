using System.Collections.Concurrent;
using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.Sandbox.Login;

/// <summary>
/// Plays the two identity services around a bot on this machine: the one that signs the tokens of incoming activities (OpenID metadata and
/// JWKS with endorsements), and the one that gives the bot its own token (client credentials).
/// </summary>
public sealed class FakeLogin : IAsyncDisposable
{
    public const string Issuer = "https://api.botframework.com";

    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> _tokenRequests = new();
    private volatile IReadOnlyList<SigningKey> _keys = [SigningKey.First()];
    private int _keyFetches;

    private FakeLogin(WebApplication app, string appId, string secret, TimeProvider clock)
    {
        (_app, AppId, Secret, _clock) = (app, appId, secret, clock);
        app.Use((context, next) =>
        {
            context.Response.GetTypedHeaders().Date = clock.GetUtcNow(); // the service's own time, not the machine's
            return next(context);
        });
        app.MapGet("/v1/.well-known/openidconfiguration", Metadata);
        app.MapGet("/v1/.well-known/keys", Jwks);
        app.MapPost("/token", TokenAsync);
    }

    /// <summary>The bot for which tokens are made and to which they are given.</summary>
    public string AppId { get; }

    public string Secret { get; }

    public string MetadataUrl => $"{Address}/v1/.well-known/openidconfiguration";

    public string TokenEndpoint => $"{Address}/token";

    /// <summary>The key that signs now.</summary>
    public SigningKey CurrentKey => _keys[^1];

    /// <summary>How often the keys were fetched.</summary>
    public int KeyFetches => _keyFetches;

    /// <summary>The forms that were sent to the token endpoint.</summary>
    public IReadOnlyCollection<IReadOnlyDictionary<string, string>> TokenRequests => _tokenRequests;

    /// <summary>Status of the metadata and of the token endpoint; another than 200 plays an outage.</summary>
    public int Status { get; set; } = 200;

    /// <summary>Seconds that the bot's tokens live.</summary>
    public int TokenLifetime { get; set; } = 3600;

    private string Address => _app.Urls.First();

    /// <param name="port">0 takes a free one.</param>
    public static async Task<FakeLogin> StartAsync(
        string appId, TimeProvider clock, string secret = "a secret for this machine", int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var login = new FakeLogin(builder.Build(), appId, secret, clock);
        await login._app.StartAsync();
        return login;
    }

    /// <summary>A token such as comes with an activity of this service URL, really signed.</summary>
    public string CreateToken(string serviceUrl, TokenOverrides? overrides = null)
    {
        var how = overrides ?? new TokenOverrides();
        var now = _clock.GetUtcNow().UtcDateTime;
        var key = how.Key ?? CurrentKey;
        var signer = new RsaSecurityKey(key.Rsa) { KeyId = how.KeyId ?? key.Id };
        var token = new SecurityTokenDescriptor
        {
            Issuer = how.Issuer ?? Issuer,
            Audience = how.Audience ?? AppId,
            NotBefore = now + (how.ValidIn ?? TimeSpan.Zero),
            Expires = how.WithoutExpiry ? null : now + (how.ExpiresIn ?? TimeSpan.FromHours(1)),
            Claims = how.WithoutServiceUrl ? [] : new Dictionary<string, object> { ["serviceurl"] = serviceUrl },
            SigningCredentials = new SigningCredentials(signer, how.Algorithm ?? SecurityAlgorithms.RsaSha256),
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    /// <summary>The service changes its keys; the old ones stay in the metadata when <paramref name="keepOld"/>.</summary>
    public void Rotate(SigningKey key, bool keepOld = true) => _keys = keepOld ? [.. _keys, key] : [key];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Metadata() => Status != 200
        ? Results.StatusCode(Status)
        : Results.Json(new
        {
            issuer = Issuer,
            authorization_endpoint = "https://invalid.botframework.com",
            jwks_uri = $"{Address}/v1/.well-known/keys",
            id_token_signing_alg_values_supported = new[] { "RS256" },
            token_endpoint_auth_methods_supported = new[] { "private_key_jwt" },
        });

    private IResult Jwks()
    {
        Interlocked.Increment(ref _keyFetches);
        return Results.Json(new { keys = _keys.Select(key => key.ToJwk()) });
    }

    /// <summary>A token is good for the service that it was asked for.</summary>
    private static string KindOf(Dictionary<string, string> form) =>
        form.GetValueOrDefault("scope") == "https://graph.microsoft.com/.default" ? "graph" : "bot";

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = (await request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString());
        _tokenRequests.Enqueue(form);
        if (Status != 200)
            return Results.StatusCode(Status);
        if (form.GetValueOrDefault("grant_type") != "client_credentials")
            return Results.Json(new { error = "unsupported_grant_type" }, statusCode: 400);
        if (form.GetValueOrDefault("client_id") != AppId || form.GetValueOrDefault("client_secret") != Secret)
            return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        return Results.Json(new { token_type = "Bearer", expires_in = TokenLifetime, access_token = $"{KindOf(form)}-token-{_tokenRequests.Count}" });
    }
}
