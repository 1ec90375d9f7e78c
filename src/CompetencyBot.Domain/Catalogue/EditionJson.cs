using System.Text.Json;
using System.Text.Json.Serialization;

namespace CompetencyBot.Domain.Catalogue;

/// <summary>The edition file as written. Everything may be missing here; the readers refuse what must not be.</summary>
/// <param name="Schema">Where an editor finds the schema of the file; of no meaning here.</param>
internal sealed record EditionJson(
    [property: JsonPropertyName("$schema")] string? Schema,
    string? Id,
    string? Title,
    string? Programme,
    DateOnly? AppliesFrom,
    DateOnly? AppliesTo,
    string? ReplacedBy,
    int? AssociationWaitHours,
    AssociationLimitJson? AssociationLimit,
    RenewalTestJson? RenewalTest,
    PurchaseWindowJson? PurchaseWindow,
    int[]? ReminderDays,
    SourceJson?[]? Sources,
    NoteJson?[]? Notes,
    MembershipFactJson?[]? MembershipFacts,
    ItemJson?[]? Items,
    CompetencyJson?[]? Competencies);

internal sealed record AssociationLimitJson(int? PerYear, int? DaysBetween);

internal sealed record RenewalTestJson(string? Kind, int? FirstDay, int? LastDay, int? MonthsBefore);

internal sealed record PurchaseWindowJson(int? FirstDay, int? LastDay);

internal sealed record SourceJson(string? Repo, string? Path, string? Commit, string? Date);

internal sealed record NoteJson(string? About, string? Text, SourceJson? Source);

internal sealed record MembershipFactJson(string? Id, SourceJson? Source);

internal sealed record ItemJson(
    string? Id,
    string? Kind,
    string? Code,
    string? Title,
    string? Provider,
    DateOnly? Retires,
    DateOnly? AcceptedUntil);

internal sealed record CompetencyJson(
    string? Id,
    Dictionary<string, string?>? Names,
    string?[]? SuccessorDesignations,
    SourceJson?[]? Sources,
    string?[]? Uncertain,
    bool? RequirementsKnown,
    PathJson?[]? Paths);

internal sealed record PathJson(string? Id, Dictionary<string, string?>? Names, LevelJson?[]? Levels);

internal sealed record LevelJson(string? Level, RequirementJson?[]? Requirements);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PerformanceJson), "performance")]
[JsonDerivedType(typeof(SkillJson), "skill")]
[JsonDerivedType(typeof(ScoreJson), "score")]
internal abstract record RequirementJson(string? Id);

internal sealed record PerformanceJson(string? Id, string? Metric, string? Unit, NeedJson? Need, WindowJson? Window) : RequirementJson(Id);

internal sealed record NeedJson(decimal? All, decimal? Developed, decimal? Developing);

internal sealed record WindowJson(string? Kind, int? Months);

internal sealed record SkillJson(string? Id, AlternativeJson?[]? Alternatives) : RequirementJson(Id);

internal sealed record AlternativeJson(string? Id, GroupJson?[]? Groups);

/// <param name="Each">An item id, <c>{"anyOf": […]}</c> or <c>{"allOf": […]}</c>, nested as deep as needed.</param>
internal sealed record GroupJson(string? Id, int? People, JsonElement? Each, RelationJson? Relation);

internal sealed record RelationJson(string? Kind, string? Group);

internal sealed record ScoreJson(string? Id, decimal? Need, bool? EveryIndicatorAboveZero, IndicatorJson?[]? Indicators) : RequirementJson(Id);

internal sealed record IndicatorJson(
    string? Id, Dictionary<string, string?>? Names, decimal? MaxPoints, ScoringJson? Scoring, string? Note, string? Uncertain);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SumJson), "sum")]
[JsonDerivedType(typeof(BestJson), "best")]
[JsonDerivedType(typeof(PeopleJson), "people")]
[JsonDerivedType(typeof(StepsJson), "steps")]
[JsonDerivedType(typeof(GrowthJson), "growth")]
internal abstract record ScoringJson;

internal sealed record SumJson(FigurePartJson?[]? Parts) : ScoringJson;

internal sealed record BestJson(FigurePartJson?[]? Parts) : ScoringJson;

/// <param name="Names">Of the only part of an indicator: none means those of the indicator.</param>
internal sealed record FigurePartJson(
    string? Metric,
    Dictionary<string, string?>? Names,
    string? Unit,
    decimal? PointsPerUnit,
    NeedJson? FullAt,
    WindowJson? Window,
    BaselineJson? Baseline);

internal sealed record BaselineJson(string? Metric, NeedJson? AtLeast);

internal sealed record PeopleJson(JsonElement? Each, decimal? PointsPerPerson, NeedJson? FullAt) : ScoringJson;

internal sealed record StepsJson(StepJson?[]? Steps) : ScoringJson;

internal sealed record StepJson(string? Id, JsonElement? Each, int? Required, decimal? PointsWhenMet, decimal? PointsPerPerson);

internal sealed record GrowthJson(
    JsonElement? Each,
    DateOnly? Since,
    BandJson?[]? Developed,
    BandJson?[]? Developing,
    NeedJson? Headcount,
    int? HeadcountMonths) : ScoringJson;

internal sealed record BandJson(int? From, int? To, decimal? Percent);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(EditionJson))]
internal sealed partial class EditionJsonContext : JsonSerializerContext;
