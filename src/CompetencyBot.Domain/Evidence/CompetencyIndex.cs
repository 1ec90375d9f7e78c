using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evidence;

/// <summary>Finds competencies and designations by any of their names, in every language, or by their id.</summary>
internal sealed class CompetencyIndex
{
    private readonly Dictionary<string, Competency> _names = new(TextKey.Comparer);
    private readonly Dictionary<string, Competency?> _shortNames = new(TextKey.Comparer);

    public CompetencyIndex(Edition edition)
    {
        foreach (var competency in edition.Competencies)
            foreach (var name in competency.Names.Values.Append(competency.Id))
            {
                _names.TryAdd(TextKey.Of(name), competency);
                var key = TextKey.OfDesignation(name);
                _shortNames[key] = _shortNames.TryGetValue(key, out var other) && other != competency ? null : competency;
            }
    }

    /// <returns>Null where nothing has the name, or where only <c>(Azure)</c> tells two apart and the name leaves it out.</returns>
    public Competency? Find(string name) =>
        _names.GetValueOrDefault(TextKey.Of(name)) ?? _shortNames.GetValueOrDefault(TextKey.OfDesignation(name));
}
