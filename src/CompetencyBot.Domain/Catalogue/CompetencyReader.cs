using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CompetencyBot.Domain.Catalogue;

internal static partial class CompetencyReader
{
    internal static readonly ImmutableArray<string> Languages = ["en", "zh-TW"];

    public static ImmutableArray<Competency> Read(Place root, CompetencyJson?[]? json, LevelReader levels)
    {
        var competencies = root.Each(json, "competencies", (place, competency) => Read(place, competency, levels));
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

    internal static ImmutableSortedDictionary<string, string> Names(Place parent, Dictionary<string, string?>? json)
    {
        var place = parent.At("names");
        var names = parent.Part(json, "names");
        foreach (var language in names.Keys.Concat(Languages))
            place.Text(names.GetValueOrDefault(language), language);
        return names.ToImmutableSortedDictionary(name => name.Key, name => name.Value!, StringComparer.Ordinal);
    }

    private static Competency Read(Place place, CompetencyJson json, LevelReader levels)
    {
        var paths = Paths(place, json, levels);
        place.Unique(paths, "paths", path => path.Id, "id");
        foreach (var language in Languages)
            place.Unique(paths, "paths", path => path.Names[language], $"name ({language})");
        return new Competency(
            Slug(place, json.Id, "id"),
            Names(place, json.Names),
            [.. paths],
            EditionFile.Sources(place, json.Sources),
            Texts(place, json.Uncertain, "uncertain"),
            Texts(place, json.SuccessorDesignations, "successorDesignations"));
    }

    private static IReadOnlyList<CompetencyPath> Paths(Place place, CompetencyJson json, LevelReader levels) => json switch
    {
        { RequirementsKnown: false, Paths: null or [] } => [],
        { RequirementsKnown: false } => throw place.At("requirementsKnown").Refuse("is false although there are paths"),
        _ => place.Each(json.Paths, "paths", (at, path) => Read(at, path, levels)),
    };

    private static ImmutableArray<string> Texts(Place place, string?[]? values, string member) =>
        [.. place.EachOrNone(values, member, (at, text) => text.Trim() is "" ? throw at.Refuse("is empty") : text)];

    private static CompetencyPath Read(Place place, PathJson json, LevelReader reader)
    {
        var levels = place.Each(json.Levels, "levels", reader.Read);
        place.Unique(levels, "levels", level => level.Level.ToString(), "level");
        return new CompetencyPath(Slug(place, json.Id, "id"), Names(place, json.Names), [.. levels]);
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex SlugPattern();
}
