using CompetencyBot.BotFramework.Cards;

namespace CompetencyBot.Conversation;

/// <summary>The owner of everything that is no command: says what was not understood, what may have been meant, and what can be asked.</summary>
public sealed class UnknownWords(CommandWords commands)
{
    /// <param name="text">As normalised; it is never repeated in the answer, since it may be anything.</param>
    public Reply Answer(string text, Viewer viewer, bool isPersonal)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(viewer);
        var said = text.Length == 0
            ? Texts.NothingSaid
            : commands.Nearest(text) is { } near && viewer.MayUse(near.Audience)
                ? Language.Format(Texts.DidYouMean, near.Name)
                : Texts.NotUnderstood;
        return new Reply(said, new AdaptiveCard([new TextBlock(said)], HelpCard.Buttons(commands.UsableBy(viewer, isPersonal)))
        {
            Lang = Language.Code,
            FallbackText = said,
        });
    }
}
