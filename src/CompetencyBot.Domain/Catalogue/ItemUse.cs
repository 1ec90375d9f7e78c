namespace CompetencyBot.Domain.Catalogue;

/// <summary>A path and level whose skill goals name an item.</summary>
public sealed record ItemUse(Competency Competency, CompetencyPath Path, Level Level)
{
    /// <summary>What every item of the edition counts for, by item id, in the order of the catalogue.</summary>
    public static ILookup<string, ItemUse> In(Edition edition) =>
        (from competency in edition.Competencies
         from path in competency.Paths
         from level in path.Levels
         from itemId in level.Requirements.OfType<SkillRequirement>().SelectMany(ItemsOf).Distinct()
         select (itemId, Use: new ItemUse(competency, path, level.Level))).ToLookup(pair => pair.itemId, pair => pair.Use);

    private static IEnumerable<string> ItemsOf(SkillRequirement requirement) =>
        from alternative in requirement.Alternatives
        from @group in alternative.Groups
        from itemId in @group.Each.Items()
        select itemId;
}
