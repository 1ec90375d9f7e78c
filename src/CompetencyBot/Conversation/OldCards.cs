using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation.Understanding;

namespace CompetencyBot.Conversation;

/// <summary>
/// Buttons of cards that were sent by another version, or that speak of what is gone since. Such a card stays as it is, so that it can still be read; the
/// new one is offered below it.
/// </summary>
public sealed class OldCards(CommandWords commands, CompetencyNames competencies)
{
    /// <summary>What features were called before, as the parts of their verbs before the slash.</summary>
    private static readonly Dictionary<string, string> Former = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mystatus"] = "status",
        ["account"] = "link",
        ["accountlink"] = "link",
        ["competency"] = "progress",
        ["overview"] = "progress",
        ["options"] = "upgrade",
        ["whatif"] = "what if",
        ["warning"] = "renewal",
        ["risk"] = "renewal",
        ["settings"] = "admin",
        ["mydata"] = "my data",
    };

    /// <returns>What the button asks for; null for one that is out of date.</returns>
    public (CommandInfo Command, string Action)? Find(ButtonPress press)
    {
        ArgumentNullException.ThrowIfNull(press);
        return commands.FindByVerb(press.Verb) is { } found && !SpeaksOfGone(press) ? found : null;
    }

    /// <summary>Says that the card is older and offers the new one of its feature; where there is none that this person can use, what they can ask for.</summary>
    public Reply Answer(ButtonPress press, Viewer viewer, bool isPersonal)
    {
        ArgumentNullException.ThrowIfNull(press);
        var usable = commands.UsableBy(viewer, isPersonal).ToArray();
        var feature = press.Verb.Split('/')[0];
        var name = Former.GetValueOrDefault(feature, feature);
        var current = usable.FirstOrDefault(command => command.Actions.Contains("show") && command.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        var said = SpeaksOfGone(press) ? UnderstandingTexts.CardOfGoneCompetency : UnderstandingTexts.CardIsOlder;
        IReadOnlyList<CardAction> buttons = current is null ? HelpCard.Buttons(usable) : [new ExecuteAction(current.Button?.Invoke() ?? current.Word, current.ShowVerb)];
        return new Reply(said, CardParts.Card([new TextBlock(said)], said, buttons));
    }

    /// <summary>Whether it names a competency that is in none of the followed editions any more.</summary>
    private bool SpeaksOfGone(ButtonPress press) =>
        press.Text(CardParts.CompetencyInput) is { Length: > 0 } key
        && competencies.All is { IsEmpty: false } known
        && key.Split(' ')[0] is var named // a level may follow
        && known.All(each => each.Key != named && each.Competency.Id != named);
}
