using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Features.MyStatus;

/// <summary>One person's own view: is the account linked, what is held, what it counts for, what lapses.</summary>
public static class StatusCard
{
    /// <summary>Keeps the card below 25 KB; nobody holds more that counts.</summary>
    private const int MostItems = 20;

    private const int MostNext = 5;

    private const int MostAlternatives = 3;

    /// <param name="dashboard">Address of Partner Center.</param>
    public static AdaptiveCard For(MyStatusView view, IEnumerable<CardElement> dateLines, string dashboard)
    {
        ArgumentNullException.ThrowIfNull(view);
        var title = Language.Format(Texts.StatusTitleOf, Phrases.Name(view.Person.DisplayName));
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. dateLines,
                CardParts.Subheading(Texts.AccountTitle),
                .. AccountLines.Of(view),
                CardParts.Subheading(Texts.HoldTitle),
                .. Holdings(view),
                CardParts.Subheading(Texts.LapsesTitle),
                .. Lapses(view),
                .. view.HasAdvice ? (IEnumerable<CardElement>)[CardParts.Subheading(Texts.NextTitle), .. Next(view)] : [],
            ],
            title,
            [
                .. AccountLines.Buttons(view, dashboard),
                new ExecuteAction(Texts.ButtonRefresh, StatusCommand.Info.ShowVerb),
                new ExecuteAction(Texts.ButtonProgress, "progress/show"),
            ]);
    }

    private static IEnumerable<CardElement> Holdings(MyStatusView view)
    {
        if (view.Held.IsEmpty)
            yield return new TextBlock(Texts.HoldNothing);
        foreach (var held in view.Held.Take(MostItems))
            yield return UseWords.Of(held, view.Uses);
        if (view.Held.Length > MostItems)
            yield return CardParts.Subtle(Language.Format(Texts.MoreItems, view.Held.Length - MostItems));
    }

    /// <summary>By level which exams would complete it, any one of them.</summary>
    private static IEnumerable<CardElement> Next(MyStatusView view)
    {
        var levels = view.Next.GroupBy(each => (each.Edition, each.Exam.Competency, each.Exam.Level)).ToArray();
        foreach (var level in levels.Take(MostNext))
            yield return new TextBlock(Language.Format(
                Texts.NextExam,
                Exams([.. level.Select(each => each.Edition.Items[each.Exam.ItemId])]),
                Language.Format(Texts.CountsForLevel, Phrases.NameOf(level.Key.Competency.Names), Phrases.Of(level.Key.Level))));
        if (levels.Length > MostNext)
            yield return CardParts.Subtle(Language.Format(Texts.MoreItems, levels.Length - MostNext));
        if (levels.Length == 0)
            yield return new TextBlock(Texts.NextNothing);
    }

    private static string Exams(Item[] items)
    {
        var shown = string.Join($" {Texts.Or} ", items.Take(MostAlternatives).Select(item => Phrases.Escape(item.FullName())));
        return items.Length <= MostAlternatives ? shown : $"{shown} {Texts.Or} {Language.Format(Texts.OneOfOthers, items.Length - MostAlternatives)}";
    }

    private static IEnumerable<CardElement> Lapses(MyStatusView view) => view.Lapses.IsEmpty
        ? [new TextBlock(Texts.LapsesNothing)]
        : view.Lapses.Take(MostItems).Select(held => new TextBlock(
            Language.Format(Texts.LapsesLine, held.Item!.FullName(), Phrases.Date(held.CountsUntil!.Value))));
}
