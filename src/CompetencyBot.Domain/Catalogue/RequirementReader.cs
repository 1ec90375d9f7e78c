using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CompetencyBot.Domain.Catalogue;

internal static partial class RequirementReader
{
    /// <summary>The evidence carries twelve-month totals only, so no other window could be answered.</summary>
    private const int MonthsOfATotal = 12;

    public static Requirement Read(Place place, RequirementJson json, ImmutableSortedDictionary<string, Item> items) => json switch
    {
        PerformanceJson performance => Performance(place, performance),
        SkillJson skill => Skill(place, skill, items),
        _ => throw place.Refuse("is of no known kind"),
    };

    private static PerformanceRequirement Performance(Place place, PerformanceJson json)
    {
        var metric = place.Text(json.Metric, "metric");
        if (!MetricPattern().IsMatch(metric))
            throw place.At("metric").Refuse($"'{metric}' is not in small letters, digits and underscores");
        return new PerformanceRequirement(
            CompetencyReader.Slug(place, json.Id, "id"),
            metric,
            place.Text(json.Unit, "unit"),
            Need(place.At("need"), place.Part(json.Need, "need")),
            Window(place.At("window"), place.Part(json.Window, "window")));
    }

    private static ByMarket Need(Place place, NeedJson json)
    {
        var need = json switch
        {
            { All: { } all, Developed: null, Developing: null } => new ByMarket(all, all),
            { All: null, Developed: { } developed, Developing: { } developing } => new ByMarket(developed, developing),
            _ => throw place.Refuse("is either {all} or {developed, developing}"),
        };
        return need is { Developed: > 0, Developing: > 0 } ? need : throw place.Refuse("is not above zero");
    }

    private static int? Window(Place place, WindowJson json)
    {
        var sliding = place.Choice(json.Kind, "kind", ("trailing", true), ("annual", true), ("snapshot", false), ("notStated", false));
        if (json.Kind == "trailing" ? json.Months != MonthsOfATotal : json.Months is not null)
            throw place.At("months").Refuse($"a trailing window has {MonthsOfATotal} months, the other kinds name none");
        return sliding ? MonthsOfATotal : null;
    }

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
            Expression(place.At("each"), place.Value(json.Each, "each"), items),
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

    private static ItemExpression Expression(Place place, JsonElement json, ImmutableSortedDictionary<string, Item> items)
    {
        if (json.ValueKind == JsonValueKind.String)
            return json.GetString() is { } id && items.ContainsKey(id)
                ? new ItemExpression.Holds(id)
                : throw place.Refuse($"'{json.GetString()}' is not among the items");
        if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().ToArray() is not [{ Name: "anyOf" or "allOf" } only])
            throw place.Refuse("is neither an item nor one of {anyOf} and {allOf}");
        if (only.Value.ValueKind != JsonValueKind.Array || only.Value.GetArrayLength() == 0)
            throw place.At(only.Name).Refuse("is not a list of at least one");
        var list = place.At(only.Name);
        ImmutableArray<ItemExpression> parts =
            [.. only.Value.EnumerateArray().Select((part, index) => Expression(list.At(index), part, items))];
        place.Unique(parts, only.Name, part => (part as ItemExpression.Holds)?.ItemId, "item");
        return only.Name == "anyOf" ? new ItemExpression.AnyOf(parts) : new ItemExpression.AllOf(parts);
    }

    [GeneratedRegex(@"^[a-z0-9]+(_[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex MetricPattern();
}
