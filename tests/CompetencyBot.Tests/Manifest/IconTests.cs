namespace CompetencyBot.Tests.Manifest;

/// <summary>Sizes and colours that Teams asks of an app's two icons (app manifest reference, <c>icons</c>).</summary>
public sealed class IconTests
{
    [Fact]
    public void The_colour_icon_is_192_by_192_and_covers_its_square()
    {
        var icon = Read("color.png");

        Assert.Equal((192, 192), (icon.Width, icon.Height));
        Assert.All(icon.Pixels, pixel => Assert.Equal(255, pixel.Alpha));
    }

    [Fact]
    public void The_colour_icon_stands_on_the_accent_colour()
    {
        var corner = Read("color.png").Pixels[0];

        Assert.Equal((string?)UnpackedApp.Create().Manifest["accentColor"], $"#{corner.Red:X2}{corner.Green:X2}{corner.Blue:X2}");
    }

    [Fact]
    public void The_outline_icon_is_32_by_32_in_white_on_nothing()
    {
        var icon = Read("outline.png");

        Assert.Equal((32, 32), (icon.Width, icon.Height));
        Assert.Equal(0, icon.Pixels[0].Alpha);
        var drawn = icon.Pixels.Where(pixel => pixel.Alpha > 0).ToList();
        Assert.InRange(drawn.Count, 100, 600);
        Assert.All(drawn, pixel => Assert.Equal((255, 255, 255), (pixel.Red, pixel.Green, pixel.Blue)));
    }

    private static PngImage Read(string name) => PngImage.Read(File.ReadAllBytes(Path.Combine(UnpackedApp.Folder, name)));
}
