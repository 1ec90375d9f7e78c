namespace CompetencyBot.Sources;

/// <summary>The checksum of zip archives (CRC-32 of ISO 3309).</summary>
internal static class Crc32
{
    public const uint Start = 0xFFFF_FFFF;

    private const uint Polynomial = 0xEDB8_8320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(number => Shift((uint)number))];

    public static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var next in bytes)
            crc = Table[(byte)(crc ^ next)] ^ (crc >> 8);
        return crc;
    }

    public static uint End(uint crc) => ~crc;

    private static uint Shift(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : Polynomial ^ (value >> 1);
        return value;
    }
}
