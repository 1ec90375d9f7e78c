namespace CompetencyBot.Sandbox;

/// <summary>A fresh folder that is deleted with everything in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("competencybot-trial-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string CopyIn(string folder, string name)
    {
        var copy = Directory.CreateDirectory(File(name)).FullName;
        foreach (var file in Directory.EnumerateFiles(folder))
            System.IO.File.Copy(file, System.IO.Path.Combine(copy, System.IO.Path.GetFileName(file)));
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
