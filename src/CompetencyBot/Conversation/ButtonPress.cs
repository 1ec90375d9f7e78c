using System.Text.Json;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;

namespace CompetencyBot.Conversation;

/// <summary>A button that somebody pressed, whichever way the press arrives.</summary>
/// <param name="Data">All data of the button, inputs of the card included.</param>
public sealed record ButtonPress(string Verb, JsonElement Data)
{
    private const string Keep = "keep";

    /// <summary>Whether the card that was pressed stays and the answer is a message of its own.</summary>
    public bool KeepsCard =>
        Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(Keep, out var keep) && keep.ValueKind == JsonValueKind.True;

    /// <summary>Whether nobody pressed: the card refreshes itself in a client, which nothing may be written for.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>What the button says in place of the person, as typed; null for a button that says nothing.</summary>
    public string? Words => Verb == HelpCommand.SayVerb ? Text(HelpCommand.WordsInput) ?? "" : null;

    /// <summary>A text of the data; null when it is missing or something else.</summary>
    public string? Text(string name) =>
        Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(name, out var value) ? TextOrNull(value) : null;

    /// <summary>A button that leaves its card as it is, for cards that must not be lost such as a warning.</summary>
    public static ExecuteAction Keeping(ExecuteAction button)
    {
        ArgumentNullException.ThrowIfNull(button);
        var arguments = button.Arguments is null ? [] : (JsonObject)button.Arguments.DeepClone();
        arguments[Keep] = true;
        return button with { Arguments = arguments };
    }

    /// <summary><c>Action.Submit</c>: a message with the data as its value. Null for a message that somebody typed.</summary>
    public static ButtonPress? OfMessage(InboundActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.Value is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("verb", out var verb)
            ? new ButtonPress(TextOrNull(verb) ?? "", data)
            : null;
    }

    /// <summary><c>Action.Execute</c>. Null for anything else, of which <see cref="FaultOf"/> tells.</summary>
    public static ButtonPress? OfInvoke(InboundActivity activity) =>
        CardInvoke.Of(activity)?.Action is { Type: null or CardInvokeAction.Execute, Verb: { } verb } action
            ? new ButtonPress(verb, action.Data) { IsAutomatic = IsTriggered(activity) }
            : null;

    /// <summary>What is wrong with an invoke that is no press, with the codes of the Universal Actions for Adaptive Cards.</summary>
    public static InvokeResponse FaultOf(InboundActivity activity) => CardInvoke.Of(activity) switch
    {
        null => InvokeResponse.Error(400, "BadRequest", Texts.ButtonWithoutValue),
        { Action.Type: not (null or CardInvokeAction.Execute) } => InvokeResponse.Error(400, "NotSupported", Texts.ButtonNotSupported),
        _ => InvokeResponse.Error(400, "BadRequest", Texts.ButtonMalformed),
    };

    private static bool IsTriggered(InboundActivity activity) =>
        activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("trigger", out var trigger) && TextOrNull(trigger) == "automatic";

    private static string? TextOrNull(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;
}
