using System.Text.Json.Serialization;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.Outbox;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OutboundActivity))]
internal sealed partial class OutboxJson : JsonSerializerContext;
