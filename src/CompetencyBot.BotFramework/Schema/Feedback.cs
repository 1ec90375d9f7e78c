using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompetencyBot.BotFramework.Schema;

/// <summary>What somebody thinks of a message (<see cref="InvokeNames.MessageSubmitAction"/> with the action name <c>feedback</c>).</summary>
/// <param name="Reaction"><c>like</c> or <c>dislike</c>.</param>
/// <param name="Text">What they wrote beside it; null when nothing.</param>
public sealed record Feedback(string Reaction, string? Text)
{
    /// <returns>Null for another action, and without a reaction.</returns>
    public static Feedback? Of(InboundActivity activity) =>
        activity.ReadValue(InvokeJson.Default.SubmittedAction) is { ActionName: "feedback", ActionValue: { Reaction: { Length: > 0 } reaction } value }
            ? new Feedback(reaction, TextIn(value.Feedback))
            : null;

    /// <param name="form">JSON in a text: <c>{ "feedbackText": … }</c>.</param>
    private static string? TextIn(string? form)
    {
        try
        {
            var text = form is null ? null : JsonSerializer.Deserialize(form, InvokeJson.Default.FeedbackForm)?.FeedbackText;
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }
        catch (JsonException)
        {
            return null; // a form of another kind; the reaction counts all the same
        }
    }
}

internal sealed record SubmittedAction
{
    public string? ActionName { get; init; }

    [JsonConverter(typeof(LenientObject<FeedbackValue>))]
    public FeedbackValue? ActionValue { get; init; }
}

internal sealed record FeedbackValue
{
    public string? Reaction { get; init; }

    public string? Feedback { get; init; }
}

internal sealed record FeedbackForm
{
    public string? FeedbackText { get; init; }
}
