using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.BotFramework.Turns;

/// <summary>One activity being handled, and the means to answer it.</summary>
/// <param name="answerBy">Until then sending is tried again when it fails for a reason that may pass.</param>
public sealed class Turn(InboundActivity activity, IConnector connector, DateTimeOffset answerBy)
{
    private readonly List<OutboundActivity>? _buffered = activity.DeliveryMode == "expectReplies" ? [] : null;
    private readonly Lock _order = new();
    private bool _answered;

    public InboundActivity Activity { get; } = activity;

    public ConversationReference Conversation { get; } = ConversationReference.Of(activity);

    /// <summary>What answered, for telemetry: a name from a fixed list; null = nothing that has one.</summary>
    public string? Command { get; set; }

    /// <summary>For telemetry.</summary>
    public TurnOutcome Outcome { get; set; }

    /// <summary>Replies kept back because the sender asked for them in the HTTP answer (<c>expectReplies</c>, A3110-A3115).</summary>
    public IReadOnlyList<OutboundActivity>? BufferedReplies => _buffered;

    /// <summary>Sends into the conversation the activity came from; in a channel into the asking thread.</summary>
    public Task<SendResult> ReplyAsync(OutboundActivity reply, CancellationToken cancellationToken)
    {
        var addressed = Addressed(reply);
        if (_buffered is not null)
        {
            _buffered.Add(addressed.AddressedTo(Conversation));
            return Task.FromResult<SendResult>(new SendResult.Sent(null));
        }

        lock (_order)
        {
            _answered = true;
            return connector.SendAsync(Conversation, addressed, answerBy, cancellationToken);
        }
    }

    /// <summary>The reply as it is sent: as the answer to this turn's activity.</summary>
    public OutboundActivity Addressed(OutboundActivity reply) => reply with { ReplyToId = Activity.Id };

    /// <summary>Shows that an answer is being written; nothing happens once there is one, or where replies are not sent but returned.</summary>
    /// <returns>False when there is nothing left to announce.</returns>
    public async Task<bool> ShowTypingAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        Task sending;
        lock (_order) // an answer that is begun later waits behind the typing, never before it
        {
            if (_answered || _buffered is not null)
                return false;
            sending = connector.SendAsync(Conversation, OutboundActivity.Typing, retryUntil: now, cancellationToken);
        }

        await sending;
        return true;
    }

    /// <summary>
    /// Replaces an earlier message of the bot in this conversation. Where replies are returned and not sent nothing can be replaced
    /// (<see cref="SendResult.MessageGone"/>): a new message takes its place.
    /// </summary>
    public Task<SendResult> UpdateAsync(string activityId, OutboundActivity update, CancellationToken cancellationToken)
    {
        if (_buffered is not null)
            return Task.FromResult<SendResult>(new SendResult.MessageGone("Replies are returned, not sent."));
        lock (_order)
        {
            _answered = true;
            return connector.UpdateAsync(Conversation, activityId, update, answerBy, cancellationToken);
        }
    }

    /// <summary>The sender as the roster knows them; null when the service does not know them (any more).</summary>
    /// <exception cref="ConnectorException">The service could not say.</exception>
    public Task<ChannelAccount?> FindSenderAsync(CancellationToken cancellationToken) =>
        Activity.From?.Id is { Length: > 0 } id
            ? connector.FindMemberAsync(Conversation, id, answerBy, cancellationToken)
            : Task.FromResult<ChannelAccount?>(null);

    /// <summary>Who is in the conversation, page after page as the caller reads on.</summary>
    /// <exception cref="ConnectorException">A page could not be had.</exception>
    public IAsyncEnumerable<ChannelAccount> GetMembersAsync(CancellationToken cancellationToken) =>
        connector.GetMembersAsync(Conversation, cancellationToken);
}
