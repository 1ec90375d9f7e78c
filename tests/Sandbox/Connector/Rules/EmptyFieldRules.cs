using System.Text.Json;

namespace CompetencyBot.Sandbox.Connector.Rules;

/// <summary>
/// What is empty is left out: in the activity itself and in the objects that the protocol defines. Cards, <c>value</c> and
/// <c>channelData</c> are data of the bot or the channel, and have their own rules.
/// </summary>
internal static class EmptyFieldRules
{
    private static readonly string[] Data = ["content", "value", "channelData"];

    /// <summary>An empty text and an empty speech have a meaning (A3000, A3030).</summary>
    private static readonly string[] MayBeEmpty = ["text", "speak"];

    public static IEnumerable<ProtocolFault> Check(JsonElement activity) => Fields(activity, "");

    private static IEnumerable<ProtocolFault> Fields(JsonElement parent, string path) =>
        parent.EnumerateObject().SelectMany(field => Field(field.Name, field.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}"));

    private static IEnumerable<ProtocolFault> Field(string name, JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Null => [new("null", $"{path} is null")],
        _ when Data.Contains(name) => [],
        JsonValueKind.String when value.ValueEquals("") && !MayBeEmpty.Contains(path) => [new("A2004", $"{path} is an empty string")],
        JsonValueKind.Array when value.GetArrayLength() == 0 => [new(RuleOf(path), $"{path} is an empty list")],
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Field(name, item, $"{path}[{index}]")),
        JsonValueKind.Object => Fields(value, path),
        _ => [],
    };

    private static string RuleOf(string path) => path switch
    {
        "entities" => "A2100",
        "attachments" => "A3050",
        _ => "empty list",
    };
}
