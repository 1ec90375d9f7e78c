using System.Text.Json;
using CompetencyBot.BotFramework.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CompetencyBot.BotFramework.Inbound;

/// <summary>
/// The keys that the service signs with. The library's own <c>ConfigurationManager</c> refreshes in the background and by the system
/// clock, so the first activity after a key change would be refused; this one waits for the refresh.
/// </summary>
internal sealed class SigningKeys(
    IHttpClientFactory http, IOptions<BotFrameworkOptions> options, TimeProvider clock, ILogger<SigningKeys> log)
    : IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    /// <summary>Age at which the keys are fetched anew.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(24);

    /// <summary>
    /// Age after which keys are not used any more, however long the service's metadata cannot be reached; Bot Builder keeps to it too.
    /// </summary>
    public static readonly TimeSpan Usable = TimeSpan.FromDays(5);

    /// <summary>The least time between two fetches: whoever sends made-up key ids cannot make the bot ask more often.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Known? _known;
    private DateTimeOffset _nextFetch = DateTimeOffset.MinValue;

    /// <exception cref="SigningKeysUnavailableException">There are no keys, and none can be fetched now.</exception>
    /// <remarks>While somebody fetches them anew, the others go on with those they have.</remarks>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel) =>
        _known is { } last && _one.CurrentCount == 0 && clock.GetUtcNow() < last.FetchedAt + Usable
            ? last.Configuration
            : (await GetAsync(known => clock.GetUtcNow() < known.FetchedAt + Fresh, cancel)).Configuration;

    /// <summary>Fetches the keys anew if this one is not among them.</summary>
    /// <exception cref="SigningKeysUnavailableException">There are no keys, and none can be fetched now.</exception>
    public Task LearnAsync(string keyId, CancellationToken cancellationToken) =>
        GetAsync(known => known.Endorsements.ContainsKey(keyId), cancellationToken);

    /// <summary>
    /// Whether tokens signed with this key may speak for the channel. Metadata in which no key at all is endorsed say nothing on
    /// channels: then every key may (as in Bot Builder), since the alternative is a bot that is deaf until somebody changes it. One
    /// endorsed key is enough to demand endorsement of every key.
    /// </summary>
    public bool IsEndorsed(string? keyId, string channelId) =>
        _known is { } known
        && (known.Endorsements.Values.All(e => e is null)
            || (keyId is not null && known.Endorsements.GetValueOrDefault(keyId) is { } channels && channels.Contains(channelId)));

    /// <summary>Called by JwtBearer when a key is unknown; <see cref="LearnAsync"/> has done it before.</summary>
    public void RequestRefresh()
    {
    }

    public void Dispose() => _one.Dispose();

    private async Task<Known> GetAsync(Func<Known, bool> isEnough, CancellationToken cancellationToken)
    {
        if (_known is { } known && isEnough(known))
            return known;

        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_known is { } current && isEnough(current))
                return current;
            if (clock.GetUtcNow() >= _nextFetch)
                await FetchAsync();
            return _known is { } last && clock.GetUtcNow() < last.FetchedAt + Usable ? last : throw new SigningKeysUnavailableException();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Not with a request's cancellation: others wait for the same keys.</summary>
    private async Task FetchAsync()
    {
        var url = options.Value.MetadataUrl;
        _nextFetch = clock.GetUtcNow() + Pause;
        try
        {
            var documents = new HttpDocumentRetriever(http.CreateClient(BotFrameworkSetup.KeysClient))
            {
                RequireHttps = url.StartsWith("https:", StringComparison.OrdinalIgnoreCase),
            };
            var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(url, documents, CancellationToken.None);
            _known = new Known(configuration, EndorsementsOf(configuration), clock.GetUtcNow());
            if (_known.Endorsements.Values.All(e => e is null))
                log.NoEndorsements(url);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException
            or InvalidOperationException or JsonException or ArgumentException)
        {
            log.NoSigningKeys(url, e.Message);
        }
    }

    private static Dictionary<string, HashSet<string>?> EndorsementsOf(OpenIdConnectConfiguration configuration) =>
        configuration.JsonWebKeySet.Keys
            .Where(key => key.Kid is not null)
            .GroupBy(key => key.Kid)
            .ToDictionary(same => same.Key, same => ChannelsOf(same.First().AdditionalData));

    /// <returns>Null when the key has no such field; empty when the field is not the list it should be.</returns>
    private static HashSet<string>? ChannelsOf(IDictionary<string, object> data)
    {
        if (!data.TryGetValue("endorsements", out var value))
            return null;
        return value is JsonElement { ValueKind: JsonValueKind.Array } channels
            ? [.. channels.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.String).Select(c => c.GetString()!)]
            : [];
    }

    private sealed record Known(
        OpenIdConnectConfiguration Configuration, IReadOnlyDictionary<string, HashSet<string>?> Endorsements, DateTimeOffset FetchedAt);
}

/// <summary>A fault on this side, not of the request: it is answered with 503 and may be sent again.</summary>
internal sealed class SigningKeysUnavailableException() : Exception("The signing keys of the service cannot be fetched.");
