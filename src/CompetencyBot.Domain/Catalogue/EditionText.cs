using System.Text.Json;

namespace CompetencyBot.Domain.Catalogue;

/// <summary>The text of an edition file, kept until it is read whole, to tell the line of whatever is wrong in it.</summary>
/// <param name="Name">Of the file, as the reader was told.</param>
/// <param name="Json">UTF-8, without a byte order mark.</param>
internal sealed record EditionText(string Name, ReadOnlyMemory<byte> Json)
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static EditionText Of(Stream file, string name)
    {
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        ReadOnlyMemory<byte> json = copy.ToArray();
        return new EditionText(name, json.Span.StartsWith(ByteOrderMark) ? json[ByteOrderMark.Length..] : json);
    }

    /// <summary>The line of a value, counted from 1; where it is missing, that of the value around it. The text is well-formed JSON.</summary>
    public int LineOf(string jsonPath)
    {
        var reader = new Utf8JsonReader(Json.Span);
        var around = new Stack<Container>();
        var start = 0L;
        while (reader.Read())
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    around.Peek().Member = reader.GetString();
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    around.Pop();
                    break;
                default:
                    var path = around.TryPeek(out var container) ? container.PathOfNext() : "$";
                    if (LeadsTo(path, jsonPath))
                        start = reader.TokenStartIndex;
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                        around.Push(new Container(path));
                    break;
            }

        return Json.Span[..(int)start].Count((byte)'\n') + 1;
    }

    private static bool LeadsTo(string path, string target) =>
        target.StartsWith(path, StringComparison.Ordinal) && (target.Length == path.Length || target[path.Length] is '.' or '[');

    /// <summary>An object or a list that the reader is in.</summary>
    private sealed class Container(string path)
    {
        private int _elements;

        /// <summary>Name of the value that comes next; null in a list.</summary>
        public string? Member { get; set; }

        public string PathOfNext() => Member is null ? $"{path}[{_elements++}]" : $"{path}.{Member}";
    }
}
