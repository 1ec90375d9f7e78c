using System.Text;
using System.Xml.Linq;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Pictures;
using CompetencyBot.Pictures.Drawing;

namespace CompetencyBot.Tests.Pictures;

/// <summary>Whoever looks at a picture can read it: contrast, and a font that has every sign.</summary>
public sealed class LegibilityTests
{
    [Theory]
    [InlineData(Theme.Light)]
    [InlineData(Theme.Dark)]
    public void Words_and_shapes_stand_out_from_the_panel(Theme theme)
    {
        var colors = Palette.Of(theme);

        Assert.All([colors.Ink, colors.Muted], color => Assert.InRange(Contrast(color, colors.Panel), 4.5, 21));
        Assert.All([colors.Gold, colors.Silver, colors.Partner, colors.Ahead, colors.Alarm], color => Assert.InRange(Contrast(color, colors.Panel), 3, 21));
    }

    [Fact]
    public void The_font_has_every_sign_of_the_catalogue_and_of_the_texts()
    {
        string[] files = [.. Directory.EnumerateFiles(Repository.PathOf("src", "CompetencyBot", "Pictures"), "*Texts*.resx"), .. Directory.EnumerateFiles(Repository.PathOf("src", "CompetencyBot", "Conversation"), "Texts*.resx")];
        var texts = files.SelectMany(file => XDocument.Load(file).Root!.Elements("data")).Select(data => data.Element("value")!.Value);
        var names = EditionSet.Shipped.Ids.SelectMany(id => EditionSet.Shipped.Load(id).Competencies).SelectMany(competency => competency.Names.Values);

        var missing = texts.Concat(names).Append("0123456789…").SelectMany(text => text.EnumerateRunes())
            .Where(sign => !Rune.IsControl(sign) && !Lettering.Has(sign)).Distinct();

        // The font is made anew, with these, by src/CompetencyBot/Pictures/Font/make.py.
        Assert.Equal("", string.Join(' ', missing));
    }

    [Fact]
    public void Licences_of_the_font_and_of_what_draws_are_beside_the_program()
    {
        string[] files = ["fonts/OFL.txt", "licences/SkiaSharp.txt", "licences/SkiaSharp-third-party.txt"];

        Assert.All(files, file => Assert.Contains("Copyright", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>WCAG 2.1, contrast ratio.</summary>
    private static double Contrast(uint one, uint other)
    {
        double[] luminances = [Luminance(one), Luminance(other)];
        return (luminances.Max() + 0.05) / (luminances.Min() + 0.05);
    }

    private static double Luminance(uint color) =>
        (0.2126 * Channel(color >> 16)) + (0.7152 * Channel(color >> 8)) + (0.0722 * Channel(color));

    private static double Channel(uint color)
    {
        var share = (color & 0xFF) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
