using System.Text.Json;

namespace CompetencyBot.Tests.Cards;

/// <summary>What the official renderer made of one card.</summary>
/// <param name="Faults">Objections of the renderer (schema 1.5) and of Teams' own limits; empty when the card is good.</param>
/// <param name="Rendered">Whether anything appeared.</param>
/// <param name="Text">What a person would read, top to bottom, without separators.</param>
public sealed record CardVerdict(string Name, IReadOnlyList<string> Faults, bool Rendered, string Text);

/// <summary>Judges cards with Microsoft's own renderer (npm package <c>adaptivecards</c>), all of them in one run of Node.</summary>
public static class CardValidator
{
    private const string Folder = "tests/CompetencyBot.Tests";

    /// <param name="cards">Each card's JSON as it is sent, by a name for the messages.</param>
    /// <returns>One verdict per card, in the order given.</returns>
    public static async Task<IReadOnlyList<CardVerdict>> ValidateAsync(IReadOnlyDictionary<string, string> cards)
    {
        var script = Path.Combine(Tooling.NodeModules(Folder), "Node", "validate-cards.mjs");
        var input = JsonSerializer.Serialize(
            cards.Select(card => new { Name = card.Key, Json = card.Value }), JsonSerializerOptions.Web);
        var output = await ToolProcess.RunAsync(Tooling.Node(), [script], input);
        return JsonSerializer.Deserialize<List<CardVerdict>>(output, JsonSerializerOptions.Web)!;
    }

    /// <summary>Fails with every fault of every card.</summary>
    public static async Task AssertGoodAsync(IReadOnlyDictionary<string, string> cards)
    {
        var verdicts = await ValidateAsync(cards);
        var faults = verdicts.SelectMany(verdict => verdict.Faults.Select(fault => $"{verdict.Name}: {fault}"));
        var report = string.Join('\n', faults); // not Assert.Empty, which cuts long texts short
        if (report.Length > 0)
        {
            Assert.Fail(report);
        }
    }
}
