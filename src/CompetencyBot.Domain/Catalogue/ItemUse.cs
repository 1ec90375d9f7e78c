namespace CompetencyBot.Domain.Catalogue;

/// <summary>A path and level that ask people for an item.</summary>
public sealed record ItemUse(Competency Competency, CompetencyPath Path, Level Level)
{
    /// <summary>What every item of the edition counts for, by item id, in the order of the catalogue.</summary>
    public static ILookup<string, ItemUse> In(Edition edition) =>
        (from competency in edition.Competencies
         from path in competency.Paths
         from level in path.Levels
         from itemId in level.Requirements.SelectMany(ExpressionsOf).SelectMany(each => each.Items()).Distinct()
         select (itemId, Use: new ItemUse(competency, path, level.Level))).ToLookup(pair => pair.itemId, pair => pair.Use);

    /// <summary>The same over several editions.</summary>
    public static ILookup<string, ItemUse> In(IEnumerable<Edition> editions) => editions.Select(In)
        .SelectMany(uses => uses.SelectMany(item => item.Select(use => (item.Key, Use: use)))).ToLookup(pair => pair.Key, pair => pair.Use);

    /// <summary>What a requirement asks single people for, in the order of the catalogue; nothing of figures.</summary>
    internal static IEnumerable<ItemExpression> ExpressionsOf(Requirement requirement) => requirement switch
    {
        SkillRequirement skill => from alternative in skill.Alternatives from @group in alternative.Groups select @group.Each,
        ScoreRequirement score => score.Indicators.SelectMany(indicator => ExpressionsOf(indicator.Scoring)),
        _ => [],
    };

    private static IEnumerable<ItemExpression> ExpressionsOf(Scoring scoring) => scoring switch
    {
        PeopleScoring people => [people.Each],
        StepScoring steps => steps.Steps.Select(step => step.Each),
        GrowthScoring growth => [growth.Each],
        _ => [],
    };
}
