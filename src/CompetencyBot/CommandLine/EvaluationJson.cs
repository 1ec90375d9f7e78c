using System.Text.Json;
using System.Text.Json.Serialization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.CommandLine;

/// <summary>The attainment as scripts read it; the names and the order of the members are a contract.</summary>
internal sealed record EvaluationJson(string Edition, DateOnly Date, string Market, IEnumerable<LevelJson> Levels)
{
    public static string Write(Attainment attainment) =>
        JsonSerializer.Serialize(
            new EvaluationJson(
                attainment.Edition.Id,
                attainment.Date,
                Word(attainment.Market),
                attainment.Levels.Select(level => Level(level, attainment.Edition))),
            EvaluationJsonContext.Default.EvaluationJson);

    private static LevelJson Level(LevelAttainment level, Edition edition)
    {
        var track = edition.Programme == Programme.SolutionsPartner ? level.Path.Id : null;
        return level.Requirements is [ScoreAttainment score]
            ? new ScoredLevelJson(level.Competency.Id, level.Path.Id, track, level.Level.Word(), level.Met, Score(score))
            : new CountedLevelJson(
                level.Competency.Id, level.Path.Id, track, level.Level.Word(), level.Met, level.NewExams, level.Requirements.Select(Requirement));
    }

    private static ScoreJson Score(ScoreAttainment score) => new(
        score.Value,
        score.Requirement.Need,
        score.Indicators.Select(indicator => new IndicatorJson(indicator.Indicator.Id, indicator.Points, indicator.Indicator.MaxPoints)));

    private static RequirementJson Requirement(RequirementAttainment requirement) => requirement switch
    {
        SkillAttainment skill => new SkillJson(skill.Id, skill.Met, skill.Groups.Select(Group)),
        PerformanceAttainment performance => new PerformanceJson(performance.Id, performance.Met, performance.Value, performance.Need),
        _ => throw new ArgumentException($"A requirement of type {requirement.GetType().Name} has no JSON.", nameof(requirement)),
    };

    private static GroupJson Group(GroupAttainment group) => new(group.Group.Id, group.Have, group.Need);

    private static string Word(Domain.Evidence.Market market) => JsonNamingPolicy.CamelCase.ConvertName(market.ToString());
}

/// <param name="Track">The path of a designation; the member is absent for a competency.</param>
[JsonDerivedType(typeof(CountedLevelJson))]
[JsonDerivedType(typeof(ScoredLevelJson))]
internal abstract record LevelJson(
    [property: JsonPropertyOrder(-5)] string Competency,
    [property: JsonPropertyOrder(-4)] string Path,
    [property: JsonPropertyOrder(-3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Track,
    [property: JsonPropertyOrder(-2)] string Level,
    [property: JsonPropertyOrder(-1)] bool Met);

/// <param name="NewExams">Written as null when no passes can be enough.</param>
internal sealed record CountedLevelJson(
    string Competency, string Path, string? Track, string Level, bool Met, int? NewExams, IEnumerable<RequirementJson> Requirements)
    : LevelJson(Competency, Path, Track, Level, Met);

internal sealed record ScoredLevelJson(string Competency, string Path, string? Track, string Level, bool Met, ScoreJson Score)
    : LevelJson(Competency, Path, Track, Level, Met);

internal sealed record ScoreJson(decimal Value, decimal Need, IEnumerable<IndicatorJson> Indicators);

internal sealed record IndicatorJson(string Id, decimal Points, decimal Max);

[JsonDerivedType(typeof(SkillJson))]
[JsonDerivedType(typeof(PerformanceJson))]
internal abstract record RequirementJson(
    [property: JsonPropertyOrder(-2)] string Id,
    [property: JsonPropertyOrder(-1)] bool Met);

internal sealed record SkillJson(string Id, bool Met, IEnumerable<GroupJson> Groups) : RequirementJson(Id, Met);

/// <param name="Value">Written as null when no file has one.</param>
internal sealed record PerformanceJson(string Id, bool Met, decimal? Value, decimal Need) : RequirementJson(Id, Met);

internal sealed record GroupJson(string Id, int Have, int Need);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(EvaluationJson))]
internal sealed partial class EvaluationJsonContext : JsonSerializerContext;
