using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CompetencyBot.Domain.Catalogue;

internal static partial class CompetencyReader
{
    private static readonly ImmutableArray<string> Languages = ["en", "zh-TW"];

    public static ImmutableArray<Competency> Read(
        Place root, CompetencyJson?[]? json, ImmutableSortedDictionary<string, Item> items)
    {
        var competencies = root.Each(json, "competencies", (place, competency) => Read(place, competency, items));
        root.Unique(competencies, "competencies", competency => competency.Id, "id");
        foreach (var language in Languages)
            root.Unique(competencies, "competencies", competency => competency.Names[language], $"name ({language})");
        return [.. competencies];
    }

    internal static string Slug(Place place, string? value, string member)
    {
        var slug = place.Text(value, member);
        return SlugPattern().IsMatch(slug) ? slug : throw place.At(member).Refuse($"'{slug}' is not in small letters, digits and hyphens");
    }

    private static Competency Read(Place place, CompetencyJson json, ImmutableSortedDictionary<string, Item> items)
    {
        var paths = place.Each(json.Paths, "paths", (at, path) => Read(at, path, items));
        place.Unique(paths, "paths", path => path.Id, "id");
        foreach (var language in Languages)
            place.Unique(paths, "paths", path => path.Names[language], $"name ({language})");
        return new Competency(
            Slug(place, json.Id, "id"),
            Names(place.At("names"), place.Part(json.Names, "names")),
            [.. paths],
            EditionFile.Sources(place, json.Sources),
            Texts(place, json.Uncertain, "uncertain"),
            Texts(place, json.SuccessorDesignations, "successorDesignations"));
    }

    private static ImmutableArray<string> Texts(Place place, string?[]? values, string member) =>
        [.. place.EachOrNone(values, member, (at, text) => text.Trim() is "" ? throw at.Refuse("is empty") : text)];

    private static ImmutableSortedDictionary<string, string> Names(Place place, Dictionary<string, string?> json)
    {
        foreach (var language in json.Keys.Concat(Languages))
            place.Text(json.GetValueOrDefault(language), language);
        return json.ToImmutableSortedDictionary(name => name.Key, name => name.Value!, StringComparer.Ordinal);
    }

    private static CompetencyPath Read(Place place, PathJson json, ImmutableSortedDictionary<string, Item> items)
    {
        var levels = place.Each(json.Levels, "levels", (at, level) => Read(at, level, items));
        place.Unique(levels, "levels", level => level.Level.ToString(), "level");
        return new CompetencyPath(Slug(place, json.Id, "id"), Names(place.At("names"), place.Part(json.Names, "names")), [.. levels]);
    }

    private static PathLevel Read(Place place, LevelJson json, ImmutableSortedDictionary<string, Item> items)
    {
        var level = place.Choice(json.Level, "level", ("silver", Level.Silver), ("gold", Level.Gold));
        var requirements = place.Each(
            json.Requirements, "requirements", (at, requirement) => RequirementReader.Read(at, requirement, items));
        place.Unique(requirements, "requirements", requirement => requirement.Id, "id");
        var pathLevel = new PathLevel(level, [.. requirements]);
        return Evaluation.LevelPlan.WhyNotCountable(pathLevel) is { } reason ? throw place.Refuse(reason) : pathLevel;
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex SlugPattern();
}
