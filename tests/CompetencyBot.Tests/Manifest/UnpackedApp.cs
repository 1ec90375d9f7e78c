using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using CompetencyBot.CommandLine;

namespace CompetencyBot.Tests.Manifest;

/// <summary>The app package as Teams would unpack it.</summary>
internal sealed record UnpackedApp(JsonObject Manifest, JsonObject Languages, IReadOnlyList<string> Files)
{
    public static Guid AppId { get; } = Guid.Parse("7d2f3c1a-5b64-4e0e-9c55-0f6d1b8a2e43");

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "manifest");

    /// <summary>One list of commands per entry: the scopes it is for, and its commands.</summary>
    public IEnumerable<(string[] Scopes, (string Title, string Description)[] Commands)> CommandLists =>
        Bot["commandLists"]!.AsArray().Select(list => (
            list!["scopes"]!.AsArray().Select(scope => scope!.GetValue<string>()).ToArray(),
            list["commands"]!.AsArray().Select(command =>
                (command!["title"]!.GetValue<string>(), command["description"]!.GetValue<string>())).ToArray()));

    public JsonObject Bot => Manifest["bots"]![0]!.AsObject();

    public static UnpackedApp Create() => Read(AppPackage.Create(Folder, AppId, "bot.example.org"));

    public static UnpackedApp Read(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        var languages = zip.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.Ordinal) && entry.Name != "manifest.json");
        return new UnpackedApp(
            Json(zip.GetEntry("manifest.json")!),
            new JsonObject(languages.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Name, Json(entry)))),
            [.. zip.Entries.Select(entry => entry.FullName)]);
    }

    /// <summary>What Microsoft's schema of the manifest's own version objects to.</summary>
    public async Task<string[]> SchemaFaultsAsync()
    {
        var script = Path.Combine(Tooling.NodeModules("tests/CompetencyBot.Tests"), "Node", "validate-manifest.mjs");
        var input = new JsonObject { ["manifest"] = Manifest.DeepClone(), ["languages"] = Languages.DeepClone() };
        var output = await ToolProcess.RunAsync(Tooling.Node(), [script], input.ToJsonString());
        return JsonSerializer.Deserialize<string[]>(output)!;
    }

    private static JsonObject Json(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        return JsonNode.Parse(content)!.AsObject();
    }
}
