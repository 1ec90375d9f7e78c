using System.Text.RegularExpressions;
using System.Xml.Linq;
using CompetencyBot.Sandbox;

namespace CompetencyBot.Tests.Sandbox;

/// <summary>The played pages say the same in both languages, and keep no text that they do not say.</summary>
public sealed partial class PageTextsTests
{
    private static readonly Dictionary<string, string> English = Read("PageTexts.resx");
    private static readonly Dictionary<string, string> Chinese = Read("PageTexts.zh-TW.resx");

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_placeholders()
    {
        Assert.Equal(English.Keys, Chinese.Keys);
        Assert.All(English, text => Assert.Equal((text.Key, PlaceholdersOf(text.Value)), (text.Key, PlaceholdersOf(Chinese[text.Key]))));
    }

    [Fact]
    public void No_text_is_kept_that_no_page_says()
    {
        var code = string.Join('\n', new[] { "Pages", "MicrosoftAccounts", "PartnerCenter", "Graph", "Insights" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SandboxFolder.Path, folder), "*.cs")).Select(File.ReadAllText));

        Assert.Equal("", string.Join('\n', English.Keys.Where(key => !Regex.IsMatch(code, $@"\bPageTexts\.{key}\b"))));
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(SandboxFolder.Path, "Pages", file)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static string PlaceholdersOf(string text) => string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Order());

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Placeholder();
}
