using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompetencyBot.Tests.Robustness;

/// <summary>Breaks an activity: its structure, its values, or the bytes it is written in. The same chance breaks it the same way.</summary>
internal static class ActivityMutator
{
    // What no writer of JSON writes: halves of a surrogate pair. The marks are exchanged for them in the written text.
    private const string HighMark = "HIGH_SURROGATE";
    private const string LowMark = "LOW_SURROGATE";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Escaped = new();

    private static readonly string[] OddStrings =
    [
        "", " ", "\0", "a\0b", "\r\n", "\t", HighMark, $"a{LowMark}b", $"{LowMark}{HighMark}", "🙂", "👩‍👩‍👧‍👦", "\u202Eevil\u202C", "\u200B", "\uFEFF", "\uFFFF",
        ".", "..", "../..", "a/../b", "%2e%2e", "%00", "%", "a b", "?x=1", "#f", ";messageid=", ";messageid=1;messageid=2", "19:", "a:\\b", "null", "true",
        "0", "-1", "1e999", "NaN", "{}", "[]", "<at>", "<at></at>", "<at>CompetencyBot", "&#0;", "&#x110000;", "&amp;&amp;", "'; DROP TABLE People; --",
        "%s%n", "{0}", "{{", "${jndi}", "مرحبا", "שלום", "ไทย", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A", "İ", "ß", "ﷺ", "1601-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999-14:00",
        "2018-02-30T25:61:61", "message", "invoke", "installationUpdate", "add", "remove", "personal", "channel", "expectReplies", "adaptiveCard/action",
    ];

    private static readonly Func<Dice, byte[], byte[]>[] Wreckings =
    [
        (dice, body) => body[..dice.Next(body.Length)],
        (dice, body) => Flip(body, dice),
        (dice, body) => Insert(body, dice, 0xFF),
        (dice, body) => Insert(body, dice, 0xC3),
        (dice, body) => Insert(body, dice, 0x00),
        (_, body) => [0xEF, 0xBB, 0xBF, .. body],
        (_, body) => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)),
        (_, body) => [.. body, .. "}"u8],
        (_, body) => [.. body, .. body],
        (_, body) => [.. body, .. " \r\n\t"u8],
        (_, body) => [.. "["u8, .. body, .. "]"u8],
        (_, body) => [.. "{\"id\":1,\"text\":null,\"conversation\":[],"u8, .. body[1..]],
        (_, body) => [.. body[..^1], .. ",\"text\":\"again\",\"text\":{\"x\":1}}"u8],
        (_, body) => [.. body[..^1], .. ",\"value\":"u8, .. Nested("[", 40, "]"), .. "}"u8],
        (_, body) => [.. body[..^1], .. ",\"value\":"u8, .. Nested("{\"action\":", 5_000, "}"), .. "}"u8],
        (_, body) => [.. body[..^1], .. ",\"value\":1e999,\"big\":"u8, .. Encoding.ASCII.GetBytes(new string('9', 5_000)), .. "}"u8],
        (_, body) => [.. "/* */"u8, .. body],
        (_, body) => [.. body[..^1], .. ",}"u8],
        (_, _) => "null"u8.ToArray(),
        (_, _) => [],
        (dice, _) => Noise(dice),
        (_, body) => [.. body[..^1], .. ",\"text\":\""u8, .. Encoding.ASCII.GetBytes(new string('x', 300 * 1024)), .. "\"}"u8],
    ];

    /// <summary>Changes one to four places, and sometimes the bytes too.</summary>
    public static byte[] Mutate(JsonObject activity, Dice dice)
    {
        for (var left = dice.Next(1, 5); left > 0; left--)
            MutateOnce(activity, dice);
        var body = Write(activity, dice);
        return dice.Next(10) == 0 && body.Length > 2 ? Wreckings[dice.Next(Wreckings.Length)](dice, body) : body;
    }

    private static byte[] Write(JsonObject activity, Dice dice) => Encoding.UTF8.GetBytes(
        activity.ToJsonString(dice.Next(2) == 0 ? Plain : Escaped)
            .Replace(HighMark, @"\ud83d", StringComparison.Ordinal)
            .Replace(LowMark, @"\ude42", StringComparison.Ordinal));

    private static void MutateOnce(JsonObject activity, Dice dice)
    {
        var places = Places(activity).ToList();
        if (places.Count == 0)
            return;
        var (parent, name, index) = places[dice.Next(places.Count)];
        var value = name is null ? parent.AsArray()[index] : parent.AsObject()[name];
        switch (dice.Next(10))
        {
            case 0:
                Remove(parent, name, index);
                break;
            case 1:
                Add(parent, dice, value);
                break;
            case 2:
                var (from, other, at) = places[dice.Next(places.Count)];
                Set(parent, name, index, (other is null ? from.AsArray()[at] : from.AsObject()[other])?.DeepClone());
                break;
            default:
                Set(parent, name, index, Odd(value, dice));
                break;
        }
    }

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> Places(JsonNode node) => node switch
    {
        JsonObject fields => fields.SelectMany(field =>
            (field.Value is null ? [] : Places(field.Value)).Prepend((fields, field.Key, 0))),
        JsonArray items => items.SelectMany((item, index) =>
            (item is null ? [] : Places(item)).Prepend((items, null, index))),
        _ => [],
    };

    private static JsonNode? Odd(JsonNode? value, Dice dice) => dice.Next(14) switch
    {
        0 => null,
        1 => dice.Next(2) == 0,
        2 => dice.Next(-2, 3),
        3 => JsonNode.Parse("123456789012345678901234567890.5e-7"),
        4 => new JsonObject(),
        5 => new JsonArray(),
        6 => new JsonObject { [OddString(dice)] = value?.DeepClone() },
        7 => new JsonArray(value?.DeepClone(), null, 1, value?.DeepClone()),
        8 => new string('字', dice.Next(2) == 0 ? 1_001 : 33_000),
        9 => string.Concat(Enumerable.Repeat("🙂 <at>x</at> ", dice.Next(2) == 0 ? 30 : 5_000)),
        10 when value is JsonValue text && text.TryGetValue<string>(out var said) => said + OddString(dice),
        _ => OddString(dice),
    };

    private static string OddString(Dice dice) => OddStrings[dice.Next(OddStrings.Length)];

    private static void Remove(JsonNode parent, string? name, int index)
    {
        if (name is null)
            parent.AsArray().RemoveAt(index);
        else
            parent.AsObject().Remove(name);
    }

    private static void Add(JsonNode parent, Dice dice, JsonNode? value)
    {
        if (parent is JsonArray items)
            for (var times = dice.Next(2) == 0 ? 1 : 200; times > 0; times--)
                items.Add(value?.DeepClone());
        else
            parent[OddString(dice)] = value?.DeepClone();
    }

    private static void Set(JsonNode parent, string? name, int index, JsonNode? value)
    {
        if (name is null)
            parent.AsArray()[index] = value;
        else
            parent.AsObject()[name] = value;
    }

    private static byte[] Flip(byte[] body, Dice dice)
    {
        byte[] flipped = [.. body];
        for (var times = dice.Next(1, 4); times > 0; times--)
            flipped[dice.Next(flipped.Length)] ^= (byte)(1 << dice.Next(8));
        return flipped;
    }

    private static byte[] Insert(byte[] body, Dice dice, byte inserted)
    {
        var at = dice.Next(body.Length);
        return [.. body[..at], inserted, .. body[at..]];
    }

    private static byte[] Nested(string open, int times, string close) => Encoding.ASCII.GetBytes(
        string.Concat(Enumerable.Repeat(open, times)) + "1" + string.Concat(Enumerable.Repeat(close, times)));

    private static byte[] Noise(Dice dice)
    {
        var noise = new byte[dice.Next(1, 2_000)];
        dice.NextBytes(noise);
        return noise;
    }
}
