using System.Text.Json;

namespace CompetencyBot.Sandbox.Connector.Rules;

/// <summary>A new conversation: a bot can ask for a 1:1 chat only, and the service must be told the tenant in both places.</summary>
internal static class CreateRules
{
    public static IEnumerable<ProtocolFault> Check(JsonElement body)
    {
        if (!body.At("bot", "id").IsFilled())
            yield return new("create", "bot.id is missing");
        if (body.At("isGroup") is not { ValueKind: JsonValueKind.False })
            yield return new("create", "isGroup is not false: a bot cannot create a group chat");
        if (body.At("members").Items().Count() != 1 || !body.At("members", 0, "id").IsFilled())
            yield return new("create", "members does not name exactly one member");
        if (!body.At("tenantId").IsFilled())
            yield return new("create", "tenantId is missing");
        if (!body.At("channelData", "tenant", "id").IsFilled())
            yield return new("create", "channelData.tenant.id is missing");
        else if (body.At("channelData", "tenant", "id").Text() != body.At("tenantId").Text())
            yield return new("create", "tenantId and channelData.tenant.id are not the same");
    }
}
