using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Conversation;

/// <summary>What a level still needs, in a few words.</summary>
public static class Remainder
{
    public static string Of(LevelAttainment level)
    {
        ArgumentNullException.ThrowIfNull(level);
        return Language.Format(Texts.NextLevelNeeds, Phrases.Of(level.Level), Parts(level));
    }

    /// <summary>The same without the name of the level, for example <c>2 more exams or assessments, new customers: 3 more</c>.</summary>
    public static string Parts(LevelAttainment level)
    {
        ArgumentNullException.ThrowIfNull(level);
        if (level.Requirements is [ScoreAttainment score])
            return string.Join(Texts.ListSeparator, Of(score, level.NewExams));
        var parts = level.Requirements.OfType<PerformanceAttainment>().Where(figure => !figure.Met).Select(Of).ToList();
        if (level.NewExams is not 0)
            parts.Insert(0, Exams(level.NewExams));
        return string.Join(Texts.ListSeparator, parts);
    }

    public static string Of(PerformanceAttainment figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return Gap(Phrases.Metric(figure.Requirement.Metric), figure.Requirement.Unit, figure.Value, figure.Need);
    }

    /// <summary>How much of a figure is missing.</summary>
    public static string Gap(string name, string unit, decimal? value, decimal need) => (value, unit) switch
    {
        (_, "boolean") => name,
        (null, _) => Language.Format(Texts.FigureUnknownOf, name, Phrases.Value(need, unit)),
        ({ } known, _) => Language.Format(Texts.FigureMore, name, Phrases.Value(need - known, unit)),
    };

    private static IEnumerable<string> Of(ScoreAttainment score, int? newExams)
    {
        if (score.Value < score.Requirement.Need)
            yield return Language.Format(Texts.PointsMore, Phrases.Number(score.Requirement.Need - score.Value));
        if (score.Requirement.EveryIndicatorAboveZero
            && score.Indicators.Where(indicator => indicator.Points == 0).ToArray() is { Length: > 0 } zero)
            yield return Language.Format(
                Texts.NothingFor, string.Join(Texts.ListSeparator, zero.Select(indicator => Phrases.NameOf(indicator.Indicator.Names))));
        if (newExams > 0)
            yield return Language.Format(Texts.ExamsWouldDo, Exams(newExams));
    }

    public static string Exams(int? count) => count switch
    {
        null => Texts.NoExamCanHelp,
        1 => Texts.OneMoreExam,
        _ => Language.Format(Texts.MoreExams, count),
    };
}
