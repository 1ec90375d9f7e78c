using System.Collections.Immutable;

namespace CompetencyBot.Domain.Catalogue;

/// <summary>The editions that ship with the rules. A file is read when it is first asked for, once.</summary>
public static class Editions
{
    private const string Extension = ".json";

    private static readonly ImmutableSortedDictionary<string, Lazy<Edition>> ById = typeof(Editions).Assembly
        .GetManifestResourceNames()
        .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
        .ToImmutableSortedDictionary(
            name => name[..^Extension.Length], name => new Lazy<Edition>(() => Read(name)), StringComparer.Ordinal);

    public static IEnumerable<string> Ids => ById.Keys;

    /// <exception cref="ArgumentException">There is no such edition; the message lists those there are.</exception>
    /// <exception cref="CatalogueException">The file of the edition is wrong.</exception>
    public static Edition Load(string id) => ById.TryGetValue(id, out var edition)
        ? edition.Value
        : throw new ArgumentException($"There is no edition '{id}'. There are: {string.Join(", ", Ids)}.", nameof(id));

    private static Edition Read(string name)
    {
        using var file = typeof(Editions).Assembly.GetManifestResourceStream(name)!;
        return EditionFile.Parse(file, name);
    }
}
