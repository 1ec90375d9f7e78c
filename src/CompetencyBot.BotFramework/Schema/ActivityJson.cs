using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompetencyBot.BotFramework.Schema;

/// <summary>How activities are read and written: camel case, null fields left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(LenientText)])]
[JsonSerializable(typeof(InboundActivity))]
[JsonSerializable(typeof(OutboundActivity))]
[JsonSerializable(typeof(ExpectedReplies))]
public sealed partial class ActivityJson : JsonSerializerContext
{
    /// <summary>
    /// Letters of every script stay one character. The default would write each Chinese one as six bytes, and the service counts the size
    /// of a message; the escaping it does is for JSON inside HTML, where an activity never is.
    /// </summary>
    public static ActivityJson Wire => field ??= new(
        new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>The HTTP answer to an activity with <c>deliveryMode: expectReplies</c> (A3110-A3115).</summary>
public sealed record ExpectedReplies(IReadOnlyList<OutboundActivity> Activities);
