using System.Buffers.Binary;
using System.IO.Compression;

namespace CompetencyBot.Tests.Manifest;

internal readonly record struct Pixel(byte Red, byte Green, byte Blue, byte Alpha);

/// <summary>Reads PNGs as our icons are: 8 bits, RGB with or without alpha, not interlaced (PNG, third edition, 2025).</summary>
internal sealed record PngImage(int Width, int Height, IReadOnlyList<Pixel> Pixels)
{
    public static PngImage Read(byte[] file)
    {
        var chunks = Chunks(file).ToList();
        var header = chunks.Single(chunk => chunk.Type == "IHDR").Data;
        var width = BinaryPrimitives.ReadInt32BigEndian(header);
        var height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        var channels = ChannelsOf(header.AsSpan(8));
        byte[] packed = [.. chunks.Where(chunk => chunk.Type == "IDAT").SelectMany(chunk => chunk.Data)];
        var samples = Unfilter(Inflate(packed), width * channels, height, channels);
        var pixels = samples.Chunk(channels).Select(p => new Pixel(p[0], p[1], p[2], channels == 4 ? p[3] : byte.MaxValue));
        return new PngImage(width, height, [.. pixels]);
    }

    /// <param name="format">Bit depth, colour type (2 is RGB, 6 RGBA), compression, filter method, interlace.</param>
    private static int ChannelsOf(ReadOnlySpan<byte> format) => format switch
    {
        [8, 2, 0, 0, 0] => 3,
        [8, 6, 0, 0, 0] => 4,
        _ => throw new InvalidDataException($"Not a plain 8-bit RGB or RGBA PNG: {Convert.ToHexString(format)}"),
    };

    private static IEnumerable<(string Type, byte[] Data)> Chunks(byte[] file)
    {
        const int signature = 8, lengthAndType = 8, checksum = 4;
        for (var at = signature; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            yield return (System.Text.Encoding.ASCII.GetString(file, at + 4, 4), file[(at + lengthAndType)..(at + lengthAndType + length)]);
            at += lengthAndType + length + checksum;
        }
    }

    private static byte[] Inflate(byte[] packed)
    {
        using var unpacked = new MemoryStream();
        using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        zlib.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    /// <summary>Every row starts with the number of its filter, which says from which neighbours each byte was predicted.</summary>
    private static byte[] Unfilter(byte[] rows, int stride, int height, int channels)
    {
        var samples = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            var filter = rows[y * (stride + 1)];
            for (var x = 0; x < stride; x++)
            {
                var left = x >= channels ? samples[y * stride + x - channels] : 0;
                var up = y > 0 ? samples[(y - 1) * stride + x] : 0;
                var upLeft = x >= channels && y > 0 ? samples[(y - 1) * stride + x - channels] : 0;
                samples[y * stride + x] = (byte)(rows[y * (stride + 1) + 1 + x] + Predict(filter, left, up, upLeft));
            }
        }

        return samples;
    }

    private static int Predict(byte filter, int left, int up, int upLeft) => filter switch
    {
        0 => 0,
        1 => left,
        2 => up,
        3 => (left + up) / 2,
        4 => new[] { left, up, upLeft }.MinBy(neighbour => Math.Abs(left + up - upLeft - neighbour)),
        _ => throw new InvalidDataException($"Unknown PNG filter {filter}"),
    };
}
