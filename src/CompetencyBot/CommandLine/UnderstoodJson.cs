using System.Text.Json;
using System.Text.Json.Serialization;
using CompetencyBot.Conversation.Understanding;

namespace CompetencyBot.CommandLine;

/// <summary>What was understood as scripts read it, in one line; the names and the order of the members are a contract.</summary>
internal sealed record UnderstoodJson(string? Command, string? Competency, string? Level, string? Exam, string? Person, IReadOnlyList<string> DidYouMean)
{
    public static string Write(Understood understood) => JsonSerializer.Serialize(
        new(understood.Command, understood.Competency, understood.Level, understood.Exam, understood.Person, understood.DidYouMean),
        UnderstoodJsonContext.Default.UnderstoodJson);

    /// <summary>The same for a person, for example <c>progress, competency data-platform</c>.</summary>
    public static string Words(Understood understood)
    {
        (string Name, string? Value)[] found =
        [
            ("competency", understood.Competency), ("level", understood.Level), ("exam", understood.Exam), ("person", understood.Person),
        ];
        var command = understood switch
        {
            { Command: { } sure } => sure,
            { DidYouMean: [_, ..] perhaps } => $"not clear: {string.Join(" or ", perhaps)}?",
            _ => "not understood",
        };
        return string.Join(", ", found.Where(each => each.Value is not null).Select(each => $"{each.Name} {each.Value}").Prepend(command));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UnderstoodJson))]
internal sealed partial class UnderstoodJsonContext : JsonSerializerContext;
