using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CompetencyBot.Domain.Catalogue;

internal static partial class ItemReader
{
    public static ImmutableSortedDictionary<string, Item> Read(Place root, ItemJson?[]? json)
    {
        var items = root.Each(json, "items", Read);
        root.Unique(items, "items", item => item.Id, "id");
        root.Unique(items, "items", item => item.Code, "code");
        return items.ToImmutableSortedDictionary(item => item.Id, item => item, StringComparer.Ordinal);
    }

    private static Item Read(Place place, ItemJson json)
    {
        var item = new Item(
            place.Text(json.Id, "id"),
            place.Choice(
                json.Kind, "kind", ("exam", ItemKind.Exam), ("certification", ItemKind.Certification), ("assessment", ItemKind.Assessment)),
            json.Code is null ? null : place.Text(json.Code, "code"),
            place.Text(json.Title, "title"),
            place.Text(json.Provider, "provider"),
            json.Retires,
            json.AcceptedUntil);
        if (!IdPattern().IsMatch(item.Id))
            throw place.At("id").Refuse($"'{item.Id}' is not a name in small letters, digits, dots and hyphens, with or without kind: before it");
        if (item is { Kind: ItemKind.Exam, Code: null })
            throw place.At("code").Refuse("is missing; an exam is known by its code");
        return item.AcceptedUntil < item.Retires ? throw place.At("acceptedUntil").Refuse("lies before retires") : item;
    }

    [GeneratedRegex(@"^([a-z]+:)?[a-z0-9][a-z0-9.-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
