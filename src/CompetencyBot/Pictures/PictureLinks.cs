using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Hosting;

namespace CompetencyBot.Pictures;

/// <summary>Pictures for cards, as elements that a card puts where it wants them.</summary>
public sealed class PictureLinks(PictureKey key, PublicAddress server, EditionSet editions, TimeProvider clock)
{
    /// <summary>Longer addresses are cut by some clients.</summary>
    private const int LongestAddress = 2000;

    /// <summary>The picture for whoever reads the answer to this request: dark for one reader who has asked for that, since no card knows its reader's theme.</summary>
    public Task<Image?> ForAsync(Picture picture, Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return ForAsync(picture with { Theme = request is { IsForOneReader: true, Viewer.DarkPictures: true } ? Theme.Dark : Theme.Light }, cancellationToken);
    }

    /// <summary>
    /// The picture in the current language, with words that say all it shows. Null where there is none, so that a card must be whole without: the bot has no
    /// public address, or there is nothing to draw, or more than can be read.
    /// </summary>
    public async Task<Image?> ForAsync(Picture picture, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (!picture.IsReadable || server.Find() is not { } address)
            return null;
        var signed = SignedPicture.Of(picture with { Language = Language.Tag }, clock.GetUtcNow(), await key.GetAsync(cancellationToken));
        var url = new Uri(address, signed.Path).AbsoluteUri;
        return url.Length > LongestAddress || signed.Data.Length > SignedPicture.LongestData ? null : new Image(url, PictureWords.Of(picture, editions));
    }
}
