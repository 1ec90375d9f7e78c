using CompetencyBot.BotFramework.Files;
using CompetencyBot.Conversation;

namespace CompetencyBot.Handouts;

/// <summary>Offers a file in the person's own chat: Teams takes one from a bot only after they have agreed, and then it is written anew.</summary>
public sealed class HandoutOffers(HandoutLink link, IServiceProvider services)
{
    /// <param name="handout">Whose audience was checked.</param>
    /// <param name="about">What it is about where there are several of its kind; null = there is one.</param>
    public async Task<Reply> OfferAsync(Handout handout, Viewer viewer, CancellationToken cancellationToken, string? about = null)
    {
        ArgumentNullException.ThrowIfNull(handout);
        ArgumentNullException.ThrowIfNull(viewer);
        var bytes = await handout.WriteAsync(services, viewer, about, cancellationToken);
        return new Reply(link.For(handout, viewer, about) is { } address ? Language.Format(HandoutTexts.Link, address) : HandoutTexts.Offered)
        {
            Offer = new FileOffer(handout.Name, handout.Description(), bytes.Length, handout.Context(about)),
        };
    }
}
