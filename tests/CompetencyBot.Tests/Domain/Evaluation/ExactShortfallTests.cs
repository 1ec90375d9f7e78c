using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using FsCheck.Xunit;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>Passes by name, people away and key people against their definitions on small random cases with a fixed seed.</summary>
public sealed class ExactShortfallTests
{
    private static readonly DateOnly Day = new(2018, 3, 1);

    [Property(Arbitrary = [typeof(SmallCases)], MaxTest = 2000, Replay = "20180301,11")]
    internal void The_passes_named_are_just_enough_and_in_order(SmallCase random)
    {
        var (edition, evidence) = Arrange(random);
        foreach (var shortfall in Shortfall.Of(edition, evidence, Day))
            PassesAreInOrder.Check(shortfall, evidence, edition, Day);
    }

    [Property(Arbitrary = [typeof(SmallCases)], MaxTest = 300, Replay = "20180301,13")]
    internal void A_level_is_so_many_people_away_as_no_fewer_people_could_complete_it(SmallCase random)
    {
        var (edition, evidence) = Arrange(random);
        var level = Attainment.Of(edition, evidence, Day).Levels.Single();
        var near = PeopleAway.Of(edition, evidence, Day, atMost: 2).SingleOrDefault();

        var fewest = level.Met ? null : new int?[] { 1, 2 }.FirstOrDefault(people => CanComplete(edition, evidence, random, people!.Value));
        Assert.Equal(fewest, near?.People);
        if (near is null)
            return;
        PassesAreInOrder.Check(near.Passes, evidence, edition, Day);
        Assert.InRange(near.Passes.Length, level.NewExams!.Value, int.MaxValue);
        Assert.True(IsMet(edition, evidence, near.Passes));
    }

    [Property(Arbitrary = [typeof(SmallCases)], MaxTest = 1000, Replay = "20180301,15")]
    internal void Key_people_and_the_leavers_a_level_survives_agree_with_trying_all_leavers(SmallCase random)
    {
        // More people than the requirements ask for, so that some can be spared.
        var (edition, evidence) = Arrange(random with { Held = [.. random.Held, .. random.Held, ["item:a", "item:b", "item:c", "item:d"]] });
        CheckKeyPeople(edition, evidence);
    }

    [Property(Arbitrary = [typeof(SmallCases)], MaxTest = 300, Replay = "20180301,17")]
    internal void Key_people_of_a_level_that_two_paths_meet_agree_with_trying_all_leavers(SmallCase one, SmallCase other)
    {
        var levels = new[] { one, other }.Select(random => new PathLevel(Level.Silver, [.. random.Requirements]));
        var edition = SmallEdition.Of(levels);
        string[] everything = ["item:a", "item:b", "item:c", "item:d"];
        CheckKeyPeople(edition, Evidence([.. one.Held, .. other.Held, everything, everything], edition));
    }

    [Property(Arbitrary = [typeof(SmallScores)], MaxTest = 1000, Replay = "20180301,19")]
    internal void Key_people_of_a_score_agree_with_trying_all_leavers(SmallScore random)
    {
        var edition = SmallEdition.Of(random.Score with { Need = decimal.Ceiling(random.Score.Need / 2) });
        var evidence = Evidence([.. random.Held, .. random.Held, ["item:a", "item:b", "item:c"]], edition);
        CheckKeyPeople(edition, random.Figures.Aggregate(evidence, (known, figure) => known.Measured(figure.Key, figure.Value)));
    }

    private static void CheckKeyPeople(Edition edition, MatchedEvidence evidence)
    {
        bool MetWithout(IReadOnlyList<string> leavers) => Attainment.Of(
            edition, evidence with { People = evidence.People.RemoveAll(person => leavers.Contains(person.Id)) }, Day).HighestLevel("c1") is not null;

        var shown = KeyPeople.Of(edition, evidence, Day).SingleOrDefault();
        Assert.Equal(MetWithout([]), shown is not null);
        if (shown is null)
            return;
        string[] people = [.. evidence.People.Select(person => person.Id)];
        var breaking = BruteForceScore.Subsets(people).FirstOrDefault(leavers => !MetWithout(leavers));
        Assert.Equal(breaking?.Length - 1, shown.Survives);
        Assert.False(shown.IsAtLeast);
        Assert.Equal(people.Where(person => !MetWithout([person])), shown.People);
    }

    /// <summary>Tries everything that so many people, newcomers among them, can pass.</summary>
    private static bool CanComplete(Edition edition, MatchedEvidence evidence, SmallCase random, int people)
    {
        var everything = (int person) => random.Passable.Except(random.Held.ElementAtOrDefault(person) ?? [])
            .Select(item => person < random.Held.Length
                ? new Pass(evidence.People[person].Id, 0, item)
                : new Pass(null, person - random.Held.Length + 1, item));
        var candidates = Enumerable.Range(0, random.Held.Length + people).Select(person => $"{person}").ToArray();
        return BruteForceScore.Subsets(candidates).Where(chosen => chosen.Length == people)
            .Any(chosen => IsMet(edition, evidence, [.. chosen.SelectMany(person => everything(int.Parse(person, null)))]));
    }

    private static bool IsMet(Edition edition, MatchedEvidence evidence, ImmutableArray<Pass> passes)
    {
        var answer = Assert.IsType<WhatIf.Answer>(WhatIf.Of(edition, evidence, Day, passes.Select(pass => new Change.Passes(pass))));
        return Attainment.Of(edition, answer.Evidence, Day).Levels.Single().Met;
    }

    private static (Edition Edition, MatchedEvidence Evidence) Arrange(SmallCase random)
    {
        var edition = SmallEdition.Of([.. random.Requirements]);
        foreach (var item in edition.Items.Keys.Except(random.Passable))
            edition = edition.Without(item, retires: Day.AddDays(-1));
        return (edition, Evidence(random.Held, edition));
    }

    private static MatchedEvidence Evidence(string[][] held, Edition edition)
    {
        var organisation = new Organisation();
        foreach (var (index, items) in held.Index())
            organisation.Person($"person{index}", items);
        return organisation.On(edition);
    }
}
