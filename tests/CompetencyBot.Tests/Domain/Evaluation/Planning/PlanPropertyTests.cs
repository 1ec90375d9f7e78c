using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evaluation.Planning;
using CompetencyBot.Domain.Evidence;
using FsCheck.Xunit;

namespace CompetencyBot.Tests.Domain.Evaluation.Planning;

/// <summary>Plans against the definition on small random cases; the seed is fixed, so every run sees the same ones.</summary>
public sealed class PlanPropertyTests
{
    private static readonly DateOnly Day = new(2018, 3, 1);
    private static readonly string[] Items = ["item:a", "item:b", "item:c"];

    [Property(Arbitrary = [typeof(PlanCases)], MaxTest = 3000, Replay = "20180301,11")]
    internal void The_passes_are_the_fewest_and_the_paths_the_best_of_those(PlanCaseOfTest random)
    {
        var plan = PlanFor(random, out _);

        var brute = new PlanBruteForce(Items, random.Passable);
        var choices = Choices(random.Levels).Select(paths => (Paths: paths, Passes: brute.Fewest(paths, random.Held))).ToArray();
        var best = choices.Where(choice => choice.Passes is not null)
            .OrderBy(choice => choice.Passes)
            .ThenBy(choice => choice.Paths.Count(path => path.Figure < 10))
            .ThenBy(choice => choice.Paths.Sum(path => path.Figure < 10 ? 10 - path.Figure : 0))
            .FirstOrDefault();
        var figuresAlonePrevent = random.Levels.Any(level =>
            level.All(path => path.Requirements is [ScoreRequirement] && brute.Fewest([path], random.Held) is null));
        if (figuresAlonePrevent)
            return;
        Assert.Equal(best.Passes, plan.NewExams);
        if (best.Passes is not null)
            Assert.Equal(best.Paths.Select((path, level) => $"p{random.Levels[level].IndexOf(path) + 1}"), plan.Paths.Select(path => path.Path.Id));
        Assert.True(plan.IsProven);
    }

    [Property(Arbitrary = [typeof(PlanCases)], MaxTest = 1000, Replay = "20180301,19")]
    internal void A_plan_that_ends_at_its_limit_of_work_is_between_its_bound_and_the_truth(PlanCaseOfTest random)
    {
        var edition = Edition(random);
        var evidence = Evidence(Organise(random, edition), edition);

        var truth = Plan.For(edition, evidence, Day, Plan.LevelsOf(edition));
        var hasty = Plan.For(edition, evidence, Day, Plan.LevelsOf(edition), mostSteps: 1);

        Assert.Equal(truth.NewExams is null, hasty.NewExams is null);
        if (truth.NewExams is { } fewest)
            Assert.InRange(fewest, hasty.AtLeast, hasty.NewExams!.Value);
    }

    [Property(Arbitrary = [typeof(PlanCases)], MaxTest = 2000, Replay = "20180301,13")]
    internal void Once_the_passes_are_made_every_chosen_path_lacks_no_people(PlanCaseOfTest random)
    {
        var plan = PlanFor(random, out var edition);
        if (plan.NewExams is null || plan.Gaps.Any(gap => gap.Metric is "score" or "points"))
            return;

        var after = Organise(random, edition);
        foreach (var newcomer in plan.Passes.Select(pass => pass.Pass.Newcomer).Where(number => number > 0).Distinct())
            after.Person($"newcomer{newcomer}");
        foreach (var pass in plan.Passes.Select(pass => pass.Pass))
            after.Passed(pass.PersonId?.Split('@')[0] ?? $"newcomer{pass.Newcomer}", pass.ItemId);
        var attainment = Attainment.Of(edition, Evidence(after, edition), Day);
        foreach (var path in plan.Paths)
            Assert.Equal(0, attainment.LevelsOf(path.Competency.Id).Single(level => level.Path == path.Path).NewExams);
    }

    [Property(Arbitrary = [typeof(PlanCases)], MaxTest = 1000, Replay = "20180301,17")]
    internal void One_level_alone_needs_what_its_best_path_needs(PlanCaseOfTest random)
    {
        var edition = Edition(random);
        var evidence = Evidence(Organise(random, edition), edition);
        var attainment = Attainment.Of(edition, evidence, Day);

        foreach (var wanted in Plan.LevelsOf(edition))
            if (Plan.For(edition, evidence, Day, [wanted]) is var plan && plan.Gaps.All(gap => gap.Metric is not ("score" or "points")))
                Assert.Equal(attainment.LevelsOf(wanted.CompetencyId).Min(level => level.NewExams), plan.NewExams);
    }

    private static Plan PlanFor(PlanCaseOfTest random, out Edition edition)
    {
        edition = Edition(random);
        return Plan.For(edition, Evidence(Organise(random, edition), edition), Day, Plan.LevelsOf(edition));
    }

    private static Edition Edition(PlanCaseOfTest random)
    {
        var edition = SmallEdition.Of([new PathLevel(Level.Silver, [])]);
        foreach (var item in edition.Items.Keys.Except(random.Passable))
            edition = edition.Without(item, retires: Day.AddDays(-1));
        var competencies = random.Levels.Select((paths, at) => SmallEdition.Of(paths.Select(path => new PathLevel(
            Level.Silver,
            path.Figure is null
                ? path.Requirements
                : [new PerformanceRequirement("f", "metric", "count", new ByMarket(10, 10), null), .. path.Requirements])))
            .Competencies.Single() with { Id = $"c{at + 1}", Names = SmallEdition.Named($"Competency {at + 1}") });
        return edition with { Competencies = [.. competencies] };
    }

    private static Organisation Organise(PlanCaseOfTest random, Edition edition)
    {
        var organisation = new Organisation();
        foreach (var (index, items) in random.Held.Index())
            organisation.Person($"person{index}", items);
        foreach (var (level, paths) in random.Levels.Index())
            foreach (var (at, path) in paths.Index())
                if (path.Figure is { } value)
                    organisation.Figure(edition.Competencies[level].Names["en"], $"Path {at + 1}", "metric", value);
        return organisation;
    }

    private static MatchedEvidence Evidence(Organisation organisation, Edition edition)
    {
        var evidence = organisation.On(edition);
        return evidence with
        {
            Figures =
            [
                .. evidence.Figures,
                .. edition.Competencies.Select(competency => new Figure(competency.Id, null, "points", Day.AddMonths(-1), 1)),
            ],
        };
    }

    private static IEnumerable<RandomPath[]> Choices(IEnumerable<ImmutableArray<RandomPath>> levels)
    {
        IEnumerable<RandomPath[]> none = [[]];
        return levels.Aggregate(none, (chosen, paths) => from list in chosen from path in paths select (RandomPath[])[.. list, path]);
    }
}
