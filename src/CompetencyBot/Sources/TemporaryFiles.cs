using System.Text;

namespace CompetencyBot.Sources;

/// <summary>A folder of this process alone for files that are read once; it and all in it are deleted with it.</summary>
public sealed class TemporaryFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("competencybot-"); // others of this machine may not read it
    private int _number;

    /// <summary>A folder below it that nobody uses yet.</summary>
    public string NewFolder() => Directory.CreateDirectory(NewPath()).FullName;

    /// <returns>Where the content stands now.</returns>
    public string Write(ReadOnlySpan<byte> content)
    {
        var path = NewPath();
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        file.Write(content);
        return path;
    }

    /// <summary>A file as UTF-8, where it is UTF-16 with a byte-order mark, as Excel writes "Unicode Text".</summary>
    /// <param name="start">The beginning of its bytes.</param>
    /// <returns>The same path for every other file.</returns>
    public string ToUtf8(string path, ReadOnlySpan<byte> start)
    {
        if (!IsUtf16(start))
            return path;
        var target = NewPath();
        using var reader = new StreamReader(path, Encoding.Unicode, detectEncodingFromByteOrderMarks: true);
        using var writer = new StreamWriter(target, append: false, new UTF8Encoding(false));
        var letters = new char[4096];
        int read;
        while ((read = reader.Read(letters)) > 0)
            writer.Write(letters, 0, read);
        return target;
    }

    public static bool IsUtf16(ReadOnlySpan<byte> start) => start.StartsWith<byte>([0xFF, 0xFE]) || start.StartsWith<byte>([0xFE, 0xFF]);

    public void Dispose() => _folder.Delete(recursive: true);

    private string NewPath() => Path.Combine(_folder.FullName, $"{++_number}");
}
