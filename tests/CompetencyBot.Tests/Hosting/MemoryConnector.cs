using System.Collections.Concurrent;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.Tests.Hosting;

/// <summary>What the bot asked of the connector: to send, or (with the id of a message) to replace.</summary>
internal sealed record Delivered(string ConversationId, OutboundActivity Activity, string? Replaces, string GivenId);

/// <summary>A connector without a wire: what is sent is kept, and who is there is told.</summary>
internal sealed class MemoryConnector : IConnector
{
    private readonly ConcurrentQueue<Delivered> _delivered = new();
    private readonly ConcurrentDictionary<string, ChannelAccount> _roster = new();

    public IReadOnlyList<Delivered> Delivered => [.. _delivered];

    public void AddMember(ChannelAccount member) => _roster[member.Id!] = member;

    public Task<SendResult> SendAsync(
        ConversationReference conversation, OutboundActivity activity, DateTimeOffset? retryUntil, CancellationToken cancellationToken) =>
        Task.FromResult<SendResult>(Keep(conversation, activity, replaces: null));

    public Task<SendResult> UpdateAsync(
        ConversationReference conversation,
        string activityId,
        OutboundActivity update,
        DateTimeOffset? retryUntil,
        CancellationToken cancellationToken) => Task.FromResult<SendResult>(Keep(conversation, update, activityId));

    public Task<CreatedConversation> CreateConversationAsync(
        string serviceUrl, string tenantId, string botId, string memberId, CancellationToken cancellationToken) =>
        Task.FromResult(new CreatedConversation(
            new SendResult.Sent(null), new ConversationReference(serviceUrl, $"a:{memberId}", tenantId, botId)));

    public Task<ChannelAccount?> FindMemberAsync(
        ConversationReference conversation, string memberId, DateTimeOffset? retryUntil, CancellationToken cancellationToken) =>
        Task.FromResult(_roster.GetValueOrDefault(memberId));

    public IAsyncEnumerable<ChannelAccount> GetMembersAsync(ConversationReference conversation, CancellationToken cancellationToken) =>
        _roster.Values.ToAsyncEnumerable();

    private SendResult.Sent Keep(ConversationReference conversation, OutboundActivity activity, string? replaces)
    {
        var id = replaces ?? $"m:{_delivered.Count}";
        _delivered.Enqueue(new Delivered(conversation.ConversationId, activity, replaces, id));
        return new SendResult.Sent(id);
    }
}
