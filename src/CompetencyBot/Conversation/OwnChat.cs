using System.Globalization;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Outbox;

namespace CompetencyBot.Conversation;

/// <summary>What is answered in the asking person's own chat only.</summary>
/// <param name="Command">Name of the command, which has the action <see cref="OwnChat.Action"/>.</param>
/// <param name="Asked">What the person asked for, as they could type it.</param>
/// <param name="Why">Why not here.</param>
/// <param name="GoOn">The button that asks for it there; its data come along.</param>
public sealed record OwnChatOffer(string Command, string Asked, string Title, string Why, ExecuteAction GoOn);

/// <summary>Leads from a channel or group into the asking person's own chat.</summary>
public sealed class OwnChat(OutboxWriter outbox, TimeProvider clock)
{
    /// <summary>Part of the verb of the button by which somebody asks to go on there.</summary>
    public const string Action = "personal";

    public async Task<Reply> AnswerAsync(Request request, OwnChatOffer offer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(offer);
        if (request.Action != Action)
            return new Reply(offer.Title, CardParts.Card(
                [CardParts.Heading(offer.Title), new TextBlock(offer.Why)],
                offer.Title,
                new ExecuteAction(OwnChatTexts.ButtonGoOn, $"{offer.Command}/{Action}", offer.GoOn.Arguments)));
        if ((request.Viewer.WorkAddress ?? request.Viewer.ObjectId) is not { } recipient)
            return new Reply(Texts.StatusUnknownPerson);

        // Pressed twice within a minute it is one wish.
        var minute = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
        var text = Language.Format(OwnChatTexts.Here, offer.Asked);
        var card = CardParts.Card([new TextBlock(text)], text, offer.GoOn);
        await outbox.AddAsync(
            $"own-chat|{offer.Asked}|{recipient.ToLowerInvariant()}|{minute}", recipient, ReplyPages.Of(new Reply(text, card)), cancellationToken);
        return new Reply(OwnChatTexts.Sent);
    }
}
