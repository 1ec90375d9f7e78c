namespace CompetencyBot.Hosting;

/// <summary>The last source of the configuration: what was changed in chat. Empty until the database is open.</summary>
public sealed class StoredSettingsProvider : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Whoever sets a value in the configuration sets it in every source; this one holds what is stored, and nothing else.</summary>
    public override void Set(string key, string? value)
    {
    }

    /// <summary>Everybody who reads the configuration sees the new values from now on.</summary>
    /// <param name="values">By key.</param>
    /// <param name="below">Keys of other sources that lie below these: of a list they would add to what is stored here.</param>
    public void Replace(IEnumerable<KeyValuePair<string, string>> values, IEnumerable<string> below)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(below);
        var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in below)
            data[key] = null;
        foreach (var (key, value) in values)
            data[key] = value;
        Data = data;
        OnReload();
    }
}
