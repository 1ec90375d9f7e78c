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

/// <summary>Value of <see cref="InvokeNames.SignInVerifyState"/>.</summary>
public sealed record VerifyState
{
    /// <summary>As <see cref="State"/>: the person closed the window.</summary>
    public const string Cancelled = "CancelledByUser";

    /// <summary>What the last page of the sign-in gave to the client.</summary>
    public string? State { get; init; }

    public static VerifyState? Of(InboundActivity activity) => activity.ReadValue(InvokeJson.Default.VerifyState);

    /// <summary>Without the code, since a record is easily logged whole.</summary>
    public override string ToString() => "Verify state";
}

/// <summary>Value of <see cref="InvokeNames.FileConsent"/>.</summary>
public sealed record FileConsent
{
    public const string Accept = "accept";

    /// <summary><see cref="Accept"/> or <c>decline</c>.</summary>
    public string? Action { get; init; }

    /// <summary>What the bot gave with its offer, as the client sends it back.</summary>
    public JsonElement Context { get; init; }

    /// <summary>Where the file is to be put; null when the person declined.</summary>
    [JsonConverter(typeof(LenientObject<FileUploadInfo>))]
    public FileUploadInfo? UploadInfo { get; init; }

    /// <summary>A text of the context; null when it is missing or something else.</summary>
    public string? ContextText(string name) =>
        Context is { ValueKind: JsonValueKind.Object } context && context.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>Without the address to put the file to, which is a secret.</summary>
    public override string ToString() => $"File consent: {Action}";

    public static FileConsent? Of(InboundActivity activity) => activity.ReadValue(InvokeJson.Default.FileConsent);
}

/// <summary>Where a file is to be put that the person has agreed to.</summary>
public sealed record FileUploadInfo
{
    /// <summary>Where it will be seen.</summary>
    public string? ContentUrl { get; init; }

    /// <summary>To be put here; a secret.</summary>
    public string? UploadUrl { get; init; }

    public string? Name { get; init; }

    public string? UniqueId { get; init; }

    public string? FileType { get; init; }

    /// <summary>Without the address, since a record is easily logged whole.</summary>
    public override string ToString() => $"Upload of {Name}";
}
