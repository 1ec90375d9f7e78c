using System.Text;
using System.Text.Json;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Conversation;

namespace CompetencyBot.Tests.Cards;

/// <summary>Answers that are too large for one message.</summary>
public sealed class CardPagesTests
{
    private static readonly ExecuteAction Button = new("Refresh", "progress/refresh");

    [Fact]
    public void A_card_that_fits_stays_as_it_is()
    {
        var card = Card(Lines(10));

        Assert.Same(card, Assert.Single(Pages(card)));
    }

    [Fact]
    public void A_long_card_becomes_several_that_hold_all_of_it_in_its_order()
    {
        var pages = Pages(Card(Lines(2_000)));

        Assert.InRange(pages.Count, 5, 12);
        Assert.All(pages, page => Assert.InRange(SizeOf(page), 1, CardPages.MostBytes));
        Assert.Equal(Lines(2_000).Select(line => line.Text), TextsOf(pages).Where(text => text.StartsWith("line ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_page_but_the_last_says_that_more_follows()
    {
        var pages = Pages(Card(Lines(2_000)));

        for (var i = 0; i < pages.Count; i++)
            Assert.Equal(
                i < pages.Count - 1 ? $"page {i + 1} of {pages.Count}" : "line 1999",
                Assert.IsType<TextBlock>(pages[i].Body[^1]).Text);
    }

    [Fact]
    public void Pages_do_not_renew_themselves_since_the_first_of_a_new_answer_would_take_the_place_of_each() =>
        Assert.All(Pages(Card(Lines(2_000)) with { Refresh = new CardRefresh(Button, null) }), page => Assert.Null(page.Refresh));

    [Fact]
    public void For_a_reader_who_gets_one_card_only_it_is_cut_and_says_so_and_its_form_stays()
    {
        var input = new ChoiceSetInput("Competency", [new Choice("Messaging", "messaging")]) { Id = "competency" };
        var card = new AdaptiveCard([input, .. Lines(2_000)], [Button]) { Refresh = new CardRefresh(Button, ["29:amy"]) };

        var cut = CardPages.First(card, "more elsewhere");

        Assert.InRange(SizeOf(cut), CardPages.MostBytes / 2, CardPages.MostBytes);
        Assert.Equal("line 0", Assert.IsType<TextBlock>(cut.Body[0]).Text);
        Assert.Equal(("more elsewhere", input, Button), (Assert.IsType<TextBlock>(cut.Body[^2]).Text, cut.Body[^1], Assert.Single(cut.Actions!)));
        Assert.NotNull(cut.Refresh);

        var small = card with { Body = [input] };
        Assert.Same(small, CardPages.First(small, "more elsewhere"));
    }

    [Fact]
    public void Inputs_and_buttons_stay_together_on_the_last_page()
    {
        var input = new ChoiceSetInput("Competency", [new Choice("Messaging", "messaging")]) { Id = "competency" };
        var pages = Pages(new AdaptiveCard([input, .. Lines(1_000)], [Button]));

        Assert.All(pages.SkipLast(1), page => Assert.Null(page.Actions));
        Assert.DoesNotContain(pages.SkipLast(1), page => page.Body.Contains(input));
        Assert.Equal((input, Button), (pages[^1].Body[^1], Assert.Single(pages[^1].Actions!)));
    }

    [Fact]
    public void A_single_long_text_a_long_list_of_facts_and_a_long_box_are_taken_apart()
    {
        var text = string.Join("\n\n", Enumerable.Range(0, 3_000).Select(i => $"paragraph {i}"));
        var facts = Enumerable.Range(0, 3_000).Select(i => new Fact($"fact {i}", "銅級")).ToArray();
        var pages = Pages(Card([new TextBlock(text), new FactSet(facts), new Container(Lines(3_000)) { Style = "warning" }]));

        Assert.All(pages, page => Assert.InRange(SizeOf(page), 1, CardPages.MostBytes));
        Assert.Equal(text, string.Join("\n\n", pages.SelectMany(page => page.Body).OfType<TextBlock>().Where(block => block.IsSubtle != true).Select(block => block.Text)));
        Assert.Equal(facts, pages.SelectMany(page => page.Body).OfType<FactSet>().SelectMany(set => set.Facts));
        Assert.Equal(Lines(3_000), pages.SelectMany(page => page.Body).OfType<Container>().SelectMany(box => box.Items).Cast<TextBlock>());
        Assert.All(pages.SelectMany(page => page.Body).OfType<Container>(), box => Assert.Equal("warning", box.Style));
    }

    [Fact]
    public void A_text_is_cut_between_paragraphs_before_lines_and_lines_before_words()
    {
        Assert.Equal(["one one", "two two"], TextPages.Of("one one\n\ntwo two", 12));
        Assert.Equal(["one one", "two two"], TextPages.Of("one one\ntwo two", 12));
        Assert.Equal(["one two", "three"], TextPages.Of("one two three", 10));
        Assert.Equal(["onetwothre", "e"], TextPages.Of("onetwothree", 10));
    }

    [Fact]
    public void No_character_is_cut_in_two()
    {
        const string family = "👩‍👩‍👧‍👦";
        var text = string.Concat(Enumerable.Repeat(family, 50));

        var parts = TextPages.Of(text, 60);

        Assert.Equal(text, string.Concat(parts));
        Assert.All(parts, part => Assert.Equal(0, part.Length % family.Length));
        Assert.All(parts, part => Assert.InRange(Encoding.UTF8.GetByteCount(part), 1, 60));
    }

    [Fact]
    public void A_text_that_fits_is_one_part_also_when_it_is_empty()
    {
        Assert.Equal(["hi"], TextPages.Of("hi", 2));
        Assert.Equal([""], TextPages.Of("", 2));
    }

    [Fact]
    public void An_answer_of_any_length_is_messages_that_Teams_takes()
    {
        using var language = Language.Use("zh-TW");
        var text = ReplyPages.Of(new Reply(new string('銅', 30_000)));
        var card = ReplyPages.Of(new Reply(new string('銅', 30_000), Card(Lines(1_000))));

        Assert.All(text.Concat(card), message => Assert.InRange(
            JsonSerializer.SerializeToUtf8Bytes(message, ActivityJson.Wire.OutboundActivity).Length, 1, 29_000));
        Assert.Equal(30_000, text.Sum(message => message.Text!.Length));
        Assert.Contains("第 1 部分", card[0].Attachments![0].Content.GetRawText().Replace("\\u7B2C", "第", StringComparison.Ordinal).Replace("\\u90E8\\u5206", "部分", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static IReadOnlyList<AdaptiveCard> Pages(AdaptiveCard card) => CardPages.Of(card, (page, of) => $"page {page} of {of}");

    private static AdaptiveCard Card(IReadOnlyList<CardElement> body) => new(body, [Button]);

    private static TextBlock[] Lines(int count) => [.. Enumerable.Range(0, count).Select(i => new TextBlock($"line {i}"))];

    private static IEnumerable<string> TextsOf(IEnumerable<AdaptiveCard> pages) =>
        pages.SelectMany(page => page.Body).OfType<TextBlock>().Select(block => block.Text);

    private static int SizeOf(AdaptiveCard card) => Encoding.UTF8.GetByteCount(card.ToJson().GetRawText());
}
