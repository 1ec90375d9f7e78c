using Microsoft.Extensions.Logging;

namespace CompetencyBot.BotFramework.Tokens;

/// <param name="ExpiresOn">After it the connector refuses the token.</param>
internal sealed record BotToken(string Value, DateTimeOffset ExpiresOn)
{
    /// <summary>The compiler's text of a record would hold the token.</summary>
    public override string ToString() => $"token until {ExpiresOn:O}";
}

/// <summary>Asks the identity provider for a new token, past every cache.</summary>
internal delegate Task<BotToken> RequestToken(CancellationToken cancellationToken);

/// <summary>
/// The bot's own token: kept, renewed before it expires, asked for once however many turns wait for it. A renewal that fails is tried again
/// after <see cref="Pause"/>, and until the old token has expired it stays in use.
/// </summary>
/// <param name="request">Null in anonymous Development mode: there is no token then.</param>
internal sealed class BotTokens(RequestToken? request, TimeProvider clock, ILogger<BotTokens> log) : IDisposable
{
    /// <summary>Connector calls and clocks take their time: a token is renewed this long before it expires.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    /// <summary>Between two requests for a token of which the first failed while an older token was still good.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Held? _held;

    /// <returns>Null in anonymous Development mode.</returns>
    /// <exception cref="BotTokenException">No token is to be had.</exception>
    public async ValueTask<string?> GetAsync(CancellationToken cancellationToken)
    {
        if (request is null)
            return null;
        if (_held is { } held && clock.GetUtcNow() < held.RenewAt)
            return held.Token.Value;

        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_held is not { } current || clock.GetUtcNow() >= current.RenewAt)
                _held = await RenewAsync(request, _held, cancellationToken);
            return _held.Token.Value;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<Held> RenewAsync(RequestToken request, Held? old, CancellationToken cancellationToken)
    {
        try
        {
            var token = await request(cancellationToken);
            var now = clock.GetUtcNow();
            var early = TimeSpan.FromTicks(Math.Min(Early.Ticks, (token.ExpiresOn - now).Ticks / 2));
            return new Held(token, token.ExpiresOn - early);
        }
        catch (BotTokenException e)
        {
            log.NoToken(e.Message);
            if (old is null || clock.GetUtcNow() >= old.Token.ExpiresOn)
                throw;
            return old with { RenewAt = clock.GetUtcNow() + Pause };
        }
    }

    private sealed record Held(BotToken Token, DateTimeOffset RenewAt);
}
