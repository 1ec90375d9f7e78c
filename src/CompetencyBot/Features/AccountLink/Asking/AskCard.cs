using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.AccountLink.Asking;

/// <summary>The message that asks somebody to link their account, and what takes its place once they have answered.</summary>
public static class AskCard
{
    private const string LinkVerb = "link/show";

    /// <param name="passes">What of theirs counts for nobody.</param>
    public static AdaptiveCard For(int passes, IEnumerable<CardElement> dateLines)
    {
        var title = Title(passes);
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. dateLines,
                new TextBlock(passes == 0 ? AskTexts.InvitationWithoutExams : AskTexts.Invitation),
                new TextBlock(AskTexts.WhatItTakes),
                CardParts.Subtle(AskTexts.OneOrganisation),
            ],
            title,
            new ExecuteAction(AskTexts.ButtonLinkNow, LinkVerb),
            new ExecuteAction(AskTexts.ButtonLater, RemindCommand.VerbOf(RemindCommand.Later)),
            new ExecuteAction(AskTexts.ButtonNoExams, RemindCommand.VerbOf(RemindCommand.NoExams)),
            new ExecuteAction(AskTexts.ButtonStop, RemindCommand.VerbOf(RemindCommand.Stop)));
    }

    public static string Title(int passes) => passes switch
    {
        0 => AskTexts.TitleWithoutExams,
        1 => AskTexts.TitleOneExam,
        _ => Language.Format(AskTexts.TitleExams, passes),
    };

    /// <summary>After an answer, which can be taken back.</summary>
    public static AdaptiveCard Thanks(string text) => CardParts.Card(
        [new TextBlock(text)],
        text,
        new ExecuteAction(AskTexts.ButtonUndo, RemindCommand.VerbOf(RemindCommand.Undo)),
        new ExecuteAction(AskTexts.ButtonLinkNow, LinkVerb));

    /// <summary>For somebody who need not be asked any more.</summary>
    public static AdaptiveCard Settled(string text) =>
        CardParts.Card([new TextBlock(text)], text, new ExecuteAction(Texts.ButtonStatus, "status/show"));
}
