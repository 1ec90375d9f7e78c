using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using Xunit.Sdk;

namespace CompetencyBot.Tests.Cards;

public sealed class CardValidatorTests
{
    private static readonly AdaptiveCard Good = new(
        [
            new TextBlock("Cloud Platform") { Style = "heading", Weight = "bolder", Size = "large" },
            new FactSet([new Fact("Silver", "2 of 2 people")]),
            new ColumnSet([new Column([new TextBlock("進度") { Color = "good" }]) { Width = "auto" }]),
            new Container([new TextBlock("Who counts")])
            {
                Id = "people",
                IsVisible = false,
                Style = "emphasis",
                SelectAction = new ExecuteAction("Show", "progress/show"),
            },
        ],
        [
            new ExecuteAction("Refresh", "progress/refresh", new JsonObject { ["competency"] = "cloud-platform" }),
            new ToggleVisibilityAction("People", ["people"]),
            new OpenUrlAction("Partner Center", "https://partner.microsoft.com"),
        ])
    {
        Lang = "en",
        FallbackText = "Cloud Platform: silver",
        Teams = new TeamsCardOptions("Full"),
    };

    /// <summary>What is wrong, and the words in which it must be said.</summary>
    private static readonly (string Json, string Reason)[] Bad =
    [
        ("nonsense", "is not valid JSON"),
        ("""{"type":"Card","version":"1.5"}""", "type is \"Card\""),
        ("""{"type":"AdaptiveCard","version":"1.6","body":[]}""", "Teams shows 1.5 at most"),
        ("""{"type":"AdaptiveCard","version":"1.5","body":[]}""", "nothing was rendered"),
        (WithElement("""{"type":"Badge","text":"new"}"""), "Unknown element type \"Badge\""),
        (WithElement("""{"type":"TextBlock","text":"a","wrap":true,"color":"pink"}"""), "Invalid value \"pink\""),
        (WithElement("""{"type":"TextBlock","text":"a","wrap":true,"colour":"good"}"""), "no property \"colour\""),
        (WithElement("""{"type":"TextBlock","wrap":true}"""), "text is missing"),
        (WithElement("""{"type":"TextBlock","text":"a"}"""), "wrap is missing"),
        (WithElement("""{"type":"FactSet","facts":[{"title":"Silver"}]}"""), "value is missing"),
        (WithElement("""{"type":"Image","url":"https://example.com/a.png"}"""), "altText is missing"),
        (WithElement("""{"type":"Input.Text","id":"why","label":"Why","isRequired":true}"""), "should have an error message"),
        (WithAction("""{"type":"Action.Execute","title":"Go","verb":"a/b"}"""), "fallback is missing"),
        (WithAction("""{"type":"Action.Execute","title":"Go","fallback":"drop"}"""), "verb is missing"),
        (WithAction("""{"type":"Action.ToggleVisibility","title":"Go","targetElements":["gone"]}"""), "no element has the id \"gone\""),
        (WithAction("""{"type":"Action.Http","title":"Go"}"""), "Unknown action type"),
        (WithButtons(7), "Maximum number of actions exceeded (6)"),
        (Json(new AdaptiveCard([new TextBlock(new string('x', 26_000))])), "over 25600"),
    ];

    [Fact]
    public async Task A_card_of_every_element_is_rendered_without_objection()
    {
        var verdict = Assert.Single(await CardValidator.ValidateAsync(Named(Json(Good))));

        Assert.Empty(verdict.Faults);
        Assert.True(verdict.Rendered);
        Assert.Contains("進度", verdict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Six_buttons_fit() => await CardValidator.AssertGoodAsync(Named(WithButtons(6)));

    [Fact]
    public async Task Every_fault_is_found_and_named()
    {
        var verdicts = await CardValidator.ValidateAsync(Named([.. Bad.Select(bad => bad.Json)]));

        Assert.All(verdicts.Zip(Bad), pair =>
            Assert.Contains(pair.First.Faults, fault => fault.Contains(pair.Second.Reason, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_faulty_card_fails_the_test_that_shows_it()
    {
        var failure = await Assert.ThrowsAsync<FailException>(() => CardValidator.AssertGoodAsync(Named(Bad[6].Json)));

        Assert.Contains("no property", failure.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Named(params string[] cards) =>
        cards.Index().ToDictionary(card => $"card {card.Index}", card => card.Item);

    private static string Json(AdaptiveCard card) => card.ToJson().GetRawText();

    private static string WithButtons(int count) => Json(
        Good with { Actions = [.. Enumerable.Range(1, count).Select(i => new ExecuteAction($"Button {i}", "progress/show"))] });

    private static string WithElement(string element) =>
        $$"""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"a","wrap":true},{{element}}]}""";

    private static string WithAction(string action) =>
        $$"""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"a","wrap":true}],"actions":[{{action}}]}""";
}
