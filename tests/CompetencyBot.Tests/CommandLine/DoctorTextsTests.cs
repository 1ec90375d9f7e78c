using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CompetencyBot.CommandLine;
using CompetencyBot.Hosting;

namespace CompetencyBot.Tests.CommandLine;

public sealed partial class DoctorTextsTests
{
    public static TheoryData<string> Keys => [.. Texts(DoctorTexts.ResourceManager, "").Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_sentence_says_the_same_things_in_both_languages(string key)
    {
        var english = Texts(DoctorTexts.ResourceManager, "")[key];
        var chinese = Texts(DoctorTexts.ResourceManager, "zh-TW").GetValueOrDefault(key);

        Assert.NotNull(chinese);
        Assert.Equal(Placeholders(english), Placeholders(chinese));
    }

    [Fact]
    public void No_language_has_texts_of_its_own()
    {
        Assert.Equal(Texts(DoctorTexts.ResourceManager, "").Keys.Order(), Texts(DoctorTexts.ResourceManager, "zh-TW").Keys.Order());
        Assert.Equal(Texts(InfoTexts.ResourceManager, "").Keys.Order(), Texts(InfoTexts.ResourceManager, "zh-TW").Keys.Order());
    }

    private static Dictionary<string, string> Texts(ResourceManager resources, string culture) => resources
        .GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();
}
