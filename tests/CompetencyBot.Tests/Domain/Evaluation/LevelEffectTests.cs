using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources;
using static CompetencyBot.Tests.Domain.SmallEdition;

namespace CompetencyBot.Tests.Domain.Evaluation;

public sealed class LevelEffectTests
{
    private static readonly DateOnly Today = new(2018, 3, 1);
    private static readonly Edition Edition = Asking(new Alternative("a", [Group("g1", 2, Any(A, B))]));

    [Fact]
    public void A_level_that_other_evidence_does_not_meet_falls()
    {
        var effect = Of(new Organisation().Person("amy", "item:a").Person("bob", "item:b"), new Organisation().Person("amy", "item:a").Person("bob"));

        var level = Assert.Single(effect.Levels);
        Assert.Equal((Level.Silver, null, false), (level.Before, level.After, effect.IsNothing));
        Assert.Empty(effect.Points);
    }

    [Fact]
    public void The_same_evidence_changes_nothing()
    {
        var organisation = new Organisation().Person("amy", "item:a").Person("bob", "item:b");

        Assert.True(Of(organisation, organisation).IsNothing);
    }

    [Fact]
    public void Of_what_is_scored_the_points_are_told_although_no_level_changes()
    {
        var records = EvidenceFolder.Read(SampleProgramme.SolutionsPartner.Folder).Records;
        var edition = EditionSet.Shipped.Load(SampleProgramme.SolutionsPartner.EditionId);
        var day = SampleProgramme.SolutionsPartner.StoryDay;
        var before = Attainment.Of(edition, CompetencyBot.Domain.Evidence.EvidenceMatching.Match(records, edition), day);
        var after = Attainment.Of(edition, CompetencyBot.Domain.Evidence.EvidenceMatching.Match(records with { Training = [] }, edition), day);

        var effect = LevelEffect.Of(before, after);

        Assert.Contains(effect.Points, points => points.After < points.Before);
        Assert.True(LevelEffect.Of(before, before).IsNothing);
    }

    private static LevelEffect Of(Organisation before, Organisation after) =>
        LevelEffect.Of(Attainment.Of(Edition, before.On(Edition), Today), Attainment.Of(Edition, after.On(Edition), Today));
}
