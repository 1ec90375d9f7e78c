using System.Collections.Immutable;
using System.Globalization;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.AccountLink.Asking;

/// <summary>Says to how many people is written, and to whom not, before it is done.</summary>
public static class RemindCard
{
    public static AdaptiveCard For(ImmutableArray<UnlinkedPerson> people, int againAfterDays)
    {
        var turns = people.ToLookup(person => person.Turn);
        var due = people.Count(person => person.Turn.IsToBeAsked());
        Fact[] others =
        [
            .. from each in ((AskTurn, string)[])
               [
                   (AskTurn.AskedLately, Language.Format(AskTexts.AskedLately, againAfterDays)),
                   (AskTurn.Later, AskTexts.WantLater),
                   (AskTurn.NoExams, AskTexts.SaidNoExams),
                   (AskTurn.Stopped, AskTexts.WantNoMore),
               ]
               where turns[each.Item1].Any()
               select new Fact(each.Item2, turns[each.Item1].Count().ToString(CultureInfo.CurrentCulture)),
        ];
        return CardParts.Card(
            [
                CardParts.Heading(AskTexts.RemindTitle),
                new TextBlock(WritesTo(due)),
                .. others.Length == 0 ? (IEnumerable<CardElement>)[] : [CardParts.Subheading(AskTexts.LeftOut), new FactSet(others)],
            ],
            AskTexts.RemindTitle,
            [
                .. due == 0 ? (IEnumerable<CardAction>)[] : [new ExecuteAction(AskTexts.ButtonConfirm, RemindCommand.VerbOf(RemindCommand.Confirm))],
                BackToList(),
            ]);
    }

    public static AdaptiveCard Said(string text) => CardParts.Card([new TextBlock(text)], text, BackToList());

    private static ExecuteAction BackToList() => new(WhoTexts.ButtonWhoUnlinked, WhoCommand.Info.ShowVerb);

    private static string WritesTo(int people) => people switch
    {
        0 => AskTexts.WritesToNobody,
        1 => AskTexts.WritesToOne,
        _ => Language.Format(AskTexts.WritesTo, people),
    };
}
