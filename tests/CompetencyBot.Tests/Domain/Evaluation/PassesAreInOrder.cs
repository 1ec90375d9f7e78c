using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>What is promised of the passes that a shortfall names, whatever the level.</summary>
internal static class PassesAreInOrder
{
    public static void Check(Shortfall shortfall, MatchedEvidence evidence, Edition edition, DateOnly day)
    {
        Assert.Equal(shortfall.NewExams ?? 0, shortfall.Passes.Length);
        Check(shortfall.Passes, evidence, edition, day);
        if (shortfall.NewExams is not null)
            Assert.Equal(0, After(shortfall, evidence, edition, day).NewExams);
        if (shortfall is { NewExams: not null, OpenFigures: 0 })
            Assert.True(After(shortfall, evidence, edition, day).Met);
    }

    public static void Check(IReadOnlyList<Pass> passes, MatchedEvidence evidence, Edition edition, DateOnly day)
    {
        Assert.Equal(passes, passes.Distinct());
        foreach (var pass in passes)
        {
            Assert.True(edition.Items[pass.ItemId].CanBePassed(day));
            Assert.Equal(pass.PersonId is null, pass.Newcomer > 0);
            if (pass.PersonId is { } id)
                Assert.DoesNotContain(evidence.People.Single(person => person.Id == id).Achievements, held => held.ItemId == pass.ItemId);
        }

        var learners = passes.GroupBy(pass => (pass.PersonId, pass.Newcomer)).ToArray();
        Assert.Equal(
            learners.Select(learner => learner.Key),
            learners.OrderBy(learner => learner.Key.PersonId is null)
                .ThenBy(learner => learner.Count())
                .ThenBy(learner => evidence.People.Select(person => person.Id).ToList().IndexOf(learner.Key.PersonId ?? ""))
                .Select(learner => learner.Key));
        Assert.Equal(Enumerable.Range(1, learners.Count(each => each.Key.Newcomer > 0)), learners.Select(each => each.Key.Newcomer).Where(n => n > 0));
    }

    private static LevelAttainment After(Shortfall shortfall, MatchedEvidence evidence, Edition edition, DateOnly day)
    {
        var answer = Assert.IsType<WhatIf.Answer>(WhatIf.Of(edition, evidence, day, shortfall.Passes.Select(pass => new Change.Passes(pass))));
        return Attainment.Of(edition, answer.Evidence, day).Levels
            .Single(level => level.Path == shortfall.Path && level.Level == shortfall.Level);
    }
}
