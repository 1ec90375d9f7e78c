using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace CompetencyBot.BotFramework.Files;

public enum FileContentKind
{
    Empty,

    /// <summary>UTF-8, with or without a byte-order mark.</summary>
    Text,

    /// <summary>UTF-16 with a byte-order mark, which is how Excel saves "Unicode Text".</summary>
    Utf16Text,

    /// <summary>Text by its bytes, but neither of the above: of an older code page such as Big5 or Windows-1252.</summary>
    LegacyText,

    /// <summary>A web page; where a file was asked for, most likely one to sign in on.</summary>
    Html,

    /// <summary>Excel, Word and the like: of today (a zip with <c>[Content_Types].xml</c>) or before 2007 or under a password (OLE).</summary>
    Office,

    Zip,
    Pdf,
    Image,
    Program,

    /// <summary>Something else that no text editor shows.</summary>
    Binary,
}

/// <summary>Tells what a file is by its bytes: its name is the sender's choice, and so is the content type of an answer.</summary>
public static class FileContent
{
    /// <summary>Control characters count against a text only here: a stray one further in is a fault of one row.</summary>
    private const int StartBytes = 4096;

    /// <summary>All but tab, line feed, vertical tab, form feed and carriage return.</summary>
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(code => code is < 0x09 or > 0x0D).Select(code => (byte)code), 0x7F]);

    public static FileContentKind KindOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return FileContentKind.Empty;
        if (bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF]))
            return bytes.Length % 2 == 0 ? FileContentKind.Utf16Text : FileContentKind.Binary;
        return BySignature(bytes) ?? OfText(bytes);
    }

    /// <summary>The same of the beginning of a file, which may end within a letter.</summary>
    public static FileContentKind KindOfStart(ReadOnlySpan<byte> start)
    {
        if (start.Length % 2 != 0 && (start.StartsWith<byte>([0xFF, 0xFE]) || start.StartsWith<byte>([0xFE, 0xFF])))
            start = start[..^1];
        var whole = start.LastIndexOf((byte)'\n') is var end && end > 0 ? start[..end] : start;
        return KindOf(start) is not FileContentKind.LegacyText and var kind ? kind : KindOf(whole);
    }

    /// <returns>The bytes of a text as UTF-8; the very same array for what is UTF-8 already.</returns>
    public static byte[] ToUtf8(byte[] bytes, FileContentKind kind)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (kind != FileContentKind.Utf16Text)
            return bytes;
        var utf16 = bytes[0] == 0xFE ? Encoding.BigEndianUnicode : Encoding.Unicode;
        return Encoding.UTF8.GetBytes(utf16.GetString(bytes, 2, bytes.Length - 2));
    }

    private static FileContentKind? BySignature(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8)
            ? bytes.IndexOf("[Content_Types].xml"u8) >= 0 ? FileContentKind.Office : FileContentKind.Zip
        : bytes.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? FileContentKind.Office
        : bytes.StartsWith("%PDF-"u8) ? FileContentKind.Pdf
        : IsImage(bytes) ? FileContentKind.Image
        : IsProgram(bytes) ? FileContentKind.Program
        : null;

    private static bool IsImage(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]) // PNG
        || bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]) // JPEG
        || bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)
        || (bytes.StartsWith("RIFF"u8) && bytes.Length >= 12 && bytes[8..12].SequenceEqual("WEBP"u8));

    // A text may well begin with the letters MZ; a program has NULs near its start.
    private static bool IsProgram(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0x7F, (byte)'E', (byte)'L', (byte)'F']) || (bytes.StartsWith("MZ"u8) && Start(bytes).Contains((byte)0));

    private static FileContentKind OfText(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
        if (text.IsEmpty)
            return FileContentKind.Empty;
        if (text.Contains((byte)0) || Start(text).ContainsAny(Controls))
            return FileContentKind.Binary;
        if (IsHtml(text))
            return FileContentKind.Html;
        return Utf8.IsValid(text) ? FileContentKind.Text : FileContentKind.LegacyText;
    }

    private static bool IsHtml(ReadOnlySpan<byte> text)
    {
        var start = text.TrimStart(" \t\r\n"u8);
        return Ascii.EqualsIgnoreCase(start[..Math.Min(5, start.Length)], "<html"u8)
            || Ascii.EqualsIgnoreCase(start[..Math.Min(9, start.Length)], "<!doctype"u8);
    }

    private static ReadOnlySpan<byte> Start(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, StartBytes)];
}
