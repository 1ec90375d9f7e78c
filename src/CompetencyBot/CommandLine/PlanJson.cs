using System.Text.Json;
using System.Text.Json.Serialization;
using CompetencyBot.Domain.Evaluation.Planning;

namespace CompetencyBot.CommandLine;

/// <summary>A plan as scripts read it; the names and the order of the members are a contract.</summary>
/// <param name="NewExams">Written as null when a wanted level is out of reach.</param>
/// <param name="Proven">Written, as false, only when the search ended at its limit of work.</param>
/// <param name="AtLeast">Written with it: no plan needs fewer passes.</param>
internal sealed record PlanJson(
    int? NewExams,
    IEnumerable<PassJson> Passes,
    IEnumerable<GapJson> PerformanceGaps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Proven,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? AtLeast)
{
    public static string Write(Plan plan) =>
        JsonSerializer.Serialize(
            new PlanJson(
                plan.NewExams,
                plan.Passes.Select(pass => new PassJson(
                    pass.Pass.PersonId, pass.Pass.PersonId is null ? pass.Pass.Newcomer : null, pass.Pass.ItemId)),
                plan.Gaps.Select(gap => new GapJson(gap.CompetencyId, gap.PathId, gap.Metric, gap.Value, gap.Need)),
                plan.IsProven ? null : false,
                plan.IsProven ? null : plan.AtLeast),
            PlanJsonContext.Default.PlanJson);
}

/// <param name="Person">The work address; a newcomer has a number, from 1, in its place.</param>
internal sealed record PassJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Person,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Newcomer,
    string Item);

/// <param name="Value">Written as null when no file has one.</param>
internal sealed record GapJson(string Competency, string Path, string Metric, decimal? Value, decimal Need);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PlanJson))]
internal sealed partial class PlanJsonContext : JsonSerializerContext;
