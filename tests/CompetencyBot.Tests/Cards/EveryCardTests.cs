using System.Text;
using System.Text.Json.Nodes;

namespace CompetencyBot.Tests.Cards;

/// <summary>What holds for every card that the bot shows, in both languages: judged by the reviewed files, of which there is one for each.</summary>
public sealed class EveryCardTests
{
    private const int MostBytes = 25_000;

    /// <summary>Teams shows so many beside and below each other.</summary>
    private const int MostActions = 6;

    /// <summary>A phone has room for some 48 Latin letters in a line of a card; a column that takes what it needs leaves the other half of it.</summary>
    private const int WidestInColumn = 24;

    /// <summary>Teams cuts what does not fit on a button of a phone's width.</summary>
    private const int WidestOnButton = 40;

    private static readonly Dictionary<string, JsonObject> Cards =
        Snapshot.All.ToDictionary(card => card.Key, card => JsonNode.Parse(card.Value)!.AsObject());

    [Fact]
    public void There_is_one_in_each_language() => Check((name, _) =>
    {
        var other = name.EndsWith(".en", StringComparison.Ordinal) ? $"{name[..^3]}.zh" : $"{name[..^3]}.en";
        return Cards.ContainsKey(other) ? [] : [$"there is no {other}"];
    });

    [Fact]
    public void It_says_its_language_and_what_it_is_about_where_it_cannot_be_shown() => Check((name, card) =>
        (string?)card["lang"] == name[^2..] && ((string?)card["fallbackText"])?.Length > 0 ? [] : ["lang or fallbackText is missing or wrong"]);

    [Fact]
    public void It_is_small_enough() => Check((_, card) =>
        Encoding.UTF8.GetByteCount(card.ToJsonString()) is var bytes and >= MostBytes ? [$"{bytes} bytes"] : []);

    [Fact]
    public void It_has_six_actions_at_most_and_so_has_each_card_behind_a_button() => Check((_, card) => OwnCards(card)
        .Select(own => ActionsOf(own).Count()).Where(actions => actions > MostActions).Select(actions => $"{actions} actions"));

    [Fact]
    public void Every_input_has_a_name_a_label_and_says_what_it_wants_where_it_does_not_take_everything() => Check((_, card) =>
        from input in Elements(card)
        where TypeOf(input).StartsWith("Input.", StringComparison.Ordinal)
        let isLimited = (bool?)input["isRequired"] == true || new[] { "min", "max", "regex" }.Any(limit => input[limit] is not null)
        where IsEmpty(input["id"]) || IsEmpty(input["label"]) || (isLimited && IsEmpty(input["errorMessage"]))
        select $"{TypeOf(input)} {input["id"]}: no id, label or errorMessage");

    [Fact]
    public void Every_picture_says_in_words_what_it_shows() => Check((_, card) =>
        from image in Elements(card) where TypeOf(image) == "Image" && IsEmpty(image["altText"]) select $"Image {image["url"]} has no altText");

    [Fact]
    public void Every_button_can_be_pressed_in_an_older_client_too() => Check((_, card) =>
        from action in Elements(card)
        where TypeOf(action) == "Action.Execute"
        let fallback = action["fallback"] as JsonObject
        where fallback is null || TypeOf(fallback) != "Action.Submit" || (string?)fallback["title"] != (string?)action["title"]
            || !JsonNode.DeepEquals(fallback["data"], action["data"]) || (string?)action["data"]?["verb"] != (string?)action["verb"]
            || (string?)fallback["associatedInputs"] != (string?)action["associatedInputs"]
        select $"{action["verb"]} has no fallback that does the same");

    [Fact]
    public void No_two_inputs_or_hidden_parts_share_an_id() => Check((_, card) => Elements(card)
        .Select(element => (string?)element["id"]).OfType<string>().GroupBy(id => id).Where(same => same.Count() > 1).Select(same => $"id {same.Key} is there {same.Count()} times"));

    [Fact]
    public void Every_text_wraps_and_fits_a_phone() => Check((_, card) =>
    [
        .. from text in Elements(card) where TypeOf(text) == "TextBlock" && (bool?)text["wrap"] != true select $"does not wrap: {text["text"]}",
        .. from column in Elements(card)
           where TypeOf(column) == "Column" && ((string?)column["width"] == "auto" || ((string?)column["width"])?.EndsWith("px", StringComparison.Ordinal) == true)
           from text in Elements(column)
           where TypeOf(text) == "TextBlock" && WidthOf((string)text["text"]!) > WidestInColumn
           select $"wider than a phone leaves room for: {text["text"]}",
        .. from action in Elements(card)
           where TypeOf(action).StartsWith("Action.", StringComparison.Ordinal) && WidthOf((string?)action["title"] ?? "") > WidestOnButton
           select $"wider than a button: {action["title"]}",
    ]);

    private static void Check(Func<string, JsonObject, IEnumerable<string>> faultsOf)
    {
        var report = string.Join('\n', Cards.SelectMany(card => faultsOf(card.Key, card.Value).Select(fault => $"{card.Key}: {fault}")));
        if (report.Length > 0)
            Assert.Fail(report); // not Assert.Empty, which cuts long texts short
    }

    /// <summary>The card, and those that its buttons unfold.</summary>
    private static IEnumerable<JsonObject> OwnCards(JsonObject card) =>
        [card, .. Elements(card).Where(action => TypeOf(action) == "Action.ShowCard").Select(action => action["card"]!.AsObject())];

    /// <summary>What can be pressed on a card before anything is unfolded: its own buttons and those within it. A tap on an area is none.</summary>
    private static IEnumerable<JsonObject> ActionsOf(JsonObject card) => ((JsonNode?[])[card["actions"], .. ShownSets(card["body"])])
        .OfType<JsonArray>().SelectMany(actions => actions).OfType<JsonObject>();

    private static IEnumerable<JsonNode?> ShownSets(JsonNode? node) => node switch
    {
        JsonArray elements => elements.SelectMany(ShownSets),
        JsonObject element when (bool?)element["isVisible"] == false => [],
        JsonObject element when TypeOf(element) == "ActionSet" => [element["actions"]],
        JsonObject element => new[] { "items", "columns", "rows", "cells" }.SelectMany(inner => ShownSets(element[inner])),
        _ => [],
    };

    /// <summary>Everything with a type; a fallback repeats its action, and is not counted.</summary>
    private static IEnumerable<JsonObject> Elements(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Elements),
        JsonObject element => element.Where(property => property.Key is not ("fallback" or "data")).SelectMany(property => Elements(property.Value))
            .Concat(element["type"] is null ? [] : [element]),
        _ => [],
    };

    private static string TypeOf(JsonObject element) => (string?)element["type"] ?? "";

    private static bool IsEmpty(JsonNode? text) => string.IsNullOrWhiteSpace((string?)text);

    /// <summary>In Latin letters, of which a Chinese one takes two.</summary>
    private static int WidthOf(string text) => text.EnumerateRunes().Sum(sign => sign.Value >= 0x2e80 ? 2 : 1);
}
