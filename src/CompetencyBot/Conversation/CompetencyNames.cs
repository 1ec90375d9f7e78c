using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Conversation;

/// <summary>Finds the competency that somebody means by its English or Chinese name or its id, whole, in part or misspelt.</summary>
public sealed class CompetencyNames(IOptions<OrganisationOptions> organisation, EditionSet editions)
{
    private readonly Lazy<ImmutableArray<(Competency Competency, string Name)>> _names = new(() =>
        organisation.Value.Editions is [var edition, ..] ? [.. editions.Load(edition).Competencies.SelectMany(Named)] : []);

    /// <summary>Whether the text, as normalised, is just the name of a competency.</summary>
    public bool IsName(string text) => _names.Value.Any(entry => entry.Name == text);

    /// <param name="text">As normalised.</param>
    /// <returns>One for a clear meaning, several when it fits several, none when it fits nothing.</returns>
    public ImmutableArray<Competency> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return [];
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

    private ImmutableArray<Competency> Matching(Func<string, bool> fit) =>
        [.. _names.Value.Where(entry => fit(entry.Name)).Select(entry => entry.Competency).Distinct()];

    private static IEnumerable<(Competency Competency, string Name)> Named(Competency competency) =>
        competency.Names.Values.Append(competency.Id).Select(name => (competency, Wording.Normalise(name))).Distinct();
}
