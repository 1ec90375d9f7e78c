using CompetencyBot.BotFramework.Cards;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.Conversation;

/// <summary>An answer as messages that Teams takes: one, or several when it is too large, each but the last saying that more follows.</summary>
public static class ReplyPages
{
    public static IReadOnlyList<OutboundActivity> Of(Reply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        IReadOnlyList<OutboundActivity> said = reply.Card is { } card
            ? CardPages.Messages(card, Short(reply.Text), Note)
            : [.. TextPages.Of(reply.Text, CardPages.MostBytes).Select(OutboundActivity.Message)];
        return reply.Offer is { } file ? [.. said, file.ToActivity()] : said;
    }

    /// <summary>For a card that can be replaced by one card only: that one, and what is to be sent below it.</summary>
    public static (AdaptiveCard First, IReadOnlyList<OutboundActivity> More) InPlace(AdaptiveCard card, string summary)
    {
        var pages = CardPages.Of(card, Note);
        return (pages[0], [.. pages.Skip(1).Select(page => page.ToActivity(Short(summary)))]);
    }

    /// <summary>For a card that one person sees among others: what does not fit is left out, since a message below it would be read by all.</summary>
    public static AdaptiveCard Alone(AdaptiveCard card) => CardPages.First(card, OwnChatTexts.MoreInOwnChat);

    private static string Note(int page, int of) => Language.Format(Texts.GoesOnBelow, page, of);

    /// <summary>A notification shows a line or two.</summary>
    private static string Short(string summary) => TextPages.Of(summary, 1_000)[0];
}
