using System.Collections.Frozen;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Conversation.Understanding;

/// <summary>A name of the catalogue, written in one word.</summary>
/// <param name="Kind"><c>{competency}</c>, <c>{level}</c> or <c>{exam}</c>.</param>
/// <param name="Value">Id of a competency, word of a level, code or title of an item.</param>
/// <param name="Words">How many words it has; a Chinese character counts as one.</param>
internal sealed record CatalogueName(string Joined, int Words, string Kind, string Value);

/// <summary>
/// What competencies, levels, exams and certifications of some editions are called: their ids and names in all languages, and what else people
/// call them (<c>names.txt</c>).
/// </summary>
internal sealed class NameBook
{
    public const string Competency = "{competency}";
    public const string Level = "{level}";
    public const string Exam = "{exam}";

    /// <summary>Shorter names are taken as they are written only.</summary>
    private const int ShortestMisspelt = 4;

    private readonly FrozenDictionary<string, CatalogueName> _byJoined;
    private readonly ILookup<int, CatalogueName> _byLength;

    /// <param name="editions">Where two give different things the same name, the first one's is meant.</param>
    public NameBook(IReadOnlyCollection<Edition> editions)
    {
        ArgumentNullException.ThrowIfNull(editions);
        CatalogueName[] names = [.. Levels().Concat(editions.SelectMany(Of)).Concat(Aliases(editions)).Where(name => name.Joined.Length > 1)];
        _byJoined = names.DistinctBy(name => name.Joined).ToFrozenDictionary(name => name.Joined, StringComparer.Ordinal);
        _byLength = _byJoined.Values.Where(name => name.Joined.Length >= ShortestMisspelt).ToLookup(name => name.Joined.Length);
        Longest = _byJoined.Keys.Max(name => name.Length);
        Codes = editions.SelectMany(edition => edition.Items.Values).Select(item => item.Code).OfType<string>()
            .ToLookup(code => code[^3..], StringComparer.Ordinal);
    }

    /// <summary>Of a name in one word, in characters.</summary>
    public int Longest { get; }

    /// <summary>Codes of exams by their last three digits.</summary>
    public ILookup<string, string> Codes { get; }

    /// <param name="joined">Some words of a text, without blanks.</param>
    /// <param name="words">How many they are.</param>
    /// <param name="mayBeMisspelt">Whether the name need only be near.</param>
    /// <returns>The name, and how many slips it has; null when it is none.</returns>
    public (CatalogueName Name, int Slips)? Find(string joined, int words, bool mayBeMisspelt)
    {
        if (_byJoined.TryGetValue(joined, out var exact))
            return (exact, 0);
        if (!mayBeMisspelt || joined.Length < ShortestMisspelt)
            return null;
        var most = Spelling.Tolerance(joined);
        var near = Enumerable.Range(joined.Length - most, (2 * most) + 1)
            .SelectMany(length => _byLength[length])
            .Where(name => Math.Abs(name.Words - words) <= 1 && Spelling.BeginAlike(joined, name.Joined))
            .Select(name => (Name: name, Slips: Spelling.Slips(joined, name.Joined)))
            .Where(found => found.Slips <= most)
            .OrderBy(found => found.Slips)
            .ToArray();
        return near.Length == 0 ? null : near[0];
    }

    private static IEnumerable<CatalogueName> Levels() =>
        from line in WordFile.Read("names.txt")
        where line.StartsWith("level/", StringComparison.Ordinal)
        let level = line["level/".Length..line.IndexOf(':', StringComparison.Ordinal)]
        from name in Names(line)
        select Named(name, Level, level);

    private static IEnumerable<CatalogueName> Of(Edition edition)
    {
        foreach (var competency in edition.Competencies)
            foreach (var name in competency.Names.Values.Append(competency.Id))
                yield return Named(name, Competency, competency.Id);
        foreach (var item in edition.Items.Values)
            yield return Named(item.Title, Exam, item.ShortName());
    }

    /// <summary>Those of what the editions have.</summary>
    private static IEnumerable<CatalogueName> Aliases(IReadOnlyCollection<Edition> editions)
    {
        var competencies = editions.SelectMany(edition => edition.Competencies).Select(competency => competency.Id).ToHashSet(StringComparer.Ordinal);
        var items = editions.SelectMany(edition => edition.Items.Values).DistinctBy(item => item.Id).ToDictionary(item => item.Id, StringComparer.Ordinal);
        foreach (var line in WordFile.Read("names.txt"))
        {
            var key = line[..line.IndexOf(": ", StringComparison.Ordinal)];
            foreach (var name in Names(line))
                if (competencies.Contains(key))
                    yield return Named(name, Competency, key);
                else if (items.TryGetValue(key, out var item))
                    yield return Named(name, Exam, item.ShortName());
        }
    }

    private static string[] Names(string line) =>
        line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static CatalogueName Named(string name, string kind, string value)
    {
        var terms = Term.Of(Wording.Written(name));
        return new(string.Concat(terms.Select(term => term.Word)), terms.Count, kind, value);
    }
}
