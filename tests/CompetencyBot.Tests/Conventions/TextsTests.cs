using System.Text.RegularExpressions;
using System.Xml.Linq;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;

namespace CompetencyBot.Tests.Conventions;

/// <summary>Both languages say the same things, and nothing is kept that nobody says.</summary>
public sealed partial class TextsTests
{
    private static readonly string Source = Repository.PathOf("src", "CompetencyBot");

    /// <summary>Each without its ending, relative to the bot's folder. The pages for browsers and <c>doctor</c> have tests of their own.</summary>
    public static TheoryData<string> Resources =>
    [
        .. Directory.EnumerateFiles(Source, "*Texts.resx", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Source, file)[..^".resx".Length].Replace('\\', '/'))
            .Where(resource => resource is not ("Hosting/InfoTexts" or "CommandLine/DoctorTexts"))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Resources))]
    public void Both_languages_have_the_same_texts_with_the_same_placeholders(string resource)
    {
        var (english, chinese) = (Read($"{resource}.resx"), Read($"{resource}.zh-TW.resx"));

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal((text.Key, PlaceholdersOf(text.Value)), (text.Key, PlaceholdersOf(chinese[text.Key]))));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void Every_text_is_translated(string resource)
    {
        var (english, chinese) = (Read($"{resource}.resx"), Read($"{resource}.zh-TW.resx"));

        // What is nothing but placeholders and signs needs no translation.
        var same = english.Where(text => text.Value == chinese[text.Key] && Letter().IsMatch(Placeholder().Replace(text.Value, "")));

        Assert.Equal("", string.Join('\n', same.Select(text => text.Key)));
    }

    [Fact]
    public void No_text_is_kept_that_nobody_says()
    {
        var code = string.Join('\n', Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        var metrics = File.ReadAllText(Repository.PathOf("src", "CompetencyBot.Domain", "Catalogue", "Editions", "docs-2017-12.json"));

        var unused =
            from resource in Resources.Select(row => row.Data)
            from key in Read($"{resource}.resx").Keys
            where key.StartsWith("Metric_", StringComparison.Ordinal)
                ? !metrics.Contains($"\"{key["Metric_".Length..]}\"", StringComparison.Ordinal)
                : !ReasonNames.Contains(key) && !Regex.IsMatch(code, $@"\b{Path.GetFileName(resource)}\.{key}\b")
            select $"{resource}: {key}";

        Assert.Equal("", string.Join('\n', unused));
    }

    [Fact]
    public void Every_reason_of_a_report_has_its_text() =>
        Assert.Empty(ReasonNames.Except(Read("Sources/ImportTexts.resx").Keys, StringComparer.Ordinal));

    [Fact]
    public void Every_metric_of_the_catalogue_has_its_name()
    {
        var texts = Read("Conversation/Texts.resx");
        var metrics = EditionSet.Shipped.Load("docs-2017-12").Competencies
            .SelectMany(competency => competency.Paths).SelectMany(path => path.Levels).SelectMany(level => level.Requirements)
            .OfType<PerformanceRequirement>().Select(requirement => $"Metric_{requirement.Metric}");

        Assert.Empty(metrics.Distinct().Except(texts.Keys));
    }

    /// <summary>The report builds these keys from the names of its reasons.</summary>
    private static IEnumerable<string> ReasonNames =>
    [
        .. Names<FolderProblemReason>("Folder"), .. Names<RejectionReason>("Reject"), .. Names<SkipReason>("Skip"),
        .. Names<UnmatchedReason>("Unmatched"), .. Names<ZipFault>("Zip"),
    ];

    private static IEnumerable<string> Names<TReason>(string prefix)
        where TReason : struct, Enum => Enum.GetNames<TReason>().Select(name => prefix + name);

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Source, file)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string PlaceholdersOf(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Where(hole => !hole.Contains('|', StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Letter();
}
