using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Connector;
using CompetencyBot.Sandbox.Trial;

namespace CompetencyBot.Tests;

/// <summary>How an app of a test differs from the usual one: the sample organisation on its morning in 2018, on SQLite.</summary>
internal sealed record AppOptions
{
    /// <summary>Folder whose files are copied for this app; null = no import folder is set.</summary>
    public string? Evidence { get; init; } = SandboxFolder.SampleOrganisation;

    /// <summary>Changes the copied files before the app starts.</summary>
    public Action<EvidenceCopy>? Prepare { get; init; }

    /// <summary>Over the usual ones; a null takes one away.</summary>
    public Dictionary<string, string?>? Settings { get; init; }

    /// <summary>Connection string; null = SQLite.</summary>
    public string? Postgres { get; init; }

    /// <summary>Set where two apps talk to the same Teams.</summary>
    public FakeConnector? Connector { get; init; }

    public string Environment { get; init; } = "Development";

    /// <summary>Whether jobs run by their plan; else only when the test says so, so that none comes between what it writes and what it reads.</summary>
    public bool Schedule { get; init; }

    public DateTimeOffset Now { get; init; } = SampleCast.Morning;

    /// <summary>The sample organisation of the present programme, on the morning it was written for.</summary>
    public static AppOptions SolutionsPartner => new()
    {
        Evidence = SampleProgramme.SolutionsPartner.Folder,
        Settings = new() { ["Organisation:Editions:0"] = SampleProgramme.SolutionsPartner.EditionId },
        Now = new(SampleProgramme.SolutionsPartner.StoryDay.ToDateTime(new TimeOnly(9, 30)), TimeSpan.FromHours(8)),
    };

    /// <summary>The same for everybody: the people file decides the language of an answer, so a test in one language changes that.</summary>
    public static AppOptions InLanguage(string tag) => new()
    {
        Prepare = files => files.Replace("people.csv", tag == "zh-TW" ? "en-US" : "zh-TW", tag),
    };
}

/// <summary>An app's own copy of the evidence files.</summary>
/// <param name="folder">Null when the app reads none.</param>
internal sealed class EvidenceCopy(string? folder)
{
    public string? Folder => folder;

    public EvidenceCopy Replace(string file, string before, string after)
    {
        var text = File.ReadAllText(PathOf(file));
        Assert.Contains(before, text, StringComparison.Ordinal);
        return Write(file, text.Replace(before, after, StringComparison.Ordinal));
    }

    /// <summary>Changes the one line that begins so.</summary>
    public EvidenceCopy ReplaceInLine(string file, string start, string before, string after)
    {
        var lines = File.ReadAllLines(PathOf(file));
        var index = Array.FindIndex(lines, line => line.StartsWith(start, StringComparison.Ordinal));
        Assert.Contains(before, lines[index], StringComparison.Ordinal);
        lines[index] = lines[index].Replace(before, after, StringComparison.Ordinal);
        return Write(file, string.Join('\n', lines) + '\n');
    }

    public EvidenceCopy Write(string file, string text)
    {
        File.WriteAllText(PathOf(file), text);
        return this;
    }

    private string PathOf(string file) => Path.Combine(folder!, file);
}
