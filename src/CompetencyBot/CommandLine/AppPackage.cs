using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace CompetencyBot.CommandLine;

/// <summary>The Teams app package: the manifest, filled in, and the files that it names.</summary>
public static class AppPackage
{
    private const string ManifestName = "manifest.json";

    /// <summary>The earliest time that a zip can hold: the package depends on its contents only, not on when it was made.</summary>
    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="folder">The folder with manifest.json, icons and language files.</param>
    /// <param name="host">Public DNS name of the bot, without scheme or port.</param>
    /// <returns>The zip. The same input gives the same bytes.</returns>
    /// <exception cref="IOException">A file of the folder is missing.</exception>
    public static byte[] Create(string folder, Guid appId, string host)
    {
        var manifest = File.ReadAllText(Path.Combine(folder, ManifestName))
            .Replace("${{APP_ID}}", appId.ToString("D"), StringComparison.Ordinal)
            .Replace("${{HOST}}", host, StringComparison.Ordinal);

        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, ManifestName, Encoding.UTF8.GetBytes(manifest));
            foreach (var name in FilesNamedIn(manifest))
            {
                Add(zip, name, File.ReadAllBytes(Path.Combine(folder, name)));
            }
        }

        return stream.ToArray();
    }

    private static IReadOnlyList<string> FilesNamedIn(string manifest)
    {
        using var document = JsonDocument.Parse(manifest);
        var icons = document.RootElement.GetProperty("icons");
        var languages = document.RootElement.GetProperty("localizationInfo").GetProperty("additionalLanguages");
        return
        [
            icons.GetProperty("color").GetString()!,
            icons.GetProperty("outline").GetString()!,
            .. languages.EnumerateArray().Select(language => language.GetProperty("file").GetString()!),
        ];
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Timestamp;
        using var target = entry.Open();
        target.Write(content);
    }
}
