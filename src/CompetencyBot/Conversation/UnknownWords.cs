using CompetencyBot.BotFramework.Cards;

namespace CompetencyBot.Conversation;

/// <summary>The owner of everything that is no command: says what was not understood, what may have been meant, and what can be asked.</summary>
public sealed class UnknownWords(CommandWords commands)
{
    /// <summary>What people may have read about and will be able to ask for.</summary>
    private static readonly string[] Planned = ["my data", "add people"];

    /// <param name="text">As normalised; it is never repeated in the answer, since it may be anything.</param>
    public Reply Answer(string text, Viewer viewer, bool isPersonal)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(viewer);
        var said = Said(text, viewer);
        return new Reply(said, CardParts.Card([new TextBlock(said)], said, HelpCard.Buttons(commands.UsableBy(viewer, isPersonal))));
    }

    private string Said(string text, Viewer viewer) => text switch
    {
        "" => Texts.NothingSaid,
        _ when Planned.Any(word => text == word || text.StartsWith(word + " ", StringComparison.Ordinal)) => Texts.NotYetPossible,
        _ when commands.Nearest(text) is { } near && viewer.MayUse(near.ShownTo) => Language.Format(Texts.DidYouMean, near.Name),
        _ => Texts.NotUnderstood,
    };
}
