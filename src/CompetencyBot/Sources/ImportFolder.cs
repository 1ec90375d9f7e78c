using System.Globalization;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Sources;

/// <summary>Puts evidence files into the folder <c>Import:Folder</c>.</summary>
public sealed class ImportFolder(IOptions<ImportOptions> options, TimeProvider clock)
{
    /// <summary>
    /// Folder below the import folder in which replaced files are kept: in the folder itself each report would list them as files that
    /// are no evidence.
    /// </summary>
    public const string Replaced = "replaced";

    public bool IsSet => !string.IsNullOrWhiteSpace(options.Value.Folder);

    /// <summary>
    /// Writes the file under the name of its kind, in one step, so that a reader sees the old or the new one whole. What was there of this
    /// kind, under whatever name, is kept with the time of its replacement.
    /// </summary>
    /// <exception cref="IOException">The folder is not there, or the disk says no.</exception>
    /// <exception cref="UnauthorizedAccessException">The bot may not write there.</exception>
    internal void Put(RecognisedFile file, byte[] content)
    {
        var folder = Path.GetFullPath(options.Value.Folder!);
        if (!Directory.Exists(folder)) // a slip in the setting must not make a new one
            throw new DirectoryNotFoundException($"There is no folder {folder}.");

        var kept = Directory.CreateDirectory(Path.Combine(folder, Replaced)).FullName;
        var now = clock.GetUtcNow();
        var target = Path.Combine(folder, file.CanonicalName);
        var before = Directory.GetFiles(folder).Where(path => FileKinds.Of(Path.GetFileName(path)) == file.Kind).ToList();
        foreach (var path in before)
            File.Copy(path, FreeName(kept, Path.GetFileName(path), now));
        var part = Path.Combine(kept, $"{Guid.CreateVersion7(now):N}.part");
        try
        {
            Write(part, content);
            File.Move(part, target, overwrite: true);
            foreach (var path in before.Where(path => path != target)) // two of a kind: the reader would take the first only
                File.Delete(path);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static void Write(string path, byte[] content)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Of several within a second each keeps its own.</summary>
    private static string FreeName(string folder, string name, DateTimeOffset now)
    {
        var stem = Path.GetFileNameWithoutExtension(name);
        var time = now.UtcDateTime.ToString("yyyy-MM-dd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? "" : $" {number}")
            .Select(number => Path.Combine(folder, $"{stem} {time}{number}{Path.GetExtension(name)}"))
            .First(path => !File.Exists(path));
    }
}
