using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace CompetencyBot.Sandbox.Connector.Rules;

/// <summary>Attachments, and Adaptive Cards as Teams shows them from bots (page "Types of cards").</summary>
internal static class AttachmentRules
{
    private const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";
    private const int MaxActions = 6;

    private static readonly Version Newest = new(1, 5);

    public static IEnumerable<ProtocolFault> Check(JsonElement activity) => activity.At("attachments").Items().SelectMany(attachment =>
        !attachment.At("contentType").IsFilled() ? [new("attachment", "contentType is missing")]
        : attachment.At("content") is not { ValueKind: not JsonValueKind.Null } content ? [new("attachment", "content is missing")]
        : attachment.At("contentType").Text() == AdaptiveCard ? Card(content)
        : Enumerable.Empty<ProtocolFault>());

    private static IEnumerable<ProtocolFault> Card(JsonElement card)
    {
        if (card.At("type").Text() != "AdaptiveCard")
            yield return new("card", "type is not AdaptiveCard");
        if (!Version.TryParse(card.At("version").Text(), out var version) || version > Newest)
            yield return new("card version", string.Create(
                CultureInfo.InvariantCulture, $"version is '{card.At("version").Text()}', Teams shows up to {Newest}"));
        if (MostActions(card) is > MaxActions and var actions)
            yield return new("card actions", $"{actions} actions in one place, Teams shows {MaxActions}");
        if (JsonMarshal.GetRawUtf8Value(card).Length is > SizeRules.MaxCard and var size)
            yield return new("card size", $"{size} bytes as UTF-8, at most {SizeRules.MaxCard} are taken") { Status = 413 };
    }

    /// <summary>In the longest list of actions: the card's own, or that of a set within it.</summary>
    private static int MostActions(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .Select(field => Math.Max(field.Name == "actions" ? ((JsonElement?)field.Value).Items().Count() : 0, MostActions(field.Value)))
            .DefaultIfEmpty().Max(),
        JsonValueKind.Array => element.EnumerateArray().Select(MostActions).DefaultIfEmpty().Max(),
        _ => 0,
    };
}
