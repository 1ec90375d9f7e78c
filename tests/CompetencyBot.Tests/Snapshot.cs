using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CompetencyBot.Tests;

/// <summary>
/// Compares JSON with a reviewed file under <c>Snapshots/</c>. When it differs, the new text lies beside the file as
/// <c>*.received.json</c>; with the environment variable <c>ACCEPT_SNAPSHOTS=true</c> the file is written instead.
/// </summary>
internal static partial class Snapshot
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
        var now = PictureAddress().Replace(json.ToJsonString(Readable), "https://bot.example.org/pictures/$1.png") + "\n";
        var before = File.Exists(path) ? File.ReadAllText(path) : "";
        if (File.Exists(received))
            File.Delete(received);
        if (now == before)
            return null;
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "true")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, now);
            return null;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, now);
        return $"{name}.json differs (ACCEPT_SNAPSHOTS=true accepts):\n{Difference(before.Split('\n'), now.Split('\n'))}";
    }

    /// <summary>Removed and added lines, each with what stands around it.</summary>
    private static string Difference(string[] before, string[] now)
    {
        const int context = 2;
        var lines = Aligned(before, now).ToList();
        var near = lines.Index().Where(line => line.Item[0] != ' ')
            .SelectMany(line => Enumerable.Range(line.Index - context, 2 * context + 1)).ToHashSet();
        return string.Join('\n', lines.Index().Where(line => near.Contains(line.Index))
            .Select(line => near.Contains(line.Index - 1) ? line.Item : $"  ...\n{line.Item}"));
    }

    /// <summary>Along the longest common subsequence: <c>-</c> before a line that is gone, <c>+</c> before a new one, else a space.</summary>
    private static IEnumerable<string> Aligned(string[] before, string[] now)
    {
        var common = new int[before.Length + 1, now.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                common[i, j] = before[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);

        var (b, n) = (0, 0);
        while (b < before.Length || n < now.Length)
            if (b < before.Length && n < now.Length && before[b] == now[n])
            {
                yield return $"  {before[b++]}";
                n++;
            }
            else if (n == now.Length || (b < before.Length && common[b + 1, n] >= common[b, n + 1]))
                yield return $"- {before[b++]}";
            else
                yield return $"+ {now[n++]}";
    }

    /// <summary>It is another on every port and with every database.</summary>
    [GeneratedRegex(@"https?://[^""\s]+/pictures/(\w+)\.png\?[^""\s]*")]
    private static partial Regex PictureAddress();
}
