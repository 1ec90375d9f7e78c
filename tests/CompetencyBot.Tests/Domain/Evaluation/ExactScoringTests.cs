using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using FsCheck.Xunit;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>Scores against their definition on small random cases; the seed is fixed, so every run sees the same ones.</summary>
public sealed class ExactScoringTests
{
    private static readonly DateOnly Day = new(2018, 3, 1);

    [Property(Arbitrary = [typeof(SmallScores)], MaxTest = 3000, Replay = "20231015,7")]
    internal void Points_and_further_passes_agree_with_brute_force(SmallScore random)
    {
        ISet<string>[] held = [.. random.Held.Select(items => items.ToHashSet())];
        var (edition, evidence) = Arrange(random);
        var level = Attainment.Of(edition, evidence, Day).Levels.Single();
        var score = (ScoreAttainment)level.Requirements.Single();

        Assert.Equal(decimal.Round(BruteForceScore.Points(random.Score, held, random.Figures), 4), score.Value);
        Assert.Equal(BruteForceScore.IsMet(random.Score, held, random.Figures), level.Met);
        Assert.Equal(
            BruteForceScore.FewestPasses(random.Score, held, SmallScores.MostPeople, random.Passable.ToHashSet(), random.Figures), level.NewExams);
    }

    [Property(Arbitrary = [typeof(SmallScores)], MaxTest = 3000, Replay = "20231015,9")]
    internal void What_is_missing_reaches_the_score_and_figures_have_to_bring_what_it_says(SmallScore random)
    {
        var (edition, evidence) = Arrange(random);
        foreach (var shortfall in Shortfall.Of(edition, evidence, Day))
        {
            PassesAreInOrder.Check(shortfall, evidence, edition, Day);
            var gap = shortfall.Score!;
            Assert.Equal(shortfall.NewExams is not null, gap.FromFigures is 0 && gap.OpenFigures == 0);
            ISet<string>[] everybody = [.. Enumerable.Repeat(0, random.Held.Length + SmallScores.MostPeople)
                .Select((_, at) => random.Held.ElementAtOrDefault(at)?.Union(random.Passable).ToHashSet() ?? [.. random.Passable])];
            Assert.Equal(CanBeReached(random, everybody), gap.FromFigures is not null);
            if (gap.FromFigures > 0)
                Assert.Equal(
                    random.Score.Need - BruteForceScore.Points(random.Score, everybody, random.Figures), gap.FromFigures.Value, precision: 6);
        }
    }

    private static bool CanBeReached(SmallScore random, ISet<string>[] everybody)
    {
        var best = random.Score.Indicators.Select(indicator => indicator.Scoring).OfType<FigureScoring>().SelectMany(each => each.Parts)
            .ToDictionary(part => part.Metric, part => part.FullAt.Developed);
        return BruteForceScore.IsMet(random.Score, everybody, best);
    }

    private static (Edition Edition, MatchedEvidence Evidence) Arrange(SmallScore random)
    {
        var edition = SmallEdition.Of(random.Score);
        foreach (var item in edition.Items.Keys.Except(random.Passable))
            edition = edition.Without(item, retires: Day.AddDays(-1));
        var organisation = new Organisation();
        foreach (var (index, items) in random.Held.Index())
            organisation.Person($"person{index}", items);
        var evidence = organisation.On(edition);
        return (edition, random.Figures.Aggregate(evidence, (known, figure) => known.Measured(figure.Key, figure.Value)));
    }
}
