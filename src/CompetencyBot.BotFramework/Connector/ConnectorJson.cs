using System.Text.Json.Serialization;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.BotFramework.Connector;

/// <summary>Bodies of connector calls other than activities.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(NewConversation))]
[JsonSerializable(typeof(CreatedResponse))]
[JsonSerializable(typeof(MembersPage))]
internal sealed partial class ConnectorJson : JsonSerializerContext;

internal sealed record ResourceResponse(string? Id);

/// <param name="IsGroup">Always false: a bot cannot create a group chat.</param>
internal sealed record NewConversation(
    bool IsGroup, ChannelAccount Bot, IReadOnlyList<ChannelAccount> Members, string TenantId, TeamsChannelData ChannelData);

internal sealed record CreatedResponse(string? Id, string? ServiceUrl);

internal sealed record MembersPage(IReadOnlyList<ChannelAccount>? Members, string? ContinuationToken);
