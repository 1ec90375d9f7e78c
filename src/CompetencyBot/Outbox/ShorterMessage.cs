using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Conversation;

namespace CompetencyBot.Outbox;

/// <summary>
/// What is sent instead of a message that Teams finds too large, although cards are cut into pages that it should take: the beginning of its
/// card with all buttons, and if that is too large as well a text. Each says that something is left out.
/// </summary>
internal static class ShorterMessage
{
    /// <summary>Bytes of the elements that are kept, as JSON in UTF-8: a third of a page.</summary>
    private const int MostBytes = 8_000;

    private const int MostCharacters = 2_000;

    public static IEnumerable<OutboundActivity> Of(OutboundActivity message, string? locale, bool isAnswer)
    {
        string note;
        using (Language.Use(locale))
            note = isAnswer ? Texts.ShortenedAnswer : Texts.ShortenedNotice;
        if (message.Attachments is [{ Content.ValueKind: JsonValueKind.Object } card] && Shorter(card.Content, note) is { } shorter)
            yield return message with { Attachments = [card with { Content = shorter }] };
        var beginning = TextPages.Of(message.Summary ?? message.Text ?? "", MostCharacters) is [var first, ..] ? $"{first}\n\n" : "";
        yield return message with { Attachments = null, Summary = null, Text = beginning + note };
    }

    private static JsonElement? Shorter(JsonElement content, string note)
    {
        var card = JsonNode.Parse(content.GetRawText())!.AsObject();
        if (card["body"] is not JsonArray body)
            return null;
        var kept = new JsonArray();
        var size = 0;
        foreach (var element in body.Where(element => !IsForm(element)))
        {
            size += Encoding.UTF8.GetByteCount(element!.ToJsonString());
            if (size > MostBytes)
                break;
            kept.Add(element.DeepClone());
        }

        kept.Add(new JsonObject { ["type"] = "TextBlock", ["text"] = note, ["wrap"] = true, ["isSubtle"] = true });
        foreach (var element in body.Where(IsForm))
            kept.Add(element!.DeepClone());
        card["body"] = kept;
        return JsonSerializer.SerializeToElement(card);
    }

    /// <summary>A button sends the inputs of its own card, so both stay.</summary>
    private static bool IsForm(JsonNode? element) =>
        (string?)element?["type"] is { } type && (type == "ActionSet" || type.StartsWith("Input.", StringComparison.Ordinal));
}
