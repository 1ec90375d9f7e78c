namespace CompetencyBot.Conversation.Understanding;

/// <summary>A phrase that was found in a text.</summary>
/// <param name="Covered">Places of the terms that it covers, a person's name included.</param>
/// <param name="Person">Places of the terms of a person's name; empty for none.</param>
/// <param name="Weight">How much of the text it explains: two for a word or a name, one for a Chinese character.</param>
internal sealed record Match(Phrase Phrase, int[] Covered, Range Person, int Weight) : IComparable<Match>
{
    /// <summary>Behind the first part of the phrase.</summary>
    public int Opening { get; init; }

    public int Start => Covered[0];

    public int End => Covered[^1] + 1;

    /// <summary>The better match comes first: the stronger, then the one that explains more, then the one that begins earlier.</summary>
    public int CompareTo(Match? other) =>
        other is null ? -1 : (-(int)Phrase.Strength, -Weight, Start, Phrase.Order).CompareTo((-(int)other.Phrase.Strength, -other.Weight, other.Start, other.Phrase.Order));
}
