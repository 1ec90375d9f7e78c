using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompetencyBot.Tests;

/// <summary>
/// Compares JSON with a reviewed file under <c>Snapshots/</c>. When it differs, the new text lies beside the file as
/// <c>*.received.json</c>; with the environment variable <c>ACCEPT_SNAPSHOTS=true</c> the file is written instead.
/// </summary>
internal static class Snapshot
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Chinese stays readable in a review
    };

    private static readonly string Folder = Repository.PathOf("tests", "CompetencyBot.Tests", "Snapshots");

    /// <summary>The reviewed files, by their names.</summary>
    public static Dictionary<string, string> All => Directory.EnumerateFiles(Folder, "*.json")
        .Where(file => !file.EndsWith(".received.json", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

    /// <returns>Null when it matches, else what differs, line by line.</returns>
    public static string? Compare(string name, JsonNode json)
    {
        var path = Path.Combine(Folder, $"{name}.json");
        var received = Path.Combine(Folder, $"{name}.received.json");
        var now = json.ToJsonString(Readable) + "\n";
        var before = File.Exists(path) ? File.ReadAllText(path) : "";
        File.Delete(received);
        if (now == before)
            return null;
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "true")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, now);
            return null;
        }

        File.WriteAllText(received, now);
        return $"{name}.json differs (ACCEPT_SNAPSHOTS=true accepts):\n{Difference(before.Split('\n'), now.Split('\n'))}";
    }

    /// <summary>What lies between the common beginning and the common end.</summary>
    private static string Difference(string[] before, string[] now)
    {
        const int context = 2;
        var shorter = Math.Min(before.Length, now.Length);
        var start = Enumerable.Range(0, shorter).TakeWhile(i => before[i] == now[i]).Count();
        var end = Enumerable.Range(1, shorter - start).TakeWhile(i => before[^i] == now[^i]).Count();
        var from = Math.Max(0, start - context);
        return string.Join('\n',
        [
            $"  line {from + 1}",
            .. before[from..start].Select(line => $"  {line}"),
            .. before[start..(before.Length - end)].Select(line => $"- {line}"),
            .. now[start..(now.Length - end)].Select(line => $"+ {line}"),
            .. now[(now.Length - end)..Math.Min(now.Length, now.Length - end + context)].Select(line => $"  {line}"),
        ]);
    }
}
