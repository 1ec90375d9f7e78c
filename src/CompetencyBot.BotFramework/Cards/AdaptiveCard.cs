using System.Text.Encodings.Web;
using System.Text.Json;
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

public sealed record ActionSet(IReadOnlyList<CardAction> Actions) : CardElement;

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
