using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.MyStatus;

/// <summary>What somebody best passes next and why, in sentences, each exam with a link to its page.</summary>
internal static class NextExamLines
{
    /// <summary>Beside the best one, each for a level that was not named yet.</summary>
    private const int MostOthers = 3;

    public static IEnumerable<CardElement> Of(MyStatusView view)
    {
        if (view.Helpful is not [var best, .. var others])
        {
            yield return new TextBlock(StatusTexts.NothingHelps);
            yield break;
        }

        yield return new TextBlock(string.Join(' ', Sentences(best, view)));
        if (best.Levels is [_, .. { IsEmpty: false } more])
            yield return CardParts.Subtle(Language.Format(StatusTexts.HelpsToo, UseWords.Of(more.Select(level => (level.Competency, level.Level)))));
        var further = others.DistinctBy(exam => LevelOf(exam.Best)).Where(exam => LevelOf(exam.Best) != LevelOf(best.Best)).Take(MostOthers).ToArray();
        if (further.Length == 0)
            yield break;
        yield return CardParts.Subtle(StatusTexts.Others);
        foreach (var line in CardParts.Bullets(further.Select(exam => exam.Best.FiguresOpen ? $"{Short(exam)}. {StatusTexts.FiguresLacking}" : Short(exam))))
            yield return line;
    }

    private static (string, string, Level) LevelOf(NearerLevel level) => (level.Edition.Id, level.Competency.Id, level.Level);

    private static IEnumerable<string> Sentences(HelpfulExam exam, MyStatusView view)
    {
        var level = exam.Best;
        yield return Pass(exam, level);
        if (level.FiguresOpen)
            yield return StatusTexts.FiguresLacking;
        if (level.Alike > 0)
            yield return level.Alike == 1 ? StatusTexts.AlikeOne : Language.Format(StatusTexts.AlikeSeveral, level.Alike);
        if (exam.LastDay is { } last)
            yield return Language.Format(StatusTexts.PassableUntil, Phrases.Date(last));
        if (view.Account.Standing.State is AccountState.NotLinked or AccountState.Verified)
            yield return StatusTexts.LinkFirst;
    }

    private static string Pass(HelpfulExam exam, NearerLevel level) => level switch
    {
        { IsCompleted: true } => Language.Format(Makes(level.Level), Linked(exam.Item), Phrases.NameOf(level.Competency.Names)),
        { Further: 0 } => Language.Format(StatusTexts.OnePassLacking, Linked(exam.Item), NameOf(level)),
        _ => Language.Format(StatusTexts.PassesLacking, Linked(exam.Item), level.Further + 1, NameOf(level)),
    };

    private static string Short(HelpfulExam exam) => exam.Best switch
    {
        { IsCompleted: true } level => Language.Format(StatusTexts.OtherAlone, Linked(exam.Item), NameOf(level)),
        { Further: 0 } level => Language.Format(StatusTexts.OtherOne, Linked(exam.Item), NameOf(level)),
        var level => Language.Format(StatusTexts.OtherOneOf, Linked(exam.Item), level.Further + 1, NameOf(level)),
    };

    private static string Makes(Level level) => level switch
    {
        Level.Silver => StatusTexts.MakesSilver,
        Level.Gold => StatusTexts.MakesGold,
        _ => StatusTexts.MakesPartner,
    };

    private static string NameOf(NearerLevel level) =>
        Language.Format(Texts.CountsForLevel, Phrases.NameOf(level.Competency.Names), Phrases.Of(level.Level));

    private static string Linked(Item item) =>
        ItemPage.Of(item) is { } page ? $"[{Phrases.Escape(item.FullName())}]({page})" : Phrases.Escape(item.FullName());
}
