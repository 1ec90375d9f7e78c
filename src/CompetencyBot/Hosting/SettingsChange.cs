using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Hosting;

/// <param name="Before">As a text; empty for none.</param>
public sealed record ChangedSetting(string Key, string Before, string After);

/// <summary>Changes settings from chat: kept with an entry of the audit each, in effect at once.</summary>
public sealed class SettingsChange(
    BotDb db, StoredSettings stored, PresentSettings present, SettingRules rules, AuditLog audit, TimeProvider clock)
{
    /// <param name="values">By key (<see cref="SettingKeys"/>); null = as the files have it. What is as it was is not written.</param>
    /// <param name="by">Work address, or Entra object id of somebody without one.</param>
    /// <returns>What is different now.</returns>
    /// <exception cref="ArgumentException">A key that may not be stored, or a value that it cannot have; nothing was changed.</exception>
    public async Task<IReadOnlyList<ChangedSetting>> SaveAsync(
        IReadOnlyDictionary<string, string?> values, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        var wanted = values.ToDictionary(value => value.Key, value => Taken(value.Key, value.Value));
        var before = wanted.Keys.ToDictionary(key => key, present.Of);
        try
        {
            await WriteAsync(wanted, before, by, cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            await WriteAsync(wanted, before, by, cancellationToken); // another admin set one for the first time in this moment
        }

        await stored.ReadAsync(CancellationToken.None); // it is kept, so it counts
        return [.. before.Select(setting => new ChangedSetting(setting.Key, setting.Value, present.Of(setting.Key))).Where(setting => setting.Before != setting.After)];
    }

    private string? Taken(string key, string? value)
    {
        if (!SettingKeys.IsStorable(key))
            throw new ArgumentException($"{key} may not be changed in chat.", nameof(key));
        if (value is null)
            return null;
        var taken = rules.Normalise(key, value) ?? throw new ArgumentException($"{key} cannot have this value.", nameof(value));
        return taken == present.WithoutChat(key) ? null : taken;
    }

    private async Task WriteAsync(
        Dictionary<string, string?> wanted, Dictionary<string, string> before, string by, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var (key, value) in wanted)
            await WriteAsync(key, value, before[key], by, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private async Task WriteAsync(string key, string? value, string before, string by, CancellationToken cancellationToken)
    {
        var row = await db.StoredSettings.FirstOrDefaultAsync(setting => setting.Key == key, cancellationToken);
        if (value == row?.Value)
            return;
        if (row is null)
            db.StoredSettings.Add(new StoredSetting { Key = key, Value = value!, ChangedAt = clock.GetUtcNow(), ChangedBy = by });
        else if (value is null)
            db.StoredSettings.Remove(row);
        else
            (row.Value, row.ChangedAt, row.ChangedBy) = (value, clock.GetUtcNow(), by);
        Note(key, value, row?.Value ?? before, by);
    }

    private void Note(string key, string? value, string before, string by)
    {
        if (SettingKeys.AddressIn(key) is { } address)
            audit.Add(by, value == OrganisationOptions.Unmade || (value is null && before == OrganisationOptions.Made) ? AuditActions.AdminRemoved : AuditActions.AdminAdded, address);
        else
            audit.Add(by, AuditActions.Setting, key, before, value ?? present.WithoutChat(key));
    }
}
