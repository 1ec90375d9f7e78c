using System.Net;
using System.Text.RegularExpressions;

namespace CompetencyBot.BotFramework.Schema;

/// <summary>
/// Reads what a person said to the bot. In channels and group chats the text holds mentions as <c>&lt;at&gt;Name&lt;/at&gt;</c>, and an
/// entity of type <c>mention</c> says whom each one means.
/// </summary>
public static partial class Mentions
{
    /// <summary>
    /// The text without the mentions of the bot. Other mentions are kept as plain names; HTML entities and no-break spaces are decoded.
    /// </summary>
    /// <returns>Trimmed; empty when nothing else was said.</returns>
    public static string Remove(InboundActivity activity)
    {
        var names = NamesOfTheBot(activity);
        var text = Mention().Replace(activity.Text ?? "", mention =>
            names.Contains(Plain(mention.Groups["name"].Value)) ? " " : mention.Groups["name"].Value);
        return Blanks().Replace(Plain(text), " ");
    }

    /// <summary>
    /// As the mention entities for the recipient call it, in their own text and in their name; and as the recipient is called.
    /// </summary>
    private static HashSet<string> NamesOfTheBot(InboundActivity activity)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (activity.Recipient is not { } bot)
            return names;
        var ofBot = (activity.Entities ?? []).Where(e => e.Type == "mention" && e.Mentioned?.Id is { Length: > 0 } id && id == bot.Id);
        var called = ofBot.SelectMany(e => new[] { Mention().Match(e.Text ?? "").Groups["name"].Value, e.Mentioned!.Name });
        foreach (var name in called.Append(bot.Name))
            if (!string.IsNullOrWhiteSpace(name))
                names.Add(Plain(name));
        return names;
    }

    private static string Plain(string text) => WebUtility.HtmlDecode(text).Replace('\u00A0', ' ').Trim();

    [GeneratedRegex(
        "<at(?: [^<>]*)?>(?<name>[^<]*)</at>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Mention();

    [GeneratedRegex("[ \\t]{2,}")]
    private static partial Regex Blanks();
}
