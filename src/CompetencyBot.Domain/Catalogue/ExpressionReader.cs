using System.Collections.Immutable;
using System.Text.Json;

namespace CompetencyBot.Domain.Catalogue;

internal static class ExpressionReader
{
    /// <summary>Reads the member <c>each</c>: an item id, <c>{"anyOf": […]}</c> or <c>{"allOf": […]}</c>.</summary>
    public static ItemExpression Each(Place parent, JsonElement? json, ImmutableSortedDictionary<string, Item> items) =>
        Read(parent.At("each"), parent.Value(json, "each"), items);

    private static ItemExpression Read(Place place, JsonElement json, ImmutableSortedDictionary<string, Item> items)
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
            [.. only.Value.EnumerateArray().Select((part, index) => Read(list.At(index), part, items))];
        place.Unique(parts, only.Name, part => (part as ItemExpression.Holds)?.ItemId, "item");
        return only.Name == "anyOf" ? new ItemExpression.AnyOf(parts) : new ItemExpression.AllOf(parts);
    }
}
