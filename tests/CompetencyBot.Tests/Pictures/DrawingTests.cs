using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Pictures;
using CompetencyBot.Pictures.Drawing;
using SkiaSharp;

namespace CompetencyBot.Tests.Pictures;

/// <summary>What is drawn. All pictures are kept in TestResults/pictures of the repository, to be looked at.</summary>
public sealed class DrawingTests
{
    private const int MostBytes = 80_000;

    public static TheoryData<string, Theme, string> All =>
        new(from edition in EditionSet.Shipped.Ids
            from theme in Enum.GetValues<Theme>()
            from language in Language.All
            select (edition, theme, language.Name));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_edition_can_be_drawn_in_every_theme_and_language(string editionId, Theme theme, string language)
    {
        using var _ = Language.Use(language);
        var progress = SamplePictures.Progress(editionId) with { Theme = theme };

        foreach (var (name, png) in new[]
        {
            ($"progress-{editionId}", ProgressDrawing.Of(progress, EditionSet.Shipped.Load(editionId))),
            ("timeline", TimelineDrawing.Of(SamplePictures.Timeline with { Theme = theme })),
        })
        {
            Keep($"{name}.{theme}.{language}", png);
            using var bitmap = SKBitmap.Decode(png);
            Assert.Equal(Sheet.Width, bitmap.Width);
            Assert.InRange(bitmap.Height, 200, Sheet.MostHeight);
            Assert.InRange(png.Length, 1, MostBytes);
            Assert.Equal(0, bitmap.GetPixel(0, 0).Alpha);
            Assert.Equal(new SKColor(Palette.Of(theme).Panel), bitmap.GetPixel(Sheet.Width / 2, 8));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_name_of_the_catalogue_is_cut_or_made_smaller(string editionId, Theme _, string language)
    {
        using var __ = Language.Use(language);
        var edition = EditionSet.Shipped.Load(editionId);
        var rows = SamplePictures.Progress(editionId).Rows;

        // The widest state there is stands beside each of them.
        var widest = rows.SelectMany(row => new[] { row, row with { Reached = Level.Silver, Then = null }, row with { Reached = Level.Gold, Then = null }, row with { Reached = null, Then = null } });

        Assert.All(
            edition.Programme == Programme.Competencies ? widest : rows,
            row => Assert.Equal((Phrases.NameOf(NamesOf(edition, row)), 23f), ProgressDrawing.NameOf(row, edition, 23)));
    }

    [Fact]
    public void A_name_of_any_length_stays_within_its_room()
    {
        var (text, size) = TextFit.In(string.Concat(Enumerable.Repeat("Kompetenz für 雲端 ", 20)), 23, bold: false, room: 300);

        Assert.EndsWith("…", text, StringComparison.Ordinal);
        Assert.InRange(Lettering.Measure(text, size, bold: false), 250, 300.5f);
        Assert.Equal("…", TextFit.In("長", 23, bold: false, room: 1).Text[1..]);
    }

    [Fact]
    public void A_sign_that_no_font_has_is_a_box_and_no_hole()
    {
        using var sheet = new Sheet(200, Palette.Light);

        var width = sheet.Write("\uE123", 100, 100, 40, Palette.Light.Ink);

        using var bitmap = SKBitmap.Decode(sheet.ToPng());
        Assert.InRange(width, 30, 45);
        Assert.Contains(Pixels(bitmap, 100, 60, 140, 105), pixel => pixel == new SKColor(Palette.Light.Ink));
    }

    [Fact]
    public void A_level_that_will_not_hold_is_hatched_and_marked()
    {
        using var holds = Draw(new ProgressRow("messaging", Level.Gold, Level.Gold, 0));
        using var falls = Draw(new ProgressRow("messaging", Level.Gold, Level.Silver, 0));
        using var none = Draw(new ProgressRow("messaging", null, null, 0));

        // The middle of the second half of the bar, where gold is.
        Assert.Equal([new SKColor(Palette.Light.Gold)], Pixels(holds, 400, 182, 520, 184).Distinct());
        Assert.Contains(new SKColor(Palette.Light.Gold), Pixels(falls, 400, 182, 520, 184));
        Assert.Contains(new SKColor(Palette.Light.Panel), Pixels(falls, 400, 182, 520, 184));
        Assert.Equal([new SKColor(Palette.Light.Gold)], Pixels(falls, 100, 182, 300, 184).Distinct());
        Assert.Equal([new SKColor(Palette.Light.Track)], Pixels(none, 400, 182, 520, 184).Distinct());

        Assert.Contains(new SKColor(Palette.Light.Alarm), Pixels(falls, 400, 142, 612, 172));
        Assert.DoesNotContain(new SKColor(Palette.Light.Alarm), Pixels(holds, 0, 0, 639, holds.Height - 1));
    }

    [Fact]
    public void What_is_there_of_the_next_level_is_a_thinner_bar()
    {
        using var none = Draw(new ProgressRow("messaging", null, null, 90));

        Assert.Equal(new SKColor(Palette.Light.Ahead), none.GetPixel(150, 182));
        Assert.Equal(new SKColor(Palette.Light.Track), none.GetPixel(150, 176));
    }

    [Fact]
    public void A_month_without_anything_has_no_column()
    {
        using var bitmap = SKBitmap.Decode(TimelineDrawing.Of(SamplePictures.Timeline));
        var column = new SKColor(Palette.Light.Partner);

        Assert.Contains(column, Pixels(bitmap, 28, 132, 72, 299)); // March
        Assert.DoesNotContain(column, Pixels(bitmap, 74, 132, 116, 299)); // April
        Assert.Contains(column, Pixels(bitmap, 568, 132, 611, 299)); // March of next year
    }

    private static SKBitmap Draw(ProgressRow row) => SKBitmap.Decode(ProgressDrawing.Of(
        new ProgressPicture("docs-2017-12", SamplePictures.Today, SamplePictures.Anniversary, [row]), EditionSet.Shipped.Load("docs-2017-12")));

    private static IEnumerable<SKColor> Pixels(SKBitmap bitmap, int left, int top, int right, int bottom) =>
        from x in Enumerable.Range(left, right - left)
        from y in Enumerable.Range(top, bottom - top)
        select bitmap.GetPixel(x, y);

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> NamesOf(Edition edition, ProgressRow row) =>
        edition.Competencies.Single(competency => competency.Id == row.CompetencyId).Names;

    private static void Keep(string name, byte[] png)
    {
        var file = Repository.PathOf("TestResults", "pictures", name + ".png");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, png);
    }
}
