using System.Collections.Immutable;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>A level above the one that is held, which can be worked for.</summary>
/// <param name="Nearest">What its nearest way lacks.</param>
internal sealed record OpenLevel(KnownCompetency Known, Level Level, Shortfall Nearest)
{
    /// <summary>All of them, the nearest first.</summary>
    public static ImmutableArray<OpenLevel> Of(UpgradeView view, CompetencyNames names) =>
    [
        .. view.Advised.SelectMany(followed => Of(followed, names, view.Today))
            .OrderBy(level => level.Nearest.NewExams ?? int.MaxValue)
            .ThenBy(level => level.Nearest.OpenFigures)
            .ThenBy(level => level.Nearest.LargestGap),
    ];

    /// <summary>For example <c>Messaging (Gold): 2 exams away</c>.</summary>
    public string Words => Language.Format(Texts.PassesOf, Language.Format(Texts.CountsForLevel, Known.Title, Phrases.Of(Level)), Away());

    /// <summary>As it is understood when it is typed, too.</summary>
    public string Value => $"{Known.Key} {WantedLevels.WordOf(Level)}".TrimEnd();

    private static IEnumerable<OpenLevel> Of(FollowedEdition followed, CompetencyNames names, DateOnly today)
    {
        var attained = followed.On(today);
        return from level in Shortfall.Of(followed.Edition, followed.Matched, today).GroupBy(way => (way.Competency, way.Level))
               where !(level.Key.Level <= attained.HighestLevel(level.Key.Competency.Id))
               select new OpenLevel(
                   names.Get(followed.Edition.Id, level.Key.Competency.Id), level.Key.Level, NextLevel.Of(null, [.. level]).Paths[0]);
    }

    private string Away()
    {
        var exams = Nearest.NewExams switch
        {
            null => Nearest.Score is { Missing: > 0 and var points } ? Language.Format(Texts.PointsMore, Phrases.Number(points)) : UpgradeTexts.AwayNoExam,
            0 => null,
            1 => UpgradeTexts.AwayOneExam,
            var count => Language.Format(UpgradeTexts.AwayExams, count),
        };
        return (exams, Nearest.Score is null && Nearest.OpenFigures > 0) switch
        {
            (null, _) => UpgradeTexts.AwayFigures,
            ({ } known, true) => Language.Format(UpgradeTexts.AwayWithFigures, known),
            ({ } known, false) => known,
        };
    }
}
