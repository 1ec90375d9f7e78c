using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>A requirement as it is and as it would be: what is there of what is needed, with a mark that says whether it is enough.</summary>
internal static class RequirementRows
{
    public static IEnumerable<(string Name, string Before, string After)> Of(RequirementAttainment before, RequirementAttainment after, Edition edition) =>
        (before, after) switch
        {
            (PerformanceAttainment one, PerformanceAttainment other) => [(Phrases.Metric(edition, one.Requirement.Metric), Value(one), Value(other))],
            (SkillAttainment one, SkillAttainment other) => other.Groups.Select(group => OfGroup(group, one, other, edition)),
            (ScoreAttainment one, ScoreAttainment other) => OfScore(one, other),
            _ => [],
        };

    private static string Value(PerformanceAttainment figure) => Marked(
        figure.Met, Have(Phrases.Value(figure.Value, figure.Requirement.Unit), Phrases.Value(figure.Need, figure.Requirement.Unit)));

    private static (string, string, string) OfGroup(GroupAttainment group, SkillAttainment before, SkillAttainment after, Edition edition)
    {
        // The nearest alternative may be another one then; of that it is not known how many there were.
        var known = before.Alternative.Id == after.Alternative.Id ? before.Groups.FirstOrDefault(each => each.Group.Id == group.Group.Id) : null;
        return (
            Language.Format(UpgradeTexts.PeopleWith, Phrases.Of(group.Group.Each, edition)),
            known is null ? "–" : Marked(known.Have >= known.Need, Have($"{known.Have}", $"{known.Need}")),
            Marked(group.Have >= group.Need, Have($"{group.Have}", $"{group.Need}")));
    }

    private static IEnumerable<(string, string, string)> OfScore(ScoreAttainment before, ScoreAttainment after)
    {
        yield return (Texts.Points, Sum(before), Sum(after));
        foreach (var (one, other) in before.Indicators.Zip(after.Indicators))
            yield return (Phrases.NameOf(one.Indicator.Names), Points(one), Points(other));

        static string Sum(ScoreAttainment score) => Marked(score.Met, Have(Phrases.Number(score.Value), Phrases.Number(score.Requirement.Need)));
        static string Points(IndicatorAttainment indicator) => Have(Phrases.Number(indicator.Points), Phrases.Number(indicator.Indicator.MaxPoints));
    }

    private static string Have(string value, string need) => Language.Format(UpgradeTexts.HaveOfNeed, value, need);

    private static string Marked(bool isMet, string text) => $"{(isMet ? "✔" : "○")} {text}";
}
