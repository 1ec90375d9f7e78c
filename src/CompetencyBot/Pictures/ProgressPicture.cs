using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Pictures;

/// <summary>How far each competency or designation is, today and at the anniversary.</summary>
/// <param name="Anniversary">Null where none is known: then nothing is said of the time to come.</param>
/// <param name="Rows">In the order in which they are drawn.</param>
public sealed record ProgressPicture(
    [property: JsonPropertyName("e")] string EditionId,
    [property: JsonPropertyName("d")] DateOnly Today,
    [property: JsonPropertyName("a")] DateOnly? Anniversary,
    [property: JsonPropertyName("r")] ImmutableArray<ProgressRow> Rows) : Picture
{
    public const string Name = "progress";

    /// <summary>More do not fit in the height that Teams shows.</summary>
    public const int MostRows = 20;

    public override string Kind => Name;

    public override bool IsReadable => Rows.Length is > 0 and <= MostRows;
}

/// <param name="Reached">Highest level met; null = none.</param>
/// <param name="Then">The level at the anniversary, lower or higher than today's.</param>
/// <param name="Done">Points of a score; else how much of the next level is there, in percent, 0 when there is none.</param>
public sealed record ProgressRow(
    [property: JsonPropertyName("c")] string CompetencyId,
    [property: JsonPropertyName("n")] Level? Reached,
    [property: JsonPropertyName("k")] Level? Then,
    [property: JsonPropertyName("p")] int Done)
{
    [JsonIgnore]
    public bool Falls => Reached is not null && !(Then >= Reached);
}
