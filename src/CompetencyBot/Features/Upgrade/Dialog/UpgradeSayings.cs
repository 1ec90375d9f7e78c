using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>What the person reads besides the cards of the steps.</summary>
internal static class UpgradeSayings
{
    /// <summary>A few words that say what is waited for.</summary>
    public static Reply Where(UpgradePosition at, ChosenLevel? chosen)
    {
        var text = (at.Step, chosen) switch
        {
            (UpgradeStep.Ways, { } level) => Language.Format(UpgradeTexts.WhereWays, level.Title),
            (UpgradeStep.Suppose, { } level) => Language.Format(UpgradeTexts.WhereSuppose, level.Title),
            (UpgradeStep.Result, { } level) => Language.Format(UpgradeTexts.WhereResult, level.Title),
            (UpgradeStep.Nudge, { } level) => Language.Format(UpgradeTexts.WhereNudge, level.Title),
            _ => UpgradeTexts.WhereChoose,
        };
        return Note(
            text,
            at.Button(UpgradeTexts.ButtonContinue, UpgradeActions.Continue),
            at.Button(UpgradeTexts.ButtonCancel, DialogActions.Cancel));
    }

    public static Reply NotNow(UpgradePosition at, ChosenLevel? chosen)
    {
        var where = Where(at, chosen);
        return where with { Card = WithNote(where.Card!, UpgradeTexts.NotNow) };
    }

    public static Reply Cancelled() => Note(UpgradeTexts.Cancelled, Again(), new ExecuteAction(Texts.ButtonProgress, "progress/show"));

    /// <summary>The dialog was ended by another answer.</summary>
    public static Reply Over() => Note(UpgradeTexts.IsOver, Again());

    public static AdaptiveCard WithNote(AdaptiveCard card, string note) =>
        card with { Body = [new Container([new TextBlock(note)]) { Style = "warning" }, .. card.Body] };

    private static ExecuteAction Again() => new(Texts.ButtonUpgrade, UpgradeCommand.Info.ShowVerb);

    private static Reply Note(string text, params IReadOnlyList<CardAction> actions) => new(text, CardParts.Card([new TextBlock(text)], text, actions));
}
