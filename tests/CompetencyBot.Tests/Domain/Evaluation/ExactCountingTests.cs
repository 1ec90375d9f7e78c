using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using FsCheck.Xunit;

namespace CompetencyBot.Tests.Domain.Evaluation;

/// <summary>The engine against the definition on small random cases; the seed is fixed, so every run sees the same ones.</summary>
public sealed class ExactCountingTests
{
    private static readonly DateOnly Day = new(2018, 3, 1);

    [Property(Arbitrary = [typeof(SmallCases)], MaxTest = 2000, Replay = "20180301,7")]
    internal void Counting_and_further_passes_agree_with_brute_force(SmallCase random)
    {
        ISet<string>[] held = [.. random.Held.Select(items => items.ToHashSet())];
        var level = Evaluate(random);

        var requirements = random.Requirements.Select(skill => (IReadOnlyList<Alternative>)skill.Alternatives);
        var expected = BruteForce.FewestPasses(requirements, held, random.Passable.ToHashSet());
        Assert.Equal(expected, level.NewExams);
        foreach (var skill in level.Requirements.Cast<SkillAttainment>())
        {
            Assert.Equal(
                BruteForce.FewestPasses([skill.Requirement.Alternatives], held, new HashSet<string>()) == 0, skill.Met);
            Assert.Equal(BruteForce.MostPlaced(skill.Alternative, held), skill.Groups.Select(group => group.Have));
        }
    }

    [Property(Arbitrary = [typeof(SmallCases)], MaxTest = 1000, Replay = "20180301,9")]
    internal void The_people_shown_in_the_groups_obey_every_relation(SmallCase random)
    {
        foreach (var skill in Evaluate(random).Requirements.Cast<SkillAttainment>())
            foreach (var shown in skill.Groups.Where(group => group.Group.Relation is not null))
            {
                var other = skill.Groups.Single(group => group.Group.Id == shown.Group.Relation!.GroupId).People;
                Assert.True(shown.Group.Relation!.Kind switch
                {
                    GroupRelationKind.SamePeopleAs => shown.People.SequenceEqual(other),
                    GroupRelationKind.SubsetOf => shown.People.All(other.Contains),
                    GroupRelationKind.DisjointFrom => !shown.People.Any(other.Contains),
                    _ => true,
                });
            }
    }

    private static LevelAttainment Evaluate(SmallCase random)
    {
        var edition = SmallEdition.Of([.. random.Requirements]);
        foreach (var item in edition.Items.Keys.Except(random.Passable))
            edition = edition.Without(item, retires: Day.AddDays(-1));
        var organisation = new Organisation();
        foreach (var (index, items) in random.Held.Index())
            organisation.Person($"person{index}", items);
        return Attainment.Of(edition, organisation.On(edition), Day).Levels.Single();
    }
}
