using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Progress;

/// <summary>What a competency's card says of accounts that are reported and not confirmed: apart from what counts, since they raise no level.</summary>
internal static class ExpectedLines
{
    public static IEnumerable<CardElement> Of(ExpectedHere? expected)
    {
        if (expected is null)
            yield break;
        if (expected.Level is { } level)
            yield return new TextBlock(expected.People.Length == 1
                ? Language.Format(Texts.ExpectedOnceOne, Phrases.Of(level))
                : Language.Format(Texts.ExpectedOnceSome, Phrases.Of(level), expected.People.Length)) { Spacing = "Small" };
        yield return CardParts.Subtle(expected.Passes == 1 ? Texts.OneReportedPassHere : Language.Format(Texts.ReportedPassesHere, expected.Passes));
    }

    /// <summary>Beside a group of people: how many more there will be; null for none.</summary>
    /// <param name="then">The level as it will be; null where it will be as it is.</param>
    public static string? More(GroupAttainment group, LevelAttainment? then)
    {
        var later = then?.Requirements.OfType<SkillAttainment>().SelectMany(skill => skill.Groups).FirstOrDefault(each => ReferenceEquals(each.Group, group.Group));
        return later?.Have > group.Have ? Language.Format(Texts.MoreOnceConfirmed, later.Have - group.Have) : null;
    }

    /// <summary>Below a level that is not met: how it will be.</summary>
    public static string? Of(LevelAttainment? then) => then switch
    {
        null => null,
        { Met: false, Requirements: [ScoreAttainment score] } => Language.Format(
            Texts.OnceConfirmed, Language.Format(Texts.PointsOfNeed, Phrases.Number(score.Value), Phrases.Number(score.Requirement.Need))),
        { Met: true } => Language.Format(Texts.OnceConfirmed, Language.Format(Texts.LevelReached, Phrases.Of(then.Level))),
        _ => Language.Format(Texts.OnceConfirmed, Remainder.Of(then)),
    };
}
