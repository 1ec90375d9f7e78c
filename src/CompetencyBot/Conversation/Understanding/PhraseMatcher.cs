using System.Collections.Frozen;

namespace CompetencyBot.Conversation.Understanding;

/// <summary>Looks for a phrase in a text whose fillers, and whose words that mean something elsewhere, are known.</summary>
/// <param name="terms">Of the text.</param>
/// <param name="fillers">For each term whether it says nothing by itself.</param>
/// <param name="speaks">Whether the text speaks of those of a list of words.</param>
/// <param name="known">Words that are no part of a person's name at its end.</param>
internal sealed class PhraseMatcher(IReadOnlyList<Term> terms, bool[] fillers, Func<string, bool> speaks, FrozenSet<string> known)
{
    /// <summary>Of a person's name, in words; a Chinese name has as many characters.</summary>
    private const int LongestName = 4;

    private readonly List<int> _covered = [];
    private Range _person;
    private int _opening;

    /// <returns>The first place where it stands; null for none.</returns>
    public Match? Find(Phrase phrase)
    {
        for (var start = 0; start < terms.Count; start++)
        {
            _covered.Clear();
            (_person, _opening) = (default, start + 1);
            if (Fits(phrase.Parts, 0, start))
                return new(phrase, [.. _covered], _person, Weight(phrase)) { Opening = _opening };
            if (phrase.OpensText && !fillers[start])
                return null;
        }

        return null;
    }

    /// <summary>A person's name counts one however long it is, since it may be anything; so does that the text speaks of whom the command is about.</summary>
    private int Weight(Phrase phrase) =>
        _covered.Where(place => place < _person.Start.Value || place >= _person.End.Value).Sum(place => terms[place].IsCharacter ? 1 : 2)
        + (phrase.Parts.Any(part => part.Alternatives is null) ? 1 : 0)
        + (phrase.Speakers is { } list && speaks(list) ? 1 : 0);

    private bool Fits(Part[] parts, int number, int place)
    {
        if (number == parts.Length)
            return true;
        if (number == 1)
            _opening = place;
        var part = parts[number];
        for (var at = place; at < terms.Count; at++)
        {
            if (part.Alternatives is null ? FitsPerson(parts, number, at) : part.Alternatives.Any(words => FitsWords(parts, number, at, words)))
                return true;
            if (number == 0 || !(part.AfterGap || fillers[at]))
                return false;
        }

        return false;
    }

    private bool FitsWords(Part[] parts, int number, int at, string[] words)
    {
        var before = _covered.Count;
        foreach (var word in words)
        {
            while (at < terms.Count && _covered.Count > before && terms[at].Word != word && fillers[at] && !terms[_covered[^1]].IsCharacter)
                at++;
            if (at >= terms.Count || terms[at].Word != word)
                return Undo(before);
            _covered.Add(at++);
        }

        return Fits(parts, number + 1, at) || Undo(before);
    }

    /// <summary>As short as the rest of the phrase allows; at the end of a phrase up to the next word that means something else.</summary>
    private bool FitsPerson(Part[] parts, int number, int at)
    {
        var before = _covered.Count;
        for (var end = at; end < terms.Count && end - at < LongestName + 2 && !terms[end].IsName; end++)
        {
            if (number + 1 == parts.Length && EndsName(end, end - at))
                break;
            _covered.Add(end);
            if (number + 1 < parts.Length && Fits(parts, number + 1, end + 1))
                return Found(at, end + 1);
        }

        return number + 1 == parts.Length && _covered.Count > before ? Found(at, _covered[^1] + 1) : Undo(before);
    }

    /// <summary>A Chinese name has three characters at most times, and each of them is part of other words too.</summary>
    private bool EndsName(int place, int length) => terms[place].IsCharacter
        ? fillers[place] || length >= 3
        : length >= LongestName || (length > 0 && known.Contains(terms[place].Word));

    private bool Found(int start, int end)
    {
        _person = start..end;
        return true;
    }

    private bool Undo(int count)
    {
        _covered.RemoveRange(count, _covered.Count - count);
        return false;
    }
}
