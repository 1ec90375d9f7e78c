using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation.Understanding;

namespace CompetencyBot.Conversation;

/// <summary>
/// The owner of everything that is no clear order. Offers what may be meant, a button each; where nothing was understood, the nearest examples of what can be asked.
/// </summary>
public sealed class UnknownWords(CommandWords commands, TypedWords typed)
{
    /// <summary>Of a card that asks back.</summary>
    private const int MostButtons = 5;

    private const int MostExamples = 3;

    /// <summary>In the order in which they help a newcomer.</summary>
    private static readonly (string Command, Func<string> Text)[] Examples =
    [
        ("progress", () => UnderstandingTexts.ExampleProgress),
        ("status", () => UnderstandingTexts.ExampleStatus),
        ("upgrade", () => UnderstandingTexts.ExampleUpgrade),
        ("whatif", () => UnderstandingTexts.ExampleWhatIf),
        ("renewal", () => UnderstandingTexts.ExampleRenewal),
        ("link", () => UnderstandingTexts.ExampleLink),
        ("who", () => UnderstandingTexts.ExampleWho),
        ("import", () => UnderstandingTexts.ExampleImport),
        ("weekly", () => UnderstandingTexts.ExampleWeekly),
        ("remind", () => UnderstandingTexts.ExampleRemind),
    ];

    /// <param name="text">As normalised; it is never repeated in the answer, since it may be anything.</param>
    public Reply Answer(string text, Understood understood, Viewer viewer, bool isPersonal)
    {
        ArgumentNullException.ThrowIfNull(understood);
        ArgumentNullException.ThrowIfNull(viewer);
        var usable = commands.UsableBy(viewer, isPersonal).ToArray();
        CommandInfo[] meant = [.. understood.DidYouMean.Select(typed.Named).OfType<CommandInfo>().Where(usable.Contains).Take(MostButtons)];
        return text switch
        {
            "" => Card(Texts.NothingSaid, [], HelpCard.Buttons(usable)),
            _ when meant.Length > 0 => AskBack(meant, understood),
            _ when IsPlanned(understood) => Card(Texts.NotYetPossible, [], HelpCard.Buttons(usable)),
            _ => Card(UnderstandingTexts.NotUnderstood, CardParts.Bullets(ExamplesFor(understood, usable, viewer)), HelpCard.Buttons(usable)),
        };
    }

    /// <summary>The button that says these words for whoever presses it.</summary>
    public static ExecuteAction Say(string title, string words) => new(title, HelpCommand.SayVerb, new JsonObject { [HelpCommand.WordsInput] = words });

    /// <summary>What people may have read about and will be able to ask for.</summary>
    private bool IsPlanned(Understood understood) =>
        understood.DidYouMean.Append(understood.Command).Any(id => id is not null && typed.Named(id) is null);

    private Reply AskBack(CommandInfo[] meant, Understood understood)
    {
        var about = understood.AsksAboutDeed ? UnderstandingTexts.NothingDone : UnderstandingTexts.DidYouMean;
        var lines = meant.Select(command => $"{command.Word}: {command.Help()}");
        return Card(about, CardParts.Bullets(lines), [.. meant.Select((command, place) => Say(command, place == 0 && !understood.AsksAboutDeed ? understood : null))]);
    }

    /// <param name="understood">What belongs to the command; null for the command alone.</param>
    private ExecuteAction Say(CommandInfo command, Understood? understood)
    {
        var about = understood?.Competency is { } id ? typed.NameOf(id) : null;
        var title = command.Button?.Invoke() ?? command.Word;
        return Say(about is null ? title : Language.Format(UnderstandingTexts.ButtonAbout, title, about), $"{command.Name} {understood?.Argument}".TrimEnd());
    }

    private static IEnumerable<string> ExamplesFor(Understood understood, CommandInfo[] usable, Viewer viewer)
    {
        var ids = usable.Select(CommandIds.Of).ToHashSet(StringComparer.Ordinal);
        return Examples
            .Where(example => ids.Contains(example.Command))
            .OrderBy(example => understood.Near.Contains(example.Command) ? 0 : example.Command == "who" && viewer.IsAdmin ? 1 : 2)
            .Take(MostExamples)
            .Select(example => example.Text());
    }

    private static Reply Card(string said, IEnumerable<CardElement> more, IReadOnlyList<CardAction> buttons) =>
        new(said, CardParts.Card([new TextBlock(said), .. more], said, buttons));
}
