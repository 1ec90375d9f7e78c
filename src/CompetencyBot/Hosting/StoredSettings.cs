using System.Collections.Immutable;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Hosting;

/// <summary>
/// What was changed in chat, as this process knows it. Another instance changes it too, on PostgreSQL: there it is looked at again when a turn or a job
/// begins, at most once in five seconds.
/// </summary>
public sealed partial class StoredSettings(
    StoredSettingsProvider provider,
    IConfiguration configuration,
    SettingRules rules,
    StoragePlace place,
    IOptionsMonitor<OrganisationOptions> organisation,
    JobTriggers triggers,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<StoredSettings> logger) : IDisposable
{
    private static readonly TimeSpan LookedAtAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private ImmutableSortedDictionary<string, StoredSetting> _rows = ImmutableSortedDictionary<string, StoredSetting>.Empty;
    private ImmutableSortedDictionary<string, string> _inEffect = ImmutableSortedDictionary<string, string>.Empty;
    private DateTimeOffset? _readAt;

    /// <returns>Who changed it when; null for a setting that is as the files have it.</returns>
    public StoredSetting? Find(string key) => Volatile.Read(ref _rows).GetValueOrDefault(key);

    /// <summary>Those that cannot be any more, for example since an edition is gone; they have no effect.</summary>
    public IEnumerable<StoredSetting> Ignored
    {
        get
        {
            var inEffect = Volatile.Read(ref _inEffect);
            return Volatile.Read(ref _rows).Values.Where(row => !inEffect.ContainsKey(row.Key));
        }
    }

    /// <summary>The setting as a text as the files and the environment have it; null where they say nothing.</summary>
    public string? Configured(string key)
    {
        IConfigurationProvider[] others = [.. ((IConfigurationRoot)configuration).Providers.Where(other => other != provider).Reverse()];
        var below = others.Aggregate(Enumerable.Empty<string>(), (keys, other) => other.GetChildKeys(keys, key))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(child => ValueOf(others, ConfigurationPath.Combine(key, child)));
        string[] values = [.. below.Prepend(ValueOf(others, key)).Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value!.Trim())];
        return values.Length == 0 ? null : string.Join(", ", values);
    }

    /// <summary>Reads them now, for whoever has opened the database or changed one.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await ReadInTurnAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Looks whether another instance has changed one. What cannot be read now is read the next time.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (place.Provider != StorageProvider.Postgres || IsFresh)
            return;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh)
                await ReadInTurnAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.NotRead(logger, failure);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private bool IsFresh => clock.GetUtcNow() - _readAt < LookedAtAfter;

    private static string? ValueOf(IConfigurationProvider[] providers, string key) =>
        providers.Select(provider => provider.TryGet(key, out var value) ? value ?? "" : null).FirstOrDefault(value => value is not null);

    private async Task ReadInTurnAsync(CancellationToken cancellationToken)
    {
        var isFirst = _readAt is null;
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<BotDb>().StoredSettings.AsNoTracking().ToListAsync(cancellationToken);
        _readAt = now;
        var zone = organisation.CurrentValue.TimeZone;
        Use(rows.ToImmutableSortedDictionary(row => row.Key, row => row, StringComparer.OrdinalIgnoreCase));
        if (!isFirst && organisation.CurrentValue.TimeZone != zone)
            await triggers.EnsureAsync(cancellationToken);
    }

    private void Use(ImmutableSortedDictionary<string, StoredSetting> rows)
    {
        var possible = rules.Possible(rows.Values.Select(row => KeyValuePair.Create(row.Key, row.Value)));
        var isNew = !possible.SequenceEqual(_inEffect);
        var ignored = rows.Keys.Where(key => !possible.ContainsKey(key)).ToList();
        if (ignored.Count > 0 && (isNew || rows.Count != _rows.Count))
            Log.Ignored(logger, string.Join(", ", ignored));
        Volatile.Write(ref _rows, rows);
        Volatile.Write(ref _inEffect, possible);
        if (!isNew)
            return;
        provider.Replace(possible, possible.Keys.SelectMany(key => configuration.GetSection(key).GetChildren().Select(child => child.Path)).ToList());
        Log.InEffect(logger, possible.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Settings changed in chat that are in effect: {Count}.")]
        public static partial void InEffect(ILogger logger, int count);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Settings changed in chat that cannot be any more and are ignored: {Keys}. Change them in chat (admin), or put back what they name.")]
        public static partial void Ignored(ILogger logger, string keys);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The settings changed in chat could not be looked at; those known before stay.")]
        public static partial void NotRead(ILogger logger, Exception failure);
    }
}
