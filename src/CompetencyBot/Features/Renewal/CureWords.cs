using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Renewal;

/// <summary>What would mend a level, through one path.</summary>
internal static class CureWords
{
    public static string Of(Cure cure, Edition edition, PeopleShown people) => Language.Format(
        Texts.CureThrough, Phrases.NameOf(cure.Path.Names), string.Join(Texts.ListSeparator, Parts(cure, edition, people)));

    /// <summary>What a level lacks today on one path.</summary>
    public static string Of(Shortfall missing, Edition edition, PeopleShown people) => Language.Format(
        Texts.CureThrough, Phrases.NameOf(missing.Path.Names), string.Join(Texts.ListSeparator, Parts(missing, edition, people)));

    private static IEnumerable<string> Parts(Shortfall missing, Edition edition, PeopleShown people)
    {
        if (Accounts.Of(missing.Linking, people) is { } linking)
            yield return linking;
        if (missing.Passes is { IsEmpty: false } passes)
            yield return Language.Format(Texts.ExamsBy, Remainder.Exams(passes.Length), PassWords.Of(passes, edition, people));
        if (missing.Score is { Missing: > 0 and var points })
            yield return Language.Format(Texts.PointsMore, Phrases.Number(points));
        if (missing is { NewExams: null, Score: null })
            yield return Texts.NoExamCanHelp;
        foreach (var gap in missing.Figures)
            yield return Remainder.Gap(Phrases.Metric(edition, gap.Metric), gap.Unit, gap.Value, gap.Need);
    }

    private static IEnumerable<string> Parts(Cure cure, Edition edition, PeopleShown people)
    {
        if (cure.Passes is { Length: > 0 } passes)
            yield return Language.Format(Texts.ExamsBy, Remainder.Exams(passes.Length), PassWords.Of(passes, edition, people));
        if (cure is { Passes: null, Score: { } score })
            yield return Language.Format(Texts.PointsExpected, Phrases.Number(score.Value), Phrases.Number(score.Need));
        foreach (var gap in cure.Gaps)
            yield return Remainder.Gap(Phrases.Metric(edition, gap.Metric), gap.Unit, gap.Value, gap.Need);
    }
}
