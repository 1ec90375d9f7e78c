namespace CompetencyBot.Conversation.Understanding;

/// <summary>How much a phrase says by itself.</summary>
internal enum Strength
{
    /// <summary>Suggests its command; clear only when nothing else was said.</summary>
    Hint,

    /// <summary>Clear where nothing clearer is said.</summary>
    Weak,

    Clear,

    /// <summary>Frames a sentence, whatever else is in it.</summary>
    Strong,
}

/// <summary>A part of a phrase: one of several words or short sequences of words.</summary>
/// <param name="Alternatives">Longest first; null for the name of a person.</param>
/// <param name="AfterGap">Whether anything may stand between it and the part before.</param>
internal sealed record Part(string[][]? Alternatives, bool AfterGap);

/// <summary>Words by which a command is asked for, as a line of a file of phrases has them.</summary>
/// <param name="Command">Id of the command.</param>
/// <param name="OpensText">Whether only fillers may stand in front of it.</param>
/// <param name="IsDeed">Whether its command changes something by it, so that it must be ordered and not asked about.</param>
/// <param name="Speakers">Name of a list of words for those of whom its command speaks; it weighs more where one of them stands. Null for none.</param>
/// <param name="Argument">What to hand to the command, with the names of what was found in braces.</param>
/// <param name="Order">Place among all phrases, the last resort between equals.</param>
internal sealed record Phrase(string Command, Part[] Parts, Strength Strength, bool OpensText, bool IsDeed, string? Speakers, string Argument, int Order)
{
    /// <summary>Every word of it, also of its alternatives; names of kinds (in braces) are none.</summary>
    public IEnumerable<string> Words => Parts.SelectMany(part => part.Alternatives ?? []).SelectMany(words => words).Where(word => word[0] != '{');
}
