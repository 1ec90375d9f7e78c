using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using FsCheck.Xunit;
using static CompetencyBot.Tests.Domain.SmallEdition;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>The look ahead against an evaluation of every single day, and its causes against worlds in which they do not happen.</summary>
public sealed class RenewalRiskPropertyTests
{
    private static readonly DateOnly Anniversary = Timeline.Today.AddDays(Timeline.Days);

    private static readonly Edition Asking = Of(
    [
        new PathLevel(Level.Silver,
        [
            new SkillRequirement("s1",
            [
                new Alternative("a", [Group("g1", 2, Any(A, B)), Group("g2", 1, C, new GroupRelation(GroupRelationKind.SubsetOf, "g1"))]),
            ]),
        ]),
        new PathLevel(Level.Silver, [new SkillRequirement("s1", [new Alternative("a", [Group("g1", 2, new ItemExpression.Holds("item:d"))])])]),
    ]);

    [Property(Arbitrary = [typeof(Timeline)], MaxTest = 1500, Replay = "20180301,11")]
    internal void Forecasts_agree_with_an_evaluation_of_every_day(Timeline random)
    {
        var (edition, evidence) = random.With(Asking, _ => true);
        var forecast = RenewalRisk.Of(edition, evidence, Timeline.Today, Anniversary).Levels.SingleOrDefault();

        Assert.Equal(MetOn(edition, evidence, Timeline.Today), forecast is not null);
        if (forecast is null)
            return;
        Assert.Equal(MetOn(edition, evidence, Anniversary), forecast.Holds);
        if (forecast.Holds)
            return;
        var lastMet = Enumerable.Range(0, Timeline.Days).Select(Timeline.Today.AddDays).Last(day => MetOn(edition, evidence, day));
        Assert.Equal(lastMet.AddDays(1), forecast.BreaksOn);
        AssertMinimal(random, forecast);
    }

    private static void AssertMinimal(Timeline random, LevelForecast forecast)
    {
        var causes = forecast.Causes.Select(cause => (cause.Kind, Person: cause.PersonId, Item: cause.ItemId)).ToHashSet();
        Assert.Subset(random.Losses().ToHashSet(), causes);
        Assert.False(HoldsWhen(random, causes.Contains));
        foreach (var cause in causes)
            Assert.True(HoldsWhen(random, loss => loss != cause && causes.Contains(loss)));
    }

    private static bool HoldsWhen(Timeline random, Predicate<(RiskCauseKind, string?, string?)> happens)
    {
        var (edition, evidence) = random.With(Asking, happens);
        return MetOn(edition, evidence, Anniversary);
    }

    private static bool MetOn(Edition edition, MatchedEvidence evidence, DateOnly day) =>
        Attainment.Of(edition, evidence, day).HighestLevel("c1") is not null;
}
