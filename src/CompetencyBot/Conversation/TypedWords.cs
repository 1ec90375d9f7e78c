using CompetencyBot.Conversation.Understanding;

namespace CompetencyBot.Conversation;

/// <summary>What somebody meant by a text.</summary>
/// <param name="Command">Null when the text orders nothing that there is.</param>
/// <param name="Argument">What is said beside the command, as normalised.</param>
/// <param name="IsPlain">Whether the words are those of a command, which go before the words of an open dialog; what was guessed goes behind them.</param>
/// <param name="Understood">What was made of a text that is not plainly a command.</param>
public sealed record Meant(CommandInfo? Command, string Argument, bool IsPlain, Understood Understood);

/// <summary>Turns a text into a command: by the words of the commands, which are never misunderstood, and else by all that people say for them.</summary>
public sealed class TypedWords(CommandWords words, CompetencyNames competencies, TextUnderstanding understanding)
{
    /// <summary>Commands whose words also begin sentences about something else: "hi, how far are we?", "status of messaging".</summary>
    private static readonly string[] AlsoOpensSentences = ["help", "status", "cancel", "back", "who", "import"];

    /// <summary>Commands that mean what stands here, so that with more words something else is meant: "cancel the weekly card".</summary>
    private static readonly string[] MeanThis = ["cancel", "back"];

    /// <param name="typed">As typed.</param>
    public Meant Read(string typed)
    {
        var text = Wording.Normalise(typed);
        var plain = words.FindByText(text);
        if (plain is var (whole, part) && (part.Length == 0 || whole.Parts.Contains(part)))
            return new(whole, part, IsPlain: true, Understood.Nothing);
        if (plain is null && competencies.IsName(text) && Named("progress") is { } progress)
            return new(progress, text, IsPlain: true, Understood.Nothing);

        var understood = understanding.Read(typed);
        var (guessed, said) = Guess(understood);
        if (plain is not var (command, argument))
            return new(guessed, said, IsPlain: false, understood);
        var id = CommandIds.Of(command);
        if (understood.AsksAboutDeed)
            return CommandIds.All.Contains(id) ? new(null, "", IsPlain: true, understood) : new(command, "", IsPlain: true, understood);
        if (guessed is null && MeanThis.Contains(id) && understood.DidYouMean.Count > 0)
            return new(null, "", IsPlain: true, understood);
        return guessed is not null && guessed != command && AlsoOpensSentences.Contains(id)
            ? new(guessed, said, IsPlain: true, understood)
            : new(command, understood.Command == id && SaysMore(argument, understood) ? understood.Argument : argument, IsPlain: true, understood);
    }

    /// <summary>What was understood, as its own words would order it: "remind" and "me" are those of another command than "remind" alone.</summary>
    private (CommandInfo? Command, string Argument) Guess(Understood understood) => Named(understood.Command) is not { } named
        ? (null, understood.Argument)
        : words.FindByText($"{named.Name} {understood.Argument}".TrimEnd()) is var (command, argument) ? (command, argument) : (named, understood.Argument);

    /// <param name="id">Of <see cref="CommandIds"/>.</param>
    /// <returns>Null for a command that this version does not have.</returns>
    public CommandInfo? Named(string? id) => words.All.FirstOrDefault(command => CommandIds.Of(command) == id);

    /// <param name="competencyId">Of the catalogue.</param>
    /// <returns>In the reader's language; null for one of an edition that is not followed.</returns>
    public string? NameOf(string competencyId) => competencies.All.FirstOrDefault(known => known.Competency.Id == competencyId)?.Title;

    /// <summary>What was understood is taken where the command would not find a name in the argument as it stands.</summary>
    private bool SaysMore(string argument, Understood understood) =>
        understood is { Command: "whatif", Argument.Length: > 0 } || (understood.Competency is not null && competencies.Find(argument).IsEmpty);
}
