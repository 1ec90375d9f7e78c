using System.Collections.Frozen;

namespace CompetencyBot.Conversation.Understanding;

/// <summary>
/// All phrases of both languages, as <c>phrases-en.txt</c> and <c>phrases-zh-TW.txt</c> have them; how their lines are written is told at the top of the
/// English one.
/// </summary>
internal sealed class PhraseBook
{
    private readonly Dictionary<string, string[][]> _groups = new(StringComparer.Ordinal);
    private readonly List<Phrase> _phrases = [];
    private readonly Dictionary<string, List<string[]>> _lists = new(StringComparer.Ordinal);
    private string _section = "";
    private string _argument = "";
    private bool _isDeed;
    private bool _isStrong;
    private string? _speakers;

    private PhraseBook()
    {
        foreach (var line in WordFile.Read("phrases-en.txt").Concat(WordFile.Read("phrases-zh-TW.txt")))
            Read(line);
        Commands = _phrases.ToLookup(phrase => phrase.Command);
        Words = _phrases.SelectMany(phrase => phrase.Words).Concat(_lists.Values.SelectMany(list => list).SelectMany(words => words)).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Read once.</summary>
    public static PhraseBook Shipped { get; } = new();

    public ILookup<string, Phrase> Commands { get; }

    /// <summary>Every word of every phrase.</summary>
    public FrozenSet<string> Words { get; }

    public IReadOnlyList<string[]> Fillers => _lists["filler"];

    /// <summary>What makes an order polite.</summary>
    public IReadOnlyList<string[]> Requests => _lists["request"];

    public IReadOnlyList<string[]> Questions => _lists["question"];

    public IReadOnlyList<string[]> Negations => _lists["negation"];

    /// <summary>Words in the place of a name that name nobody.</summary>
    public IReadOnlyList<string[]> Nobody => _lists["nobody"];

    /// <param name="list">Name of a list, such as that of the words for oneself.</param>
    public IReadOnlyList<string[]> Speakers(string list) => _lists[list];

    /// <summary>What stands before the level where somebody begins.</summary>
    public IReadOnlyList<string[]> Origins => _lists["origin"];

    /// <summary>What may stand before a name.</summary>
    public IReadOnlyList<string[]> Titles => _lists["title"];

    private void Read(string line)
    {
        if (line[0] == '[')
            Open(line[1..].Replace("]", "", StringComparison.Ordinal));
        else if (line[0] == '@' && line.Contains(": ", StringComparison.Ordinal))
            _groups[line[..line.IndexOf(':', StringComparison.Ordinal)]] = [.. Choices(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..], ',')];
        else if (CommandIds.All.Contains(_section))
            _phrases.Add(PhraseOf(line));
        else
            _lists[_section].AddRange(Choices(line, ','));
    }

    private void Open(string header)
    {
        var (head, argument) = Halves(header);
        var words = head.Split(' ');
        (_section, _argument, _isDeed, _isStrong) = (words[0], argument ?? "", words.Contains("deed"), words.Contains("strong"));
        _speakers = words.FirstOrDefault(word => word[0] == '+')?[1..];
        if (!CommandIds.All.Contains(_section))
            _lists.TryAdd(_section, []);
    }

    private Phrase PhraseOf(string line)
    {
        var (text, argument) = Halves(line);
        var marks = text[..text.TakeWhile(character => "!.~^?".Contains(character, StringComparison.Ordinal)).Count()];
        var strength = marks.Contains('!', StringComparison.Ordinal) ? Strength.Strong
            : marks.Contains('~', StringComparison.Ordinal) ? Strength.Hint
            : marks.Contains('.', StringComparison.Ordinal) ? Strength.Weak
            : _isStrong ? Strength.Strong
            : Strength.Clear;
        return new(
            _section, [.. Parts(text[marks.Length..])], strength, marks.Contains('^', StringComparison.Ordinal), _isDeed && !marks.Contains('?', StringComparison.Ordinal),
            _speakers, argument ?? _argument, _phrases.Count);
    }

    private IEnumerable<Part> Parts(string text)
    {
        var afterGap = false;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Pieces))
        {
            if (word == "..")
            {
                afterGap = true;
                continue;
            }

            yield return new(word == "{person}" ? null : [.. Choices(word, '|')], afterGap);
            afterGap = false;
        }
    }

    /// <summary>Chinese is written without blanks, so a group or a name may stand in the middle.</summary>
    private IEnumerable<string> Pieces(string text)
    {
        if (text.Contains('|', StringComparison.Ordinal))
            return [text];
        var ends = _groups.Keys.OrderByDescending(group => group.Length).Where(group => text.Contains(group, StringComparison.Ordinal)).ToArray();
        foreach (var group in ends)
            text = text.Replace(group, $" {group} ", StringComparison.Ordinal);
        return text.Replace("{", " {", StringComparison.Ordinal).Replace("}", "} ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private IEnumerable<string[]> Choices(string text, char separator) => text
        .Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany(choice => choice[0] switch
        {
            '@' => _groups[choice],
            '{' => [[choice]],
            _ => [[.. Term.Of(choice).Select(term => term.Word)]],
        })
        .OrderByDescending(words => words.Length);

    private static (string Head, string? Argument) Halves(string line) =>
        line.Split("=>", 2, StringSplitOptions.TrimEntries) is [var head, var argument] ? (head, argument) : (line.Trim(), null);
}
