using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>What the dialog remembers between two answers.</summary>
/// <param name="Competency">Key of the competency that was chosen; null = none yet.</param>
/// <param name="Level">Null = the next one.</param>
/// <param name="Path">Id of the way that is looked at; null = the nearest.</param>
/// <param name="Supposed">What was filled in; null = the nearest plan.</param>
public sealed record UpgradeMemory(string? Competency = null, Level? Level = null, string? Path = null, Supposed? Supposed = null)
{
    public static UpgradeMemory Read(string? data) =>
        (data is null ? null : JsonSerializer.Deserialize(data, UpgradeJson.Default.UpgradeMemory)) ?? new();

    public string Write() => JsonSerializer.Serialize(this, UpgradeJson.Default.UpgradeMemory);
}

/// <summary>What somebody supposes on the form.</summary>
/// <param name="People">As the form names them: work addresses, or of people whom the reader may not see their place in the plan.</param>
/// <param name="Newcomers">How many people who hold nothing yet.</param>
/// <param name="Items">Ids of what they pass.</param>
/// <param name="Figures">New values by metric; those that stay as they are, are not among them.</param>
public sealed record Supposed(
    ImmutableArray<string> People, int Newcomers, ImmutableArray<string> Items, ImmutableSortedDictionary<string, decimal> Figures);

[JsonSerializable(typeof(UpgradeMemory))]
internal sealed partial class UpgradeJson : JsonSerializerContext;
