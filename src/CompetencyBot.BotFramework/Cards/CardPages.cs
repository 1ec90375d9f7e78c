using System.Runtime.InteropServices;
using System.Text.Json;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.BotFramework.Cards;

/// <summary>Cuts a card that is too large into several that are shown one below the other; nothing is left out.</summary>
public static class CardPages
{
    /// <summary>
    /// Bytes of a card as JSON in UTF-8. Teams names about 100 KB for a message (page "Format your bot messages") and 28 KB for posts by a
    /// connector; older clients took less than the first.
    /// </summary>
    public const int MostBytes = 25_000;

    /// <summary>What a card has besides its body, and what its pages get in addition.</summary>
    private const int Room = 1_000;

    /// <summary>The pages as messages.</summary>
    /// <param name="summary">What a notification shows of each.</param>
    public static IReadOnlyList<OutboundActivity> Messages(AdaptiveCard card, string summary, Func<int, int, string> note)
    {
        ArgumentNullException.ThrowIfNull(card);
        var json = card.ToJson();
        return JsonMarshal.GetRawUtf8Value(json).Length <= MostBytes // nearly every card, written once
            ? [AdaptiveCard.ToActivity(json, summary)]
            : [.. Of(card, note).Select(page => page.ToActivity(summary))];
    }

    /// <param name="note">What is written below page n of m when more follow.</param>
    /// <returns>
    /// The card itself when it is small enough. Otherwise inputs and buttons are on the last page together, since a button sends the inputs
    /// of its own card only. A single input, button or set of columns that is too large stays as it is: nothing can be cut off it.
    /// </returns>
    public static IReadOnlyList<AdaptiveCard> Of(AdaptiveCard card, Func<int, int, string> note, int mostBytes = MostBytes)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(note);
        if (card.Bytes <= mostBytes)
            return [card];

        card = card with { Refresh = null }; // which would put the first page in the place of each
        var form = card with { Body = [.. card.Body.Where(IsForm)] };
        var most = Math.Max(mostBytes - Room, 1);
        var pages = Pack([.. card.Body.Where(element => !IsForm(element)).SelectMany(element => Pieces(element, most))], most);
        if ((form with { Body = [.. pages[^1], .. form.Body] }).Bytes > mostBytes)
            pages.Add([]);
        return
        [
            .. pages.Take(pages.Count - 1).Select((page, index) =>
                card with { Body = [.. page, new TextBlock(note(index + 1, pages.Count)) { IsSubtle = true }], Actions = null }),
            form with { Body = [.. pages[^1], .. form.Body] },
        ];
    }

    /// <summary>As much of a card as fits into one, all its inputs and buttons included: for a reader to whom nothing else is sent.</summary>
    /// <param name="note">What is written where something was left out.</param>
    public static AdaptiveCard First(AdaptiveCard card, string note, int mostBytes = MostBytes)
    {
        ArgumentNullException.ThrowIfNull(card);
        if (card.Bytes <= mostBytes)
            return card;
        CardElement[] form = [.. card.Body.Where(IsForm)];
        var most = mostBytes - (card with { Body = form }).Bytes - Room;
        var page = Pack([.. card.Body.Where(element => !IsForm(element)).SelectMany(element => Pieces(element, most))], most)[0];
        return card with { Body = [.. page, new TextBlock(note) { IsSubtle = true }, .. form] };
    }

    private static int SizeOf(CardElement element) => JsonSerializer.SerializeToUtf8Bytes(element, CardJson.Wire.CardElement).Length + 1;

    private static bool IsForm(CardElement element) => element is ChoiceSetInput or TextInput or DateInput or NumberInput or ActionSet;

    /// <summary>As many as fit on a page, in their order.</summary>
    private static List<List<CardElement>> Pack(IReadOnlyList<CardElement> elements, int most)
    {
        List<List<CardElement>> pages = [[]];
        var size = 0;
        foreach (var element in elements)
        {
            var more = SizeOf(element);
            if (size + more > most && pages[^1].Count > 0)
            {
                pages.Add([]);
                size = 0;
            }

            pages[^1].Add(element);
            size += more;
        }

        return pages;
    }

    /// <summary>The element, or what it can be taken apart into when it alone is too large.</summary>
    private static IEnumerable<CardElement> Pieces(CardElement element, int most) => SizeOf(element) <= most
        ? [element]
        : element switch
        {
            TextBlock text => TextPages.Of(text.Text, (most - Room) / 2).Select(part => text with { Text = part }), // JSON may double a line break
            FactSet facts => facts.Facts.Chunk(Math.Max(1, facts.Facts.Count / 2)).SelectMany(half => Halves(facts, half, most)),
            Container box => Pack([.. box.Items.SelectMany(item => Pieces(item, most - Room))], most - Room).Select(items => box with { Items = items }),
            _ => [element],
        };

    private static IEnumerable<CardElement> Halves(FactSet whole, Fact[] half, int most) =>
        half.Length == whole.Facts.Count ? [whole] : Pieces(whole with { Facts = half }, most);
}
