using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CompetencyBot.BotFramework.Cards;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExecuteAction), "Action.Execute")]
[JsonDerivedType(typeof(SubmitAction), "Action.Submit")]
[JsonDerivedType(typeof(OpenUrlAction), "Action.OpenUrl")]
[JsonDerivedType(typeof(ToggleVisibilityAction), "Action.ToggleVisibility")]
public abstract record CardAction(string Title)
{
    public string? Tooltip { get; init; }
}

/// <summary>
/// A universal action (schema 1.4) with an <c>Action.Submit</c> as its fallback for older clients. Both carry the same data, so that the
/// bot finds <c>verb</c> in the data whichever way the press arrives.
/// </summary>
/// <param name="Verb"><c>feature/what</c>, for example <c>progress/show</c>.</param>
/// <param name="Arguments">Further data of the button.</param>
public sealed record ExecuteAction(string Title, string Verb, [property: JsonIgnore] JsonObject? Arguments = null) : CardAction(Title)
{
    public JsonObject Data => WithVerb();

    /// <summary><c>none</c> (schema 1.3): the button works whatever was filled in on the card, and sends nothing of it.</summary>
    public string? AssociatedInputs { get; init; }

    public CardAction Fallback => new SubmitAction(Title, WithVerb()) { AssociatedInputs = AssociatedInputs };

    private JsonObject WithVerb()
    {
        var data = Arguments is null ? [] : (JsonObject)Arguments.DeepClone();
        data["verb"] = Verb;
        return data;
    }
}

public sealed record SubmitAction(string Title, JsonObject Data) : CardAction(Title)
{
    public string? AssociatedInputs { get; init; }
}

public sealed record OpenUrlAction(string Title, string Url) : CardAction(Title);

public sealed record ToggleVisibilityAction(string Title, IReadOnlyList<string> TargetElements) : CardAction(Title);
