using System.Collections.Immutable;

namespace CompetencyBot.Hosting;

/// <summary>What a setting may be changed to in chat: what the same text in a file could be, since the same options read it.</summary>
public sealed class SettingRules(EditionReading editions)
{
    /// <summary>Of one value; nothing that is meant is longer.</summary>
    public const int MostCharacters = 1_000;

    private const int MostValues = 50;

    /// <returns>The text as it is kept, lists in order and without repeats; null when it is no value for this setting.</returns>
    public string? Normalise(string key, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!IsPossible(key) || text.Length > MostCharacters || text.Any(char.IsControl) || text.AsSpan().Count(',') >= MostValues)
            return null;
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(key, text.Trim())]).Build();
        var options = ChangeableOptions.Of(settings);
        var taken = SettingKeys.TextOf(key, options);
        return taken.Length == 0 || options.Problems(editions).Any() ? null : taken;
    }

    /// <summary>Those that are as they were kept; what a file or the catalogue has made impossible since is left out.</summary>
    public ImmutableSortedDictionary<string, string> Possible(IEnumerable<KeyValuePair<string, string>> stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored.Where(setting => Normalise(setting.Key, setting.Value) is not null)
            .ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private bool IsPossible(string key) =>
        SettingKeys.IsStorable(key) && (SettingKeys.EditionIn(key) is not { } edition || editions.Editions.Contains(edition));
}
