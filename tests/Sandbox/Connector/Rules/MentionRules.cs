using System.Text.Json;

namespace CompetencyBot.Sandbox.Connector.Rules;

/// <summary>Entities: each one once (A2102), and what a mention says stands in the text, letter by letter.</summary>
internal static class MentionRules
{
    public static IEnumerable<ProtocolFault> Check(JsonElement activity)
    {
        var entities = activity.At("entities").Items().ToArray();
        if (entities.Select(entity => entity.GetRawText()).Distinct().Count() < entities.Length)
            yield return new("A2102", "two entities are the same");
        var text = activity.At("text").Text() ?? "";
        foreach (var mention in entities.Where(entity => entity.At("type").Text() == "mention"))
        {
            if (!mention.At("mentioned", "id").IsFilled())
                yield return new("mention", "mentioned.id is missing");
            if (mention.At("text").Text() is not { Length: > 0 } called || !text.Contains(called, StringComparison.Ordinal))
                yield return new("mention", $"'{mention.At("text").Text()}' does not stand in the text");
        }
    }
}
