using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Tests.Domain;

/// <summary>An edition of one competency with one silver path, for what the real catalogue has no example of.</summary>
internal static class SmallEdition
{
    public static readonly Source Somewhere = new("repo", "path", "commit", "2018-01-01");

    public static Edition Asking(params Alternative[] alternatives) => Of([new SkillRequirement("s1", [.. alternatives])]);

    public static Edition Of(params Requirement[] requirements) => Of([new PathLevel(Level.Silver, [.. requirements])]);

    public static Edition Of(IEnumerable<PathLevel> levels) => new(
        "small",
        "A small edition",
        Programme.Competencies,
        new DateOnly(2017, 1, 1),
        null,
        null,
        TimeSpan.FromHours(24),
        new RenewalTest.OnAnniversary(),
        new PurchaseWindow(1, 30),
        new Ladder([-90, -60, -30, -15, -7, -1, 0, 15, 23, 29]),
        [Somewhere],
        ItemsOf("item:a", "item:b", "item:c", "item:d"),
        [
            new Competency(
                "c1",
                Named("Competency"),
                [.. levels.Select((level, index) => new CompetencyPath($"p{index + 1}", Named($"Path {index + 1}"), [level]))],
                [Somewhere],
                [],
                []),
        ],
        []);

    public static Edition Without(this Edition edition, string item, DateOnly? retires = null, DateOnly? acceptedUntil = null) =>
        edition with { Items = edition.Items.SetItem(item, edition.Items[item] with { Retires = retires, AcceptedUntil = acceptedUntil }) };

    public static Group Group(string id, int people, ItemExpression each, GroupRelation? relation = null) => new(id, people, each, relation);

    public static ItemExpression A => new ItemExpression.Holds("item:a");

    public static ItemExpression B => new ItemExpression.Holds("item:b");

    public static ItemExpression C => new ItemExpression.Holds("item:c");

    public static ItemExpression All(params ItemExpression[] of) => new ItemExpression.AllOf([.. of]);

    public static ItemExpression Any(params ItemExpression[] of) => new ItemExpression.AnyOf([.. of]);

    private static ImmutableSortedDictionary<string, Item> ItemsOf(params string[] ids) => ids.ToImmutableSortedDictionary(
        id => id, id => new Item(id, ItemKind.Certification, null, $"Title of {id}", "Microsoft"), StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, string> Named(string name) =>
        new[] { "en", "zh-TW" }.ToImmutableSortedDictionary(language => language, _ => name, StringComparer.Ordinal);
}
