using System.Text.Json;
using System.Text.Json.Nodes;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Tests.Domain.Catalogue;

/// <summary>What an organisation writes an edition by is the schema; it agrees with the reader.</summary>
public sealed class EditionSchemaTests
{
    private const string NodeFolder = "tests/CompetencyBot.Tests";

    private static readonly string Catalogue = Repository.PathOf("src", "CompetencyBot.Domain", "Catalogue");

    [Fact]
    public async Task Every_edition_that_ships_follows_the_schema()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Catalogue, "Editions"), "*.json").ToDictionary(
            file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

        var faults = await FaultsAsync(files);

        Assert.Equal(EditionSet.Shipped.Ids, faults.Keys.Order(StringComparer.Ordinal));
        Assert.All(faults, file => Assert.Equal((file.Key, ""), (file.Key, string.Join('\n', file.Value))));
    }

    [Fact]
    public async Task The_schema_accepts_what_the_reader_accepts()
    {
        var faults = await FaultsAsync(new() { ["good"] = EditionFixture.Good, ["scored"] = EditionFixture.Scored });

        Assert.All(faults, file => Assert.Equal((file.Key, ""), (file.Key, string.Join('\n', file.Value))));
    }

    [Fact]
    public async Task The_schema_refuses_the_shapes_that_the_reader_refuses()
    {
        var broken = Refusals.All.ToDictionary(refusal => refusal.ToString());

        var faults = await FaultsAsync(broken.ToDictionary(refusal => refusal.Key, refusal => refusal.Value.File));

        Assert.Equal(
            string.Join('\n', broken.Where(refusal => !refusal.Value.BySchema).Select(refusal => refusal.Key)),
            string.Join('\n', broken.Keys.Where(name => faults[name].Length == 0)));
    }

    private static async Task<Dictionary<string, string[]>> FaultsAsync(Dictionary<string, string> editions)
    {
        var script = Path.Combine(Tooling.NodeModules(NodeFolder), "Node", "validate-editions.mjs");
        var schema = await File.ReadAllTextAsync(Path.Combine(Catalogue, "edition.schema.json"), TestContext.Current.CancellationToken);
        var input = new JsonObject
        {
            ["schema"] = JsonNode.Parse(schema),
            ["editions"] = new JsonObject(editions.Select(edition => KeyValuePair.Create(edition.Key, JsonNode.Parse(edition.Value)))),
        };
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(
            await ToolProcess.RunAsync(Tooling.Node(), [script], input.ToJsonString()))!;
    }
}
