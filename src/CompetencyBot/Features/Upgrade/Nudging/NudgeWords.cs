using CompetencyBot.Conversation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Upgrade.Nudging;

/// <summary>What became of a nudge, in a line.</summary>
internal static class NudgeWords
{
    /// <param name="name">Of whoever was asked, as the reader may know it.</param>
    /// <param name="subject">Null when the edition is followed no more.</param>
    /// <returns>For example <c>Ben Carter: 70-333 for Communications (Gold) · will pass it by 30 April 2018</c>.</returns>
    public static string Of(Nudge nudge, NudgeSubject? subject, string name, DateOnly today) => Language.Format(
        UpgradeTexts.NudgeLine, name, ItemOf(nudge, subject), Answer(nudge, subject, today));

    /// <summary>The same without a name, to whoever was asked.</summary>
    public static string OfOwn(Nudge nudge, NudgeSubject? subject, DateOnly today) =>
        Language.Format(Texts.PassesOf, ItemOf(nudge, subject), Answer(nudge, subject, today));

    /// <summary>Who was asked for what, without what became of it.</summary>
    public static string Short(Nudge nudge, NudgeSubject? subject, string name) => Language.Format(Texts.PassesOf, name, ItemOf(nudge, subject));

    private static string ItemOf(Nudge nudge, NudgeSubject? subject) => subject is null
        ? Phrases.Escape(nudge.ItemId)
        : Language.Format(UpgradeTexts.ItemForLevel, Phrases.Escape(subject.Item.ShortName()), subject.LevelTitle);

    private static string Answer(Nudge nudge, NudgeSubject? subject, DateOnly today) => nudge switch
    {
        { ClosedAt: not null } when subject?.IsHeld(today) == true => UpgradeTexts.AnswerPassed,
        { Answer: NudgeAnswer.Declined } => UpgradeTexts.AnswerDeclined,
        { ClosedAt: not null } => UpgradeTexts.AnswerClosed,
        { Answer: NudgeAnswer.Accepted, PassBy: { } day } => Language.Format(UpgradeTexts.AnswerAccepted, Phrases.Date(day)),
        { Answer: NudgeAnswer.Later, LaterOn: { } day } => Language.Format(UpgradeTexts.AnswerLater, Phrases.Date(day)),
        _ => UpgradeTexts.AnswerNone,
    };
}
