using System.Collections.Immutable;

namespace CompetencyBot.Domain.Catalogue;

/// <summary>The editions there are: those that ship with the rules, and what an organisation adds to or puts in place of them.</summary>
public sealed class EditionSet
{
    private const string Extension = ".json";

    private readonly ImmutableSortedDictionary<string, Lazy<Edition>> _byId;

    private EditionSet(ImmutableSortedDictionary<string, Lazy<Edition>> byId) => _byId = byId;

    /// <summary>A file is read when its edition is first asked for, once.</summary>
    public static EditionSet Shipped { get; } = new(typeof(EditionSet).Assembly
        .GetManifestResourceNames()
        .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
        .ToImmutableSortedDictionary(
            name => name[..^Extension.Length], name => new Lazy<Edition>(() => Read(name)), StringComparer.Ordinal));

    public IEnumerable<string> Ids => _byId.Keys;

    public bool Contains(string id) => _byId.ContainsKey(id);

    /// <summary>These editions besides the others; one with the id of another takes its place.</summary>
    public EditionSet With(IEnumerable<Edition> editions) =>
        new(_byId.SetItems(editions.Select(edition => KeyValuePair.Create(edition.Id, new Lazy<Edition>(edition)))));

    /// <exception cref="ArgumentException">There is no such edition; the message lists those there are.</exception>
    /// <exception cref="CatalogueException">The file of the edition is wrong.</exception>
    public Edition Load(string id) => _byId.TryGetValue(id, out var edition)
        ? edition.Value
        : throw new ArgumentException($"There is no edition '{id}'. There are: {string.Join(", ", Ids)}.", nameof(id));

    private static Edition Read(string name)
    {
        using var file = typeof(EditionSet).Assembly.GetManifestResourceStream(name)!;
        return EditionFile.Parse(file, name);
    }
}
