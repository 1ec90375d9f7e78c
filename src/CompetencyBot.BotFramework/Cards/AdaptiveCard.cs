using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.BotFramework.Cards;

/// <summary>An Adaptive Card, schema 1.5, which is the newest that Teams shows from bots.</summary>
public sealed record AdaptiveCard(IReadOnlyList<CardElement> Body, IReadOnlyList<CardAction>? Actions = null)
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    [JsonPropertyOrder(-3)]
    public string Type { get; } = "AdaptiveCard";

    [JsonPropertyName("$schema"), JsonPropertyOrder(-2)]
    public string Schema { get; } = "http://adaptivecards.io/schemas/adaptive-card.json";

    [JsonPropertyOrder(-1)]
    public string Version { get; } = "1.5";

    /// <summary>How the card renews itself for each reader; null = it stays as it is.</summary>
    public CardRefresh? Refresh { get; init; }

    /// <summary>Language tag, for screen readers.</summary>
    public string? Lang { get; init; }

    /// <summary>Shown by clients that cannot show the card.</summary>
    public string? FallbackText { get; init; }

    [JsonPropertyName("msteams")]
    public TeamsCardOptions? Teams { get; init; }

    /// <summary>Size as JSON in UTF-8.</summary>
    [JsonIgnore]
    public int Bytes => JsonSerializer.SerializeToUtf8Bytes(this, CardJson.Wire.AdaptiveCard).Length;

    public JsonElement ToJson() => JsonElement.Parse(JsonSerializer.SerializeToUtf8Bytes(this, CardJson.Wire.AdaptiveCard));

    /// <param name="summary">What a notification shows of it.</param>
    public OutboundActivity ToActivity(string summary) => ToActivity(ToJson(), summary);

    internal static OutboundActivity ToActivity(JsonElement card, string summary) => new()
    {
        Summary = summary,
        Attachments = [new OutboundAttachment(ContentType, card)],
    };
}

/// <summary>
/// Teams sends the action by itself when somebody looks at the card (universal actions, schema 1.4), and shows the answer to that person alone.
/// </summary>
/// <param name="Action">An <see cref="ExecuteAction"/>.</param>
/// <param name="UserIds">
/// For whom, as Teams knows them (<c>29:…</c>), at most <see cref="MostUsers"/>; null = everybody in a conversation that has no more members than that, and
/// nobody in a larger one.
/// </param>
public sealed record CardRefresh(CardAction Action, IReadOnlyList<string>? UserIds)
{
    public const int MostUsers = 60;
}

/// <param name="Width"><c>Full</c> uses the width of the chat.</param>
public sealed record TeamsCardOptions(string? Width);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextBlock), "TextBlock")]
[JsonDerivedType(typeof(Image), "Image")]
[JsonDerivedType(typeof(FactSet), "FactSet")]
[JsonDerivedType(typeof(Container), "Container")]
[JsonDerivedType(typeof(ColumnSet), "ColumnSet")]
[JsonDerivedType(typeof(ActionSet), "ActionSet")]
[JsonDerivedType(typeof(ChoiceSetInput), "Input.ChoiceSet")]
[JsonDerivedType(typeof(TextInput), "Input.Text")]
[JsonDerivedType(typeof(DateInput), "Input.Date")]
[JsonDerivedType(typeof(TimeInput), "Input.Time")]
[JsonDerivedType(typeof(NumberInput), "Input.Number")]
public abstract record CardElement
{
    public string? Id { get; init; }

    public string? Spacing { get; init; }

    public bool? Separator { get; init; }

    public bool? IsVisible { get; init; }
}

/// <param name="Text">May contain Teams' subset of Markdown; escape what people or files supply.</param>
public sealed record TextBlock(string Text) : CardElement
{
    public bool Wrap { get; } = true;

    public string? Size { get; init; }

    public string? Weight { get; init; }

    public string? Color { get; init; }

    public bool? IsSubtle { get; init; }

    /// <summary><c>heading</c> for screen readers.</summary>
    public string? Style { get; init; }

    public string? HorizontalAlignment { get; init; }
}

/// <summary>A picture, as wide as it is where there is room and else as wide as the card.</summary>
/// <param name="Url">Address that the client, or Teams for it, fetches; PNG, JPEG or GIF of at most 1024 by 1024 pixels.</param>
/// <param name="AltText">Read by screen readers, and shown where the picture cannot be fetched.</param>
public sealed record Image(string Url, string AltText) : CardElement
{
    /// <summary><c>auto</c> (the default), <c>stretch</c>, <c>small</c>, <c>medium</c> or <c>large</c>.</summary>
    public string? Size { get; init; }

    public CardAction? SelectAction { get; init; }
}

public sealed record FactSet(IReadOnlyList<Fact> Facts) : CardElement;

public sealed record Fact(string Title, string Value);

public sealed record Container(IReadOnlyList<CardElement> Items) : CardElement
{
    /// <summary><c>default</c>, <c>emphasis</c>, <c>good</c>, <c>attention</c>, <c>warning</c>, <c>accent</c>.</summary>
    public string? Style { get; init; }

    public bool? Bleed { get; init; }

    public CardAction? SelectAction { get; init; }
}

public sealed record ColumnSet(IReadOnlyList<Column> Columns) : CardElement
{
    public CardAction? SelectAction { get; init; }
}

public sealed record Column(IReadOnlyList<CardElement> Items)
{
    public string Type { get; } = "Column";

    /// <summary><c>auto</c>, <c>stretch</c> or a weight.</summary>
    public string? Width { get; init; }

    public string? VerticalContentAlignment { get; init; }
}

/// <summary>One choice of several; its value is added to the data of the button that is pressed, under <see cref="CardElement.Id"/>.</summary>
/// <param name="Label">Read by screen readers and shown above.</param>
public sealed record ChoiceSetInput(string Label, IReadOnlyList<Choice> Choices) : CardElement
{
    public string? Placeholder { get; init; }

    /// <summary>What is chosen at first; several with commas.</summary>
    public string? Value { get; init; }

    public bool? IsMultiSelect { get; init; }

    /// <summary><c>compact</c> (the default) or <c>expanded</c>.</summary>
    public string? Style { get; init; }

    /// <summary>Long choices of an expanded set go on in the next line instead of being cut (schema 1.2).</summary>
    public bool Wrap { get; init; } = true;

    public bool? IsRequired { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>A line of text.</summary>
/// <param name="Label">Read by screen readers and shown above.</param>
public sealed record TextInput(string Label) : CardElement
{
    public string? Placeholder { get; init; }

    public string? Value { get; init; }

    public int? MaxLength { get; init; }

    public bool? IsRequired { get; init; }

    /// <summary>Regular expression of what is taken; clients need not check it.</summary>
    public string? Regex { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>A day, as <c>yyyy-MM-dd</c>.</summary>
/// <param name="Label">Read by screen readers and shown above.</param>
public sealed record DateInput(string Label) : CardElement
{
    public string? Value { get; init; }

    public string? Min { get; init; }

    public string? Max { get; init; }

    public bool? IsRequired { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>A time of day, as <c>HH:mm</c>.</summary>
/// <param name="Label">Read by screen readers and shown above.</param>
public sealed record TimeInput(string Label) : CardElement
{
    public string? Value { get; init; }

    public bool? IsRequired { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>A number; clients send it as text or as a number.</summary>
/// <param name="Label">Read by screen readers and shown above.</param>
public sealed record NumberInput(string Label) : CardElement
{
    public decimal? Value { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public bool? IsRequired { get; init; }

    public string? ErrorMessage { get; init; }
}

public sealed record Choice(string Title, string Value);

public sealed record ActionSet(IReadOnlyList<CardAction> Actions) : CardElement;

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

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AdaptiveCard))]
internal sealed partial class CardJson : JsonSerializerContext
{
    /// <summary>As the wire has it: letters of every script stay as they are.</summary>
    public static CardJson Wire => field ??= new(
        new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
