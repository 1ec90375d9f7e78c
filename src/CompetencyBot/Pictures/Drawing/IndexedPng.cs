using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace CompetencyBot.Pictures.Drawing;

/// <summary>
/// Writes a PNG with a palette of 256 colours (PNG specification, third edition). Skia writes four bytes for each pixel, which for our flat colours makes a
/// file of twice the size and takes four times as long.
/// </summary>
internal static class IndexedPng
{
    private const int MostColors = 256;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="pixels">Row by row, as 0xAABBGGRR, not multiplied by their alpha. Colours beyond the 256 most frequent become the nearest of those.</param>
    public static byte[] Write(ReadOnlySpan<uint> pixels, int width)
    {
        var palette = PaletteOf(pixels);
        using var png = new MemoryStream();
        png.Write(Signature);
        Chunk(png, "IHDR"u8, Header(width, pixels.Length / width));
        Chunk(png, "PLTE"u8, [.. palette.Colors.SelectMany(color => new[] { (byte)color, (byte)(color >> 8), (byte)(color >> 16) })]);
        Chunk(png, "tRNS"u8, [.. palette.Colors.Select(color => (byte)(color >> 24))]);
        Chunk(png, "IDAT"u8, Rows(pixels, width, palette.Indexes));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static (uint[] Colors, Dictionary<uint, byte> Indexes) PaletteOf(ReadOnlySpan<uint> pixels)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var pixel in pixels)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, pixel, out _)++;
        uint[] colors = [.. counts.OrderByDescending(color => color.Value).ThenBy(color => color.Key).Take(MostColors).Select(color => color.Key)];
        return (colors, counts.Keys.ToDictionary(color => color, color => (byte)Nearest(colors, color)));
    }

    private static int Nearest(uint[] colors, uint wanted)
    {
        var best = 0;
        for (var index = 1; index < colors.Length; index++)
            if (Distance(colors[index], wanted) < Distance(colors[best], wanted))
                best = index;
        return best;
    }

    private static int Distance(uint one, uint other)
    {
        var sum = 0;
        for (var shift = 0; shift < 32; shift += 8)
        {
            var difference = (int)((one >> shift) & 0xFF) - (int)((other >> shift) & 0xFF);
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>8 bits for each pixel, with a palette, not interlaced.</summary>
    private static byte[] Header(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 3);
        return header;
    }

    private static byte[] Rows(ReadOnlySpan<uint> pixels, int width, Dictionary<uint, byte> indexes)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[1 + width]; // the first byte says that the row is not filtered
            for (var start = 0; start < pixels.Length; start += width)
            {
                for (var x = 0; x < width; x++)
                    row[1 + x] = indexes[pixels[start + x]];
                deflate.Write(row);
            }
        }

        return compressed.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        png.Write(number);
    }

    /// <summary>CRC-32 of ISO 3309, as the PNG specification has it in appendix D.</summary>
    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var part in data)
        {
            crc ^= part;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return crc;
    }
}
