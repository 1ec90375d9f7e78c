using System.Buffers;
using System.Collections.Immutable;
using System.IO.Compression;

namespace CompetencyBot.Sources;

public enum ZipFault
{
    /// <summary>It is no archive, or its bytes are wrong somewhere.</summary>
    Damaged,

    /// <summary>It, or a file in it, is protected by a password.</summary>
    Encrypted,
    TooManyFiles,

    /// <summary>Unpacked it would be larger than any export.</summary>
    TooLarge,

    /// <summary>It holds far more than its size can: a zip bomb.</summary>
    TooDense,

    /// <summary>Of a file in it: an archive again, which is not opened.</summary>
    Nested,

    /// <summary>There is no file in it.</summary>
    Empty,
}

/// <param name="Name">Of the archive, or of the file in it.</param>
public sealed record ZipRefusal(string Name, ZipFault Fault);

/// <param name="Name">Without folders: where a file lies in an archive is its packer's choice, and nothing is written to where it says.</param>
/// <param name="Path">Of the unpacked file; null where only the beginning was asked for.</param>
/// <param name="Start">The beginning of its bytes.</param>
/// <param name="Bytes">Size, unpacked; as the archive says where it was not unpacked.</param>
public sealed record ZippedFile(string Name, string? Path, byte[] Start, long Bytes);

/// <param name="Refusal">Why nothing of the archive is used; then there are no files.</param>
/// <param name="LeftOut">Files that are not used, with the reason.</param>
public sealed record ZipContent(ImmutableArray<ZippedFile> Files, ImmutableArray<ZipRefusal> LeftOut, ZipFault? Refusal = null)
{
    internal static ZipContent Refused(ZipFault fault) => new([], [], fault);
}

/// <summary>
/// The files of a zip archive, as far as they may be of use. What an archive says of itself is believed where it speaks against it; what comes out is counted while it
/// is unpacked, since a bomb lies about its size.
/// </summary>
public static class EvidenceZip
{
    /// <summary>There are six kinds of evidence; a few more files may lie beside them.</summary>
    public const int MostFiles = 50;

    /// <summary>Of all files together, unpacked.</summary>
    public const long MostBytes = 200L * 1024 * 1024;

    /// <summary>The largest share that tables reach is some 40 : 1; deflate ends at 1032 : 1.</summary>
    public const int MostRatio = 200;

    /// <summary>Below this a high ratio does no harm: a table of a few equal rows has one.</summary>
    private const long RatioFrom = 4L * 1024 * 1024;

    private const int StartBytes = 64 * 1024;

    /// <summary>Looks at the beginning of each file, without unpacking the rest.</summary>
    /// <param name="archive">Can be read at any place.</param>
    public static ZipContent Look(Stream archive) => Open(archive, (entry, _) =>
    {
        using var content = entry.Open();
        return new ZippedFile(NameOf(entry), null, StartOf(content), entry.Length);
    });

    /// <summary>Writes the files into a folder, under names of its own.</summary>
    /// <param name="archive">Can be read at any place.</param>
    public static ZipContent Unpack(Stream archive, string folder)
    {
        var left = MostBytes;
        return Open(archive, (entry, number) =>
        {
            var path = Path.Combine(folder, $"{number}.part");
            var bytes = Unpack(entry, path, left);
            left -= bytes;
            using var content = File.OpenRead(path);
            return new ZippedFile(NameOf(entry), path, StartOf(content), bytes);
        });
    }

    private static ZipContent Open(Stream archive, Func<ZipArchiveEntry, int, ZippedFile> take)
    {
        try
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
            ZipArchiveEntry[] entries = [.. zip.Entries.Where(IsOfPeople).Take(MostFiles + 1)];
            if (FaultOf(entries) is { } fault)
                return ZipContent.Refused(fault);
            ZippedFile[] files = [.. entries.Where(entry => !IsArchive(entry)).Select((entry, index) => take(entry, index))];
            return new ZipContent(
                [.. files.Where(file => !IsArchive(file.Start))],
                [.. entries.Where(IsArchive).Select(NameOf).Concat(files.Where(file => IsArchive(file.Start)).Select(file => file.Name)).Select(name => new ZipRefusal(name, ZipFault.Nested))]);
        }
        catch (ZipLimitException limit)
        {
            return ZipContent.Refused(limit.Fault);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            return ZipContent.Refused(ZipFault.Damaged); // also a way of packing that nobody uses for tables
        }
    }

    /// <summary>What the archive says of itself.</summary>
    private static ZipFault? FaultOf(ZipArchiveEntry[] entries) =>
        entries.Length == 0 ? ZipFault.Empty
        : entries.Length > MostFiles ? ZipFault.TooManyFiles
        : entries.Any(entry => entry.IsEncrypted) ? ZipFault.Encrypted
        : entries.Any(entry => IsTooDense(entry.Length, entry.CompressedLength)) ? ZipFault.TooDense
        : entries.Sum(entry => (decimal)entry.Length) > MostBytes ? ZipFault.TooLarge
        : null;

    private static bool IsTooDense(long bytes, long packed) => bytes > RatioFrom && bytes / MostRatio > packed;

    /// <summary>No folder, and nothing that macOS adds by itself.</summary>
    private static bool IsOfPeople(ZipArchiveEntry entry) => NameOf(entry) is { Length: > 0 } name
        && !entry.FullName.EndsWith('/') && !entry.FullName.EndsWith('\\')
        && !entry.FullName.StartsWith("__MACOSX", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith('.');

    private static string NameOf(ZipArchiveEntry entry)
    {
        var printable = string.Concat(entry.FullName.Where(letter => !char.IsControl(letter)));
        return printable[(printable.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
    }

    private static bool IsArchive(ZipArchiveEntry entry) => Path.GetExtension(NameOf(entry)).Equals(".zip", StringComparison.OrdinalIgnoreCase);

    private static bool IsArchive(byte[] start) => start.AsSpan().StartsWith("PK\x03\x04"u8);

    private static byte[] StartOf(Stream content)
    {
        var start = new byte[StartBytes];
        var read = content.ReadAtLeast(start, StartBytes, throwOnEndOfStream: false);
        return start[..read];
    }

    private static long Unpack(ZipArchiveEntry entry, string path, long most)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(StartBytes);
        try
        {
            using var content = entry.Open();
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            var (bytes, crc) = (0L, Crc32.Start);
            for (int read; (read = content.Read(buffer)) > 0; file.Write(buffer, 0, read))
            {
                bytes += read;
                crc = Crc32.Add(crc, buffer.AsSpan(0, read));
                if (bytes > most)
                    throw new ZipLimitException(ZipFault.TooLarge);
                if (IsTooDense(bytes, entry.CompressedLength))
                    throw new ZipLimitException(ZipFault.TooDense);
            }

            // .NET looks at neither, and gives what a lie about the size leaves of a file.
            return Crc32.End(crc) == entry.Crc32 ? bytes : throw new InvalidDataException("The checksum is wrong.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private sealed class ZipLimitException(ZipFault fault) : Exception
    {
        public ZipFault Fault => fault;
    }
}
