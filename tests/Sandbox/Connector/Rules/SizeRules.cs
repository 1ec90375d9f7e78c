using System.Text;

namespace CompetencyBot.Sandbox.Connector.Rules;

/// <summary>
/// Sizes as the page "Format your bot messages" has them. Teams does not count images in base64; here they count, as the bot sends none.
/// </summary>
internal static class SizeRules
{
    /// <summary>Bytes of the message in UTF-16, mentions and cards included.</summary>
    public const int MaxMessage = 100 * 1024;

    /// <summary>Bytes of a card in UTF-8: more is not refused by Teams everywhere, but by some of its clients.</summary>
    public const int MaxCard = 25 * 1024;

    public static IEnumerable<ProtocolFault> Check(ConnectorRequest request)
    {
        var size = Encoding.UTF8.GetCharCount(request.Bytes) * sizeof(char);
        if (size > MaxMessage)
            yield return new("message size", $"{size} bytes as UTF-16, at most {MaxMessage} are taken") { Status = 413 };
    }
}
