using System.Collections.Frozen;

namespace CompetencyBot.Conversation.Understanding;

/// <summary>A text cut into terms, with the names of the catalogue found in it and slips of the pen mended.</summary>
internal sealed class Sentence
{
    /// <summary>More than any name of the catalogue has; a Chinese character counts as a word.</summary>
    private const int MostWordsOfName = 20;

    private readonly PhraseBook _book;

    private Sentence(string written, IReadOnlyList<Term> terms, PhraseBook book)
    {
        (Written, Terms, _book) = (written, terms, book);
        Fillers = new bool[terms.Count];
        foreach (var place in PlacesOf(book.Fillers).Concat(PlacesOf(book.Requests)))
            Fillers[place] = true;
    }

    public string Written { get; }

    public IReadOnlyList<Term> Terms { get; }

    /// <summary>For each term whether it says nothing by itself.</summary>
    public bool[] Fillers { get; }

    public bool EndsAsQuestion => Written.EndsWith('?');

    /// <param name="written">As <see cref="Wording.Written"/> gives it.</param>
    public static Sentence Read(string written, NameBook names, PhraseBook book)
    {
        var terms = WithNames(WithCodes(Term.Of(written), written, names), names, book.Words);
        return new(written, [.. terms.Select(term => term.IsName ? term : term with { Word = Spelling.Correct(term.Word, Whole(term, written), book.Words) })], book);
    }

    /// <summary>What the first name of a kind stands for, but not where something begins ("from silver to gold") if there is another.</summary>
    public string? Value(string kind)
    {
        var places = Enumerable.Range(0, Terms.Count).Where(place => Terms[place].Word == kind).ToArray();
        var first = places.FirstOrDefault(place => place == 0 || !_book.Origins.Any(words => words is [var word] && Terms[place - 1].Word == word), places.FirstOrDefault(-1));
        return first < 0 ? null : Terms[first].Value;
    }

    /// <summary>Whether one of these stands in the text, not only in places that count for something else.</summary>
    public bool Has(IEnumerable<string[]> sayings, IReadOnlyCollection<int> except) =>
        sayings.Any(words => Occurrences(words).Any(places => !places.All(except.Contains)));

    /// <summary>All places where one of these stands.</summary>
    public HashSet<int> PlacesOf(IEnumerable<string[]> sayings) => [.. sayings.SelectMany(Occurrences).SelectMany(places => places)];

    /// <returns>The name as written, without what stands before it; null for somebody who is not named.</returns>
    public string? NameAt(Range range)
    {
        var (start, length) = range.GetOffsetAndLength(Terms.Count);
        var end = start + length;
        while (start < end && _book.Titles.FirstOrDefault(words => StandsAt(words, start)) is { } title)
            start += title.Length;
        return start >= end || Enumerable.Range(start, end - start).Any(place => _book.Nobody.Any(words => StandsAt(words, place)))
            ? null
            : Written[Terms[start].Start..Terms[end - 1].End];
    }

    private static string Whole(Term term, string written) => written[term.Start..term.End].ToLowerInvariant();

    private bool StandsAt(string[] words, int place) =>
        place + words.Length <= Terms.Count && !words.Where((word, i) => Terms[place + i].Word != word).Any();

    private IEnumerable<int[]> Occurrences(string[] words) => Enumerable.Range(0, Terms.Count)
        .Where(place => StandsAt(words, place))
        .Select(place => Enumerable.Range(place, words.Length).ToArray());

    private static List<Term> WithCodes(List<Term> terms, string written, NameBook names)
    {
        foreach (var (start, end, code) in ExamCodes.In(written, names))
        {
            var first = terms.FindIndex(term => term.End > start && term.Start < end);
            var count = first < 0 ? 0 : terms.Skip(first).TakeWhile(term => term.Start < end).Count();
            if (count == 0 || terms[first].IsName)
                continue;
            terms.RemoveRange(first, count);
            terms.Insert(first, new(NameBook.Exam, start, end, code));
        }

        return terms;
    }

    /// <summary>The longest names first, of equals the one with the fewest slips.</summary>
    private static List<Term> WithNames(List<Term> terms, NameBook names, FrozenSet<string> words)
    {
        var found = from first in Enumerable.Range(0, terms.Count)
                    from candidate in At(terms, first, names, words)
                    orderby candidate.Name.Joined.Length - (2 * candidate.Slips) descending, candidate.Slips, first
                    select (First: first, candidate.Count, candidate.Name);
        var taken = new CatalogueName?[terms.Count];
        var ends = new int[terms.Count];
        foreach (var (first, count, name) in found)
        {
            if (Enumerable.Range(first, count).Any(place => taken[place] is not null))
                continue;
            for (var place = first; place < first + count; place++)
                (taken[place], ends[place]) = (name, first + count);
        }

        var result = new List<Term>();
        for (var place = 0; place < terms.Count; place = taken[place] is null ? place + 1 : ends[place])
            result.Add(taken[place] is { } name ? new(name.Kind, terms[place].Start, terms[ends[place] - 1].End, name.Value) : terms[place]);
        return result;
    }

    private static IEnumerable<(int Count, CatalogueName Name, int Slips)> At(List<Term> terms, int first, NameBook names, FrozenSet<string> words)
    {
        var joined = "";
        for (var count = 1; first + count <= terms.Count && !terms[first + count - 1].IsName; count++)
        {
            joined += terms[first + count - 1].Word;
            if (joined.Length > names.Longest + 2 || count > MostWordsOfName)
                yield break;
            // A word that means something by itself is no slip of another.
            var mayBeMisspelt = count > 1 || !words.Contains(joined);
            if (names.Find(joined, count, mayBeMisspelt) is var (name, slips))
                yield return (count, name, slips);
        }
    }
}
