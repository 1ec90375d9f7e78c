using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Features.Upgrade.Dialog;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Upgrade.Nudging;

/// <summary>What asker and asked read of a nudge.</summary>
internal static class NudgeCards
{
    public const string NudgeInput = "nudge";
    public const string DayInput = "day";

    /// <summary>Suggested where nobody has named a day.</summary>
    private const int UsualDays = 30;

    /// <summary>Says who gets what, before it is done.</summary>
    public static AdaptiveCard Confirm(UpgradePosition at, ChosenLevel chosen, ImmutableArray<NudgeCandidate> candidates)
    {
        var asked = candidates.Where(candidate => candidate.Obstacle is null).ToArray();
        var title = Language.Format(UpgradeTexts.NudgeTitle, chosen.Title);
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. at.View.DateLines,
                new TextBlock(asked.Length == 0 ? UpgradeTexts.NudgeNobody : UpgradeTexts.NudgeWhoGetsWhat),
                .. CardParts.Bullets(asked.Select(Line)),
                .. LeftOut(candidates),
                .. asked.Length == 0 ? (IEnumerable<CardElement>)[] : [CardParts.Subtle(UpgradeTexts.NudgeMeans)],
            ],
            title,
            [
                .. asked.Length == 0 ? (IEnumerable<CardAction>)[] : [at.Button(UpgradeTexts.ButtonSend, UpgradeActions.Send)],
                at.Button(UpgradeTexts.ButtonBack, DialogActions.Back),
                at.Button(UpgradeTexts.ButtonCancel, DialogActions.Cancel),
            ]);
    }

    public static AdaptiveCard Sent(ImmutableArray<NudgeCandidate> candidates, UpgradeView view)
    {
        var asked = candidates.Where(candidate => candidate.Obstacle is null).ToArray();
        var title = asked.Length switch
        {
            0 => UpgradeTexts.SentNobody,
            1 => UpgradeTexts.SentOne,
            var count => Language.Format(UpgradeTexts.Sent, count),
        };
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. view.DateLines,
                .. CardParts.Bullets(asked.Select(Line)),
                .. LeftOut(candidates),
                .. asked.Length == 0 ? (IEnumerable<CardElement>)[] : [new TextBlock(UpgradeTexts.SentMeans)],
            ],
            title,
            new ExecuteAction(UpgradeTexts.ButtonNudges, NudgesCommand.Info.ShowVerb),
            new ExecuteAction(Texts.ButtonUpgrade, UpgradeCommand.Info.ShowVerb));
    }

    /// <summary>Asks somebody, in their language, whether they will pass it.</summary>
    /// <param name="fault">What was wrong with the day that was filled in; null = nothing was yet.</param>
    public static AdaptiveCard Question(Nudge nudge, NudgeSubject subject, OrganisationEvidence evidence, DateOnly today, string? fault)
    {
        var title = Language.Format(UpgradeTexts.QuestionTitle, Phrases.Escape(subject.Item.FullName()));
        // Whoever asks is no secret to whoever is asked.
        var asker = Phrases.Name((evidence.FindByWorkAddress(nudge.AskedBy) ?? evidence.FindByObjectId(nudge.AskedBy))?.DisplayName ?? nudge.AskedBy);
        return CardParts.Card(
            [
                CardParts.Heading(title),
                new TextBlock(Language.Format(UpgradeTexts.QuestionAsker, asker)),
                new TextBlock(subject.Why(today)),
                .. fault is null ? (IEnumerable<CardElement>)[] : [new TextBlock(fault) { Color = "Attention", Weight = "Bolder" }],
                new DateInput(UpgradeTexts.DayLabel)
                {
                    Id = DayInput,
                    Value = Phrases.ShortDate(nudge.PassBy ?? Earlier(today.AddDays(UsualDays), subject.LastDay(today))),
                    Min = Phrases.ShortDate(today),
                    Max = Phrases.ShortDate(subject.LastDay(today)),
                    ErrorMessage = UpgradeTexts.DayWrong,
                },
                CardParts.Subtle(Language.Format(UpgradeTexts.QuestionMeans, asker)),
            ],
            title,
            [
                new ExecuteAction(UpgradeTexts.ButtonAccept, NudgesCommand.AcceptVerb, DataOf(nudge)),
                new ExecuteAction(UpgradeTexts.ButtonLater, NudgesCommand.LaterVerb, DataOf(nudge)) { AssociatedInputs = "none" },
                new ExecuteAction(UpgradeTexts.ButtonDecline, NudgesCommand.DeclineVerb, DataOf(nudge)) { AssociatedInputs = "none" },
                .. Page(subject),
            ]);
    }

    /// <summary>After an answer, which can be changed.</summary>
    public static AdaptiveCard Answered(Nudge nudge, NudgeSubject subject, string text) => CardParts.Card(
        [CardParts.Heading(Phrases.Escape(subject.Item.FullName())), new TextBlock(text)],
        text,
        [new ExecuteAction(UpgradeTexts.ButtonChangeAnswer, NudgesCommand.QuestionVerb, DataOf(nudge)), .. Page(subject)]);

    public static AdaptiveCard Thanks(NudgeSubject subject)
    {
        var text = Language.Format(UpgradeTexts.ThanksPassed, Phrases.Escape(subject.Item.FullName()), subject.LevelTitle);
        return CardParts.Card([new TextBlock(text)], text, new ExecuteAction(Texts.ButtonStatus, "status/show"));
    }

    public static AdaptiveCard ThanksToAsker(NudgeSubject subject)
    {
        var text = Language.Format(
            UpgradeTexts.ThanksToAsker, Phrases.Name(subject.Person.Record.DisplayName), Phrases.Escape(subject.Item.FullName()), subject.LevelTitle);
        return CardParts.Card([new TextBlock(text)], text, new ExecuteAction(UpgradeTexts.ButtonNudges, NudgesCommand.Info.ShowVerb));
    }

    public static JsonObject DataOf(Nudge nudge) => new() { [NudgeInput] = nudge.Id.ToString("N") };

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static IEnumerable<CardAction> Page(NudgeSubject subject) =>
        ItemPage.Of(subject.Item) is { } page ? [new OpenUrlAction(UpgradeTexts.ButtonItemPage, page)] : [];

    private static string Line(NudgeCandidate candidate) => Language.Format(
        Texts.PassesOf, Phrases.Name(candidate.Person.Record.DisplayName), Phrases.Escape(candidate.Item.FullName()));

    private static IEnumerable<CardElement> LeftOut(ImmutableArray<NudgeCandidate> candidates) =>
        candidates.Where(candidate => candidate.Obstacle is not null).ToArray() is { Length: > 0 } leftOut
            ? [CardParts.Subheading(UpgradeTexts.NudgeLeftOut), .. CardParts.Bullets(leftOut.Select(each => $"{Line(each)}{Texts.ListSeparator}{Reason(each)}"))]
            : [];

    private static string Reason(NudgeCandidate candidate) => candidate.Obstacle switch
    {
        NudgeObstacle.Self => UpgradeTexts.ObstacleSelf,
        NudgeObstacle.IsOpen => UpgradeTexts.ObstacleOpen,
        _ => Language.Format(UpgradeTexts.ObstacleLately, Phrases.Date(candidate.Until!.Value)),
    };
}
