using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evidence;

internal static class CompetencyIndex
{
    /// <summary>Competencies by the key of each of their names, in every language, and of their id.</summary>
    public static Dictionary<string, Competency> Of(Edition edition)
    {
        var names = new Dictionary<string, Competency>(TextKey.Comparer);
        foreach (var competency in edition.Competencies)
            foreach (var name in competency.Names.Values.Append(competency.Id))
                names.TryAdd(TextKey.Of(name), competency);
        return names;
    }
}
