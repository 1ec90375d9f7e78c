using System.Text.Json;
using System.Text.Json.Serialization;
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
                attainment.Levels.Select(level => new LevelJson(
                    level.Competency.Id,
                    level.Path.Id,
                    Word(level.Level),
                    level.Met,
                    level.NewExams,
                    level.Requirements.Select(Requirement)))),
            EvaluationJsonContext.Default.EvaluationJson);

    private static RequirementJson Requirement(RequirementAttainment requirement) => requirement switch
    {
        SkillAttainment skill => new SkillJson(skill.Id, skill.Met, skill.Groups.Select(Group)),
        PerformanceAttainment performance => new PerformanceJson(performance.Id, performance.Met, performance.Value, performance.Need),
        _ => throw new ArgumentException($"A requirement of type {requirement.GetType().Name} has no JSON.", nameof(requirement)),
    };

    private static GroupJson Group(GroupAttainment group) => new(group.Group.Id, group.Have, group.Need);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <param name="NewExams">Written as null when no passes can be enough.</param>
internal sealed record LevelJson(
    string Competency, string Path, string Level, bool Met, int? NewExams, IEnumerable<RequirementJson> Requirements);

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
