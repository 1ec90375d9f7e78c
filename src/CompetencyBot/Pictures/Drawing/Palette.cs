using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Pictures.Drawing;

/// <summary>
/// Colours as 0xAARRGGBB. On the panel words have a contrast of at least 4.5 to 1 and shapes of 3 to 1 (WCAG 2.1, 1.4.3 and 1.4.11), in both themes.
/// </summary>
/// <param name="Edge">Around the panel; decoration.</param>
/// <param name="Track">What a bar runs on; decoration.</param>
/// <param name="Ahead">What is there of the next level, and counts.</param>
public sealed record Palette(uint Panel, uint Edge, uint Track, uint Ink, uint Muted, uint Gold, uint Silver, uint Partner, uint Ahead, uint Alarm)
{
    public static Palette Of(Theme theme) => theme == Theme.Dark ? Dark : Light;

    public static Palette Light { get; } = new(
        Panel: 0xFFFFFFFF, Edge: 0xFFD5D8DE, Track: 0xFFE8EAEE, Ink: 0xFF1F2328, Muted: 0xFF57606A,
        Gold: 0xFFB7791F, Silver: 0xFF64748B, Partner: 0xFF2563EB, Ahead: 0xFF7C6FCF, Alarm: 0xFFC4314B);

    public static Palette Dark { get; } = new(
        Panel: 0xFF26272B, Edge: 0xFF45474F, Track: 0xFF3D4047, Ink: 0xFFF3F4F6, Muted: 0xFFB8BDC7,
        Gold: 0xFFF2B84B, Silver: 0xFFA9B8CC, Partner: 0xFF6EA8FF, Ahead: 0xFFA99BF0, Alarm: 0xFFFF7B86);

    public uint Of(Level level) => level switch
    {
        Level.Gold => Gold,
        Level.Silver => Silver,
        _ => Partner,
    };
}
