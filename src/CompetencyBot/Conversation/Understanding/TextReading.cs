namespace CompetencyBot.Conversation.Understanding;

/// <summary>
/// Understands a text without a network and always the same way. Of all phrases that stand in it the best says the command: the strongest, among those the
/// one that explains most of the text. What changes something must be ordered: a question, a refusal or a supposition about it is only asked back.
/// </summary>
internal sealed class TextReading(NameBook names, PhraseBook book)
{
    private const int MostAlternatives = 5;

    /// <summary>Part of what is said that a hint must explain to be taken at its word where nothing else is hinted at, and nothing can come of a mistake.</summary>
    private const double EnoughOfAHint = 0.5;

    /// <summary>The same for a single word, which in a long text is there by chance.</summary>
    private const double EnoughOfAWord = 0.2;

    /// <summary>Weight of a single word, or of a Chinese one of two characters.</summary>
    private const int OneWord = 2;

    /// <summary>Terms of a text that is about a competency, though nothing else of it is understood.</summary>
    private const int MostAroundAName = 10;

    /// <param name="text">As typed.</param>
    public Understood Read(string? text)
    {
        var sentence = Sentence.Read(Wording.Written(text), names, book);
        var matcher = new PhraseMatcher(sentence.Terms, sentence.Fillers, list => sentence.Has(book.Speakers(list), []), book.Words);
        Match[] best = [.. book.Commands.Select(phrases => phrases.Select(matcher.Find).OfType<Match>().Min()).OfType<Match>().Order()];
        var understood = best is [var first, ..] ? Choose(sentence, best, first, Wording.IsCut(text)) : OfNames(sentence) with { Near = NearTo(sentence) };
        return understood with
        {
            Competency = sentence.Value(NameBook.Competency),
            Level = sentence.Value(NameBook.Level),
            Exam = sentence.Value(NameBook.Exam),
        };
    }

    private Understood Choose(Sentence sentence, Match[] best, Match first, bool isCut)
    {
        string[] ids = [.. best.Take(MostAlternatives).Select(match => match.Phrase.Command)];
        var isOrdered = !first.Phrase.IsDeed || (!isCut && IsOrder(sentence, first));
        var isClear = Covers(sentence, first) >= Needed(first.Phrase, first.Weight, isAlone: best.Length == 1);
        return new(isOrdered && isClear ? first.Phrase.Command : null, isOrdered && isClear ? [] : ids)
        {
            Argument = ArgumentOf(sentence, first),
            Person = first.Person.Equals(default) ? null : sentence.NameAt(first.Person),
            AsksAboutDeed = !isOrdered,
        };
    }

    /// <summary>Only names are understood: a competency is looked at, unless it is lost in a long text; for anything else there are several ways.</summary>
    private static Understood OfNames(Sentence sentence) =>
        sentence.Value(NameBook.Competency) is { } competency
            ? sentence.Fillers.Count(isFiller => !isFiller) <= MostAroundAName ? new("progress", []) { Argument = Words(competency) } : new(null, ["progress"])
            : sentence.Value(NameBook.Exam) is not null ? new(null, ["status", "who", "upgrade"])
            : sentence.Value(NameBook.Level) is not null ? new(null, ["progress", "upgrade"])
            : Understood.Nothing;

    /// <summary>Nothing but politeness before it, and neither a question nor a refusal around it.</summary>
    private bool IsOrder(Sentence sentence, Match match)
    {
        var polite = sentence.PlacesOf(book.Requests);
        return Enumerable.Range(0, match.Start).All(place => sentence.Fillers[place])
            && !sentence.Has(book.Questions, [.. match.Covered, .. polite])
            && !sentence.Has(book.Negations, match.Covered)
            && (!sentence.EndsAsQuestion || polite.Count > 0);
    }

    /// <returns>Which part of what is said a phrase must explain to be taken at its word.</returns>
    private static double Needed(Phrase phrase, int weight, bool isAlone) => phrase.Strength switch
    {
        _ when phrase is { IsDeed: true, Command: "language" } => 1, // people speak of languages in many sentences
        Strength.Hint => phrase.IsDeed || !isAlone ? 1 : EnoughOfAHint,
        Strength.Strong => 0,
        _ => weight > OneWord ? 0 : EnoughOfAWord,
    };

    /// <returns>Which part of what is said, fillers and names aside, the phrase explains: 1 = all of it.</returns>
    private static double Covers(Sentence sentence, Match match)
    {
        int[] said = [.. Enumerable.Range(0, sentence.Terms.Count).Where(place => match.Covered.Contains(place) || !(sentence.Fillers[place] || sentence.Terms[place].IsName))];
        return (double)match.Covered.Length / said.Length;
    }

    /// <summary>The commands with whose phrases the text shares the most words.</summary>
    private string[] NearTo(Sentence sentence)
    {
        var said = sentence.Terms.Where((term, place) => !sentence.Fillers[place] && !term.IsCharacter).Select(term => term.Word).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. book.Commands
                .Select(phrases => (Command: phrases.Key, Shared: phrases.SelectMany(phrase => phrase.Words).Where(said.Contains).Distinct().Count()))
                .Where(command => command.Shared > 0)
                .OrderByDescending(command => command.Shared)
                .Select(command => command.Command),
        ];
    }

    private static string ArgumentOf(Sentence sentence, Match match)
    {
        var argument = match.Phrase.Argument
            .Replace("{rest}", Text(sentence, match.Opening, sentence.Terms.Count), StringComparison.Ordinal)
            .Replace("{after}", Text(sentence, match.End, sentence.Terms.Count), StringComparison.Ordinal)
            .Replace("{text}", Wording.Normalise(sentence.Written), StringComparison.Ordinal)
            .Replace("{person}", PersonIn(sentence, match), StringComparison.Ordinal);
        foreach (var kind in (string[])[NameBook.Competency, NameBook.Level, NameBook.Exam])
            argument = argument.Replace(kind, Words(sentence.Value(kind)), StringComparison.Ordinal);
        return string.Join(' ', argument.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string PersonIn(Sentence sentence, Match match) =>
        Wording.Normalise(sentence.NameAt(match.Person)) is { Length: > 0 } name ? name : Text(sentence, match.Person.Start.Value, match.Person.End.Value);

    private static string Text(Sentence sentence, int start, int end) =>
        start < end ? Wording.Normalise(sentence.Written[sentence.Terms[start].Start..sentence.Terms[end - 1].End]) : "";

    // Solutions Partner is the only level of its programme, and no command asks for it by name.
    private static string Words(string? value) => value == "solutions-partner" ? "" : Wording.Normalise(value);
}
