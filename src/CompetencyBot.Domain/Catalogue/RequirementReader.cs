using System.Collections.Immutable;

namespace CompetencyBot.Domain.Catalogue;

internal static class RequirementReader
{
    public static Requirement Read(Place place, RequirementJson json, ImmutableSortedDictionary<string, Item> items) => json switch
    {
        PerformanceJson performance => Performance(place, performance),
        SkillJson skill => Skill(place, skill, items),
        ScoreJson score => ScoreReader.Read(place, score, items),
        _ => throw place.Refuse("is of no known kind"),
    };

    private static PerformanceRequirement Performance(Place place, PerformanceJson json) => new(
        CompetencyReader.Slug(place, json.Id, "id"),
        FigureReader.Metric(place, json.Metric),
        place.Text(json.Unit, "unit"),
        FigureReader.ByMarket(place, json.Need, "need"),
        FigureReader.Window(place, place.Part(json.Window, "window")));

    private static SkillRequirement Skill(Place place, SkillJson json, ImmutableSortedDictionary<string, Item> items)
    {
        var alternatives = place.Each(json.Alternatives, "alternatives", (at, alternative) => Read(at, alternative, items));
        place.Unique(alternatives, "alternatives", alternative => alternative.Id, "id");
        return new SkillRequirement(CompetencyReader.Slug(place, json.Id, "id"), [.. alternatives]);
    }

    private static Alternative Read(Place place, AlternativeJson json, ImmutableSortedDictionary<string, Item> items)
    {
        var groups = place.Each(json.Groups, "groups", (at, group) => Read(at, group, items));
        place.Unique(groups, "groups", group => group.Id, "id");
        var alternative = new Alternative(CompetencyReader.Slug(place, json.Id, "id"), [.. groups]);
        RelationChecks.Check(place, alternative);
        return alternative;
    }

    private static Group Read(Place place, GroupJson json, ImmutableSortedDictionary<string, Item> items)
    {
        var people = place.Value(json.People, "people");
        if (people <= 0)
            throw place.At("people").Refuse("is not above zero");
        return new Group(
            CompetencyReader.Slug(place, json.Id, "id"),
            people,
            ExpressionReader.Each(place, json.Each, items),
            json.Relation is null ? null : Relation(place.At("relation"), json.Relation));
    }

    private static GroupRelation Relation(Place place, RelationJson json) => new(
        place.Choice(
            json.Kind,
            "kind",
            ("samePeopleAs", GroupRelationKind.SamePeopleAs),
            ("subsetOf", GroupRelationKind.SubsetOf),
            ("disjointFrom", GroupRelationKind.DisjointFrom),
            ("sameOrDifferentFrom", GroupRelationKind.SameOrDifferentFrom)),
        place.Text(json.Group, "group"));
}
