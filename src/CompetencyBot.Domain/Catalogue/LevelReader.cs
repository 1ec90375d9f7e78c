using System.Collections.Immutable;

namespace CompetencyBot.Domain.Catalogue;

/// <summary>Reads the levels of a path: silver and gold of a competency, the one level of a designation.</summary>
internal sealed class LevelReader(Programme programme, ImmutableSortedDictionary<string, Item> items)
{
    private static readonly (string, Level)[] OfCompetencies = [("silver", Level.Silver), ("gold", Level.Gold)];
    private static readonly (string, Level)[] OfDesignations = [("solutionsPartner", Level.SolutionsPartner)];

    public PathLevel Read(Place place, LevelJson json)
    {
        var level = place.Choice(json.Level, "level", programme == Programme.Competencies ? OfCompetencies : OfDesignations);
        var requirements = place.Each(
            json.Requirements, "requirements", (at, requirement) => RequirementReader.Read(at, requirement, items));
        place.Unique(requirements, "requirements", requirement => requirement.Id, "id");
        if (requirements.Count > 1 && requirements.Any(requirement => requirement is ScoreRequirement))
            throw place.At("requirements").Refuse("a score is the only requirement of its level");
        var pathLevel = new PathLevel(level, [.. requirements]);
        return Evaluation.LevelPlan.WhyNotCountable(pathLevel) is { } reason ? throw place.Refuse(reason) : pathLevel;
    }
}
