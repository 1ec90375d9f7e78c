using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompetencyBot.BotFramework.Schema;

/// <summary>
/// Value of <see cref="InvokeNames.AdaptiveCardAction"/>: <c>{ "action": { "type", "verb", "data" } }</c>.
/// </summary>
public sealed record CardInvoke
{
    [JsonConverter(typeof(LenientObject<CardInvokeAction>))]
    public CardInvokeAction? Action { get; init; }

    public static CardInvoke? Of(InboundActivity activity) => activity.ReadValue(InvokeJson.Default.CardInvoke);
}

public sealed record CardInvokeAction
{
    public const string Execute = "Action.Execute";

    public string? Type { get; init; }

    public string? Verb { get; init; }

    /// <summary>All data of the button, inputs of the card included.</summary>
    public JsonElement Data { get; init; }
}

/// <summary>Value of <see cref="InvokeNames.SignInTokenExchange"/>.</summary>
public sealed record TokenExchange
{
    public string? Id { get; init; }

    public string? ConnectionName { get; init; }

    public string? Token { get; init; }

    public static TokenExchange? Of(InboundActivity activity) => activity.ReadValue(InvokeJson.Default.TokenExchange);

    /// <summary>Without the token, since a record is easily logged whole.</summary>
    public override string ToString() => $"Token exchange {Id} for {ConnectionName}";
}

/// <summary>Value of <see cref="InvokeNames.SignInFailure"/>. Its message, which may name the person, is not read.</summary>
public sealed record SignInFailure
{
    public string? Code { get; init; }

    public static SignInFailure? Of(InboundActivity activity) => activity.ReadValue(InvokeJson.Default.SignInFailure);
}

/// <summary>Value of <see cref="InvokeNames.FileConsent"/>.</summary>
public sealed record FileConsent
{
    /// <summary><c>accept</c> or <c>decline</c>.</summary>
    public string? Action { get; init; }

    public static FileConsent? Of(InboundActivity activity) => activity.ReadValue(InvokeJson.Default.FileConsent);
}
