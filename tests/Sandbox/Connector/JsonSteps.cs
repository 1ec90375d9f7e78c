using System.Text.Json;

namespace CompetencyBot.Sandbox.Connector;

/// <summary>Reads JSON of which nothing is known.</summary>
internal static class JsonSteps
{
    /// <param name="steps">Names of fields and places in lists.</param>
    /// <returns>Null when there is nothing, or when something on the way is of another kind.</returns>
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<object> steps)
    {
        JsonElement? here = element;
        foreach (var step in steps)
            here = (here, step) switch
            {
                ({ ValueKind: JsonValueKind.Object } at, string name) => at.TryGetProperty(name, out var field) ? field : null,
                ({ ValueKind: JsonValueKind.Array } at, int index) => index < at.GetArrayLength() ? at[index] : null,
                _ => null,
            };
        return here;
    }

    public static string? Text(this JsonElement? element) => element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static bool IsFilled(this JsonElement? element) => element.Text() is { Length: > 0 };

    /// <summary>Nothing when it is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();
}
