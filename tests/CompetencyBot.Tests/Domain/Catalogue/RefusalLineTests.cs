using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Tests.Domain.Catalogue;

/// <summary>Whoever wrote an edition file finds the fault in an editor: every refusal names the line.</summary>
public sealed class RefusalLineTests
{
    [Theory]
    [InlineData("\"group\": \"g1\"", "\"group\": \"g9\"", ".relation.group: 'g9' is not a group")]
    [InlineData("\"people\": 1,", "\"people\": 0,", ".groups[1].people: is not above zero")]
    [InlineData("\"allOf\": [\"exam:1\", \"cert:2\"]", "\"allOf\": [\"exam:1\", \"cert:9\"]", ".each.anyOf[1].allOf[1]: 'cert:9'")]
    [InlineData("\"id\": \"good\"", "\"id\": \"bad\"", "$.id: 'bad' is not the name of the file")]
    [InlineData("\"unit\": \"customers\",", "", "requirements[0].unit: is missing")]
    [InlineData("\"months\": 12", "\"months\": \"twelve\"", ".window.months: The JSON value could not be converted")]
    [InlineData("\"people\": 2,", "\"folk\": 2,", ".groups[0].folk: The JSON property 'folk' could not be mapped")]
    [InlineData("\"uncertain\": []", "\"uncertain\": [] oh no", "$.competencies[0]")]
    public void The_line_of_what_is_wrong_is_named(string before, string after, string sentence)
    {
        var lines = EditionFixture.Good.Split('\n');
        var line = Array.FindIndex(lines, text => text.Contains(before, StringComparison.Ordinal));
        lines[line] = lines[line].Replace(before, after, StringComparison.Ordinal);

        var refusal = Assert.Throws<CatalogueException>(() => EditionFixture.Parse(string.Join('\n', lines)));

        Assert.Equal((EditionFixture.Path, line + 1), (refusal.File, refusal.Line));
        Assert.StartsWith($"{EditionFixture.Path}({line + 1}): $", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_what_is_missing_the_line_is_that_of_what_should_hold_it()
    {
        var file = EditionFixture.Good.Replace("\"people\": 1, ", "", StringComparison.Ordinal);
        var line = file.Split('\n').Index().Single(text => text.Item.Contains("\"id\": \"g2\"", StringComparison.Ordinal)).Index + 1;

        var refusal = Assert.Throws<CatalogueException>(() => EditionFixture.Parse(file));

        Assert.EndsWith(".groups[1].people: is missing", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(line, refusal.Line);
    }

    [Fact]
    public void Text_that_is_not_json_is_refused_with_the_line() =>
        Assert.StartsWith(
            $"{EditionFixture.Path}(2): $: 'o' is an invalid start of a property name",
            Assert.Throws<CatalogueException>(() => EditionFixture.Parse("{\n oh no }")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void An_empty_file_is_refused() =>
        Assert.StartsWith(
            $"{EditionFixture.Path}(1): $: The input does not contain any JSON",
            Assert.Throws<CatalogueException>(() => EditionFixture.Parse("")).Message,
            StringComparison.Ordinal);
}
