using System.Text.Json;
using System.Text.Json.Serialization;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.CommandLine;

/// <summary>The look ahead as scripts read it; the names and the order of the members are a contract.</summary>
internal sealed record ForecastJson(string Edition, DateOnly Date, DateOnly To, string Market, IEnumerable<ForecastLevelJson> Levels)
{
    public static string Write(RenewalRisk risk, Market market) => JsonSerializer.Serialize(
        new ForecastJson(
            risk.Edition.Id,
            risk.Today,
            risk.Anniversary,
            JsonNamingPolicy.CamelCase.ConvertName(market.ToString()),
            risk.Paths.Select(path => LevelOf(path, risk.Edition.Programme))),
        ForecastJsonContext.Default.ForecastJson);

    private static ForecastLevelJson LevelOf(PathForecast path, Programme programme) => new(
        path.Competency.Id,
        path.Path.Id,
        programme == Programme.SolutionsPartner ? path.Path.Id : null,
        path.Level.Word(),
        path.Holds,
        path.BreaksOn,
        path.Causes.Select(cause => new CauseJson(
            JsonNamingPolicy.CamelCase.ConvertName(cause.Kind.ToString()), cause.PersonId, cause.ItemId, cause.Metric, cause.On)));
}

/// <param name="Track">Of a designation the path once more; competencies have none.</param>
/// <param name="BreaksOn">Written as null when the level holds.</param>
internal sealed record ForecastLevelJson(
    string Competency,
    string Path,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Track,
    string Level,
    bool Holds,
    DateOnly? BreaksOn,
    IEnumerable<CauseJson> Causes);

/// <summary>What does not apply to a kind of cause is written as null.</summary>
internal sealed record CauseJson(string Kind, string? Person, string? Item, string? Metric, DateOnly On);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ForecastJson))]
internal sealed partial class ForecastJsonContext : JsonSerializerContext;
