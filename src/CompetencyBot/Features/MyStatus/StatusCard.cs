using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.MyStatus;

/// <summary>One person's own view: is the account linked, what lapses, what is held, what it counts for, and what would help most.</summary>
public static class StatusCard
{
    /// <summary>Teams shows at most six actions on a card (Teams design guidelines for cards).</summary>
    private const int MostButtons = 6;

    private const int MostLapses = 6;

    /// <param name="dashboard">Address of Partner Center.</param>
    /// <param name="picture">What lapses when, as a picture; none where there is none.</param>
    public static AdaptiveCard For(MyStatusView view, IEnumerable<CardElement> dateLines, IEnumerable<CardElement> picture, string dashboard)
    {
        ArgumentNullException.ThrowIfNull(view);
        var title = Language.Format(Texts.StatusTitleOf, Phrases.Name(view.Person.DisplayName));
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. dateLines,
                CardParts.Subheading(Texts.AccountTitle),
                .. AccountLines.Of(view),
                CardParts.Subheading(Texts.LapsesTitle),
                .. Lapses(view),
                .. picture,
                .. HoldingLines.Of(view),
                .. view.HasAdvice ? (IEnumerable<CardElement>)[CardParts.Subheading(Texts.NextTitle), .. NextExamLines.Of(view)] : [],
            ],
            title,
            [.. Buttons(view, dashboard).Take(MostButtons)]);
    }

    /// <summary>What the account asks for comes first; what there is no room for can be typed.</summary>
    private static IEnumerable<CardAction> Buttons(MyStatusView view, string dashboard) =>
    [
        .. AccountLines.Buttons(view, dashboard),
        .. view.HasLapsing ? [ButtonPress.Keeping(new ExecuteAction(StatusTexts.ButtonRemind, "reminders/show"))] : (CardAction[])[],
        .. view.Helpful.IsEmpty ? [] : (CardAction[])[ButtonPress.Keeping(new ExecuteAction(StatusTexts.ButtonWhatIf, StatusCommand.WhatIfVerb))],
        ButtonPress.Keeping(new ExecuteAction(StatusTexts.ButtonMyData, "my data/show")),
        new ExecuteAction(Texts.ButtonRefresh, StatusCommand.Info.ShowVerb),
        new ExecuteAction(Texts.ButtonProgress, "progress/show"),
    ];

    private static IEnumerable<CardElement> Lapses(MyStatusView view)
    {
        if (view.Lapses.IsEmpty)
            yield return new TextBlock(Texts.LapsesNothing);
        foreach (var held in view.Lapses.Take(MostLapses))
        {
            var item = held.Item!;
            yield return new TextBlock(Language.Format(Texts.LapsesLine, Phrases.Escape(item.FullName()), Phrases.Date(held.CountsUntil!.Value)));
            if (view.Reminders.TryGetValue(item.Id, out var day))
                yield return CardParts.Subtle(day is { } on ? Language.Format(StatusTexts.RemindedOn, Phrases.Date(on)) : StatusTexts.NotReminded) with { Spacing = "None" };
        }

        if (view.Lapses.Length > MostLapses)
            yield return CardParts.Subtle(Language.Format(Texts.MoreItems, view.Lapses.Length - MostLapses));
    }
}
