using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Conversation;

/// <summary>A competency or designation of an edition that the organisation follows.</summary>
/// <param name="Key">What a button carries: its id, with the edition where an earlier edition has the same id.</param>
public sealed record KnownCompetency(string EditionId, Competency Competency, string Key)
{
    /// <summary>Its name, with the edition where that is needed to tell two apart.</summary>
    public string Title => Key == Competency.Id ? Phrases.NameOf(Competency.Names) : $"{Phrases.NameOf(Competency.Names)} ({EditionId})";
}

/// <summary>Finds the competency that somebody means by its English or Chinese name or its id, whole, in part or misspelt.</summary>
public sealed class CompetencyNames(IOptionsMonitor<OrganisationOptions> organisation, EditionSet editions)
{
    private Index? _index;

    /// <summary>All of them, in the order of the settings and of the catalogue.</summary>
    public ImmutableArray<KnownCompetency> All => Matching(_ => true);

    /// <summary>Whether the text, as normalised, is just the name of a competency.</summary>
    public bool IsName(string text) => Names.Any(entry => entry.Name == text);

    public KnownCompetency Get(string editionId, string competencyId) =>
        All.First(known => known.EditionId == editionId && known.Competency.Id == competencyId);

    /// <param name="text">As normalised.</param>
    /// <returns>One for a clear meaning, several when it fits several, none when it fits nothing.</returns>
    public ImmutableArray<KnownCompetency> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return [];
        if (Names.FirstOrDefault(entry => Wording.Normalise(entry.Competency.Key) == text).Competency is { } pressed)
            return [pressed];
        Func<string, bool>[] fits =
        [
            name => name == text,
            name => name.StartsWith(text, StringComparison.Ordinal),
            name => words.All(word => name.Contains(word, StringComparison.Ordinal)),
            name => text.Contains(name, StringComparison.Ordinal),
            name => Wording.Distance(name, text, Wording.Tolerance(text)) <= Wording.Tolerance(text),
        ];
        return fits.Select(fit => Matching(fit)).FirstOrDefault(found => found.Length > 0, []);
    }

    /// <summary>Made again when other editions are followed.</summary>
    private ImmutableArray<(KnownCompetency Competency, string Name)> Names
    {
        get
        {
            var followed = organisation.CurrentValue.Editions;
            if (Volatile.Read(ref _index) is { } known && known.Followed.SequenceEqual(followed))
                return known.Names;
            var index = new Index(followed, [.. Known(followed.Distinct().Select(editions.Load)).SelectMany(Named)]);
            Volatile.Write(ref _index, index);
            return index.Names;
        }
    }

    private ImmutableArray<KnownCompetency> Matching(Func<string, bool> fit) =>
        [.. Names.Where(entry => fit(entry.Name)).Select(entry => entry.Competency).Distinct()];

    private static IEnumerable<KnownCompetency> Known(IEnumerable<Edition> editions)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var edition in editions)
            foreach (var competency in edition.Competencies)
                yield return new(edition.Id, competency, ids.Add(competency.Id) ? competency.Id : $"{edition.Id}/{competency.Id}");
    }

    private static IEnumerable<(KnownCompetency Competency, string Name)> Named(KnownCompetency known) =>
        known.Competency.Names.Values.Append(known.Competency.Id).Select(name => (known, Wording.Normalise(name))).Distinct();

    private sealed record Index(IReadOnlyList<string> Followed, ImmutableArray<(KnownCompetency Competency, string Name)> Names);
}
