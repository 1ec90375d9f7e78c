using CompetencyBot.BotFramework.Hosting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CompetencyBot.BotFramework.Inbound;

/// <summary>
/// What makes a token one of the Bot Connector's (Microsoft's page "Authenticate requests from the Bot Connector service to your bot"):
/// signed by one of its keys with RS256, RS384 or RS512, of its issuer, for this bot, within its lifetime give or take five minutes. What
/// the token says of the activity is checked in <see cref="Door"/>.
/// </summary>
internal sealed class TokenRules(IOptions<BotFrameworkOptions> bot, SigningKeys keys, TimeProvider clock)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    public const string Scheme = "BotFramework";

    /// <summary>Under this name the ticket keeps the id of the key that verified the token.</summary>
    public const string KeyId = "kid";

    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != Scheme)
            return;
        options.MapInboundClaims = false;
        options.IncludeErrorDetails = false;
        options.SaveToken = false;
        options.ConfigurationManager = keys;
        options.Events = new JwtBearerEvents { OnMessageReceived = LearnKeyAsync, OnTokenValidated = KeepKeyId };
        options.TokenValidationParameters = new TokenValidationParameters
        {
            IssuerValidator = CheckIssuer,
            ValidAudience = bot.Value.AppId,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = CheckLifetime,
        };
    }

    public void Configure(JwtBearerOptions options) => Configure(Options.DefaultName, options);

    /// <summary>The library would also take the issuer that the metadata name.</summary>
    private string CheckIssuer(string issuer, SecurityToken token, TokenValidationParameters parameters) =>
        issuer == Cloud.Of(bot.Value).Issuer ? issuer : throw new SecurityTokenInvalidIssuerException { InvalidIssuer = issuer };

    /// <summary>The library would compare with the system clock.</summary>
    private bool CheckLifetime(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (expires is null)
            throw new SecurityTokenNoExpirationException();
        if (now >= expires.Value + Skew)
            throw new SecurityTokenExpiredException { Expires = expires.Value };
        if (notBefore > now + Skew)
            throw new SecurityTokenNotYetValidException { NotBefore = notBefore.Value };
        return true;
    }

    /// <summary>Without keys the validation could not begin: as a failure of its own it is told apart from faults of the token.</summary>
    private async Task LearnKeyAsync(MessageReceivedContext context)
    {
        if (bot.Value.IsAnonymous)
        {
            context.NoResult();
            return;
        }

        if (Bearer.TokenOf(context.Request) is not { } token)
            return;
        try
        {
            await keys.GetConfigurationAsync(context.HttpContext.RequestAborted);
            if (KeyIdOf(token) is { Length: > 0 } keyId)
                await keys.LearnAsync(keyId, context.HttpContext.RequestAborted);
        }
        catch (SigningKeysUnavailableException e)
        {
            context.Fail(e);
        }
    }

    private static Task KeepKeyId(TokenValidatedContext context)
    {
        context.Properties.SetString(KeyId, context.SecurityToken.SigningKey?.KeyId);
        return Task.CompletedTask;
    }

    private static string? KeyIdOf(string token)
    {
        try
        {
            return new JsonWebToken(token).Kid;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return null; // not a token: the validation that follows says so
        }
    }
}
