using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.BotFramework.Turns;

/// <summary>One activity being handled, and the means to answer it.</summary>
public sealed class Turn(InboundActivity activity, ConnectorClient connector)
{
    private readonly List<OutboundActivity>? _buffered = activity.DeliveryMode == "expectReplies" ? [] : null;

    public InboundActivity Activity { get; } = activity;

    public ConversationReference Conversation { get; } = ConversationReference.Of(activity);

    /// <summary>Replies kept back because the sender asked for them in the HTTP answer (<c>expectReplies</c>, A3110-A3115).</summary>
    public IReadOnlyList<OutboundActivity>? BufferedReplies => _buffered;

    /// <summary>Sends into the conversation the activity came from; in a channel into the asking thread.</summary>
    public async Task<SendResult> ReplyAsync(OutboundActivity reply, CancellationToken cancellationToken)
    {
        if (_buffered is not null)
        {
            _buffered.Add(reply.AddressedTo(Conversation, Activity.Id));
            return new SendResult.Sent(null);
        }

        return await connector.ReplyAsync(Conversation, Activity.Id, reply, cancellationToken);
    }

    /// <summary>Replaces an earlier message of the bot in this conversation.</summary>
    public Task<SendResult> UpdateAsync(string activityId, OutboundActivity update, CancellationToken cancellationToken) =>
        connector.UpdateAsync(Conversation, activityId, update, cancellationToken);

    /// <summary>The sender as the roster knows them; null when the service does not know them (any more).</summary>
    public Task<ChannelAccount?> FindSenderAsync(CancellationToken cancellationToken) =>
        Activity.From?.Id is { Length: > 0 } id
            ? connector.FindMemberAsync(Conversation, id, cancellationToken)
            : Task.FromResult<ChannelAccount?>(null);
}
