using System.IO.Compression;
using System.Text;
using CompetencyBot.BotFramework.Files;

namespace CompetencyBot.Tests.BotFramework.Files;

public sealed class FileContentTests
{
    private const string Csv = "UserPrincipalName,DisplayName\r\nmei@contoso.example,張家豪\r\n";

    public static TheoryData<string, byte[], FileContentKind> Table => new()
    {
        { "nothing", [], FileContentKind.Empty },
        { "a mark and nothing", [0xEF, 0xBB, 0xBF], FileContentKind.Empty },
        { "UTF-8", Encoding.UTF8.GetBytes(Csv), FileContentKind.Text },
        { "UTF-8 with its mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Csv)], FileContentKind.Text },
        { "UTF-16, little end first", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Csv)], FileContentKind.Utf16Text },
        { "UTF-16, big end first", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Csv)], FileContentKind.Utf16Text },
        { "UTF-16 without its mark", Encoding.Unicode.GetBytes(Csv), FileContentKind.Binary },
        { "half a character of UTF-16", [0xFF, 0xFE, 0x41], FileContentKind.Binary },
        { "Big5", [.. "name\r\n"u8, 0xB1, 0x69, 0xAE, 0x61], FileContentKind.LegacyText },
        { "Windows-1252", [.. "M"u8, 0xFC, .. "ller"u8], FileContentKind.LegacyText },
        { "a zip", Zip("people.csv"), FileContentKind.Zip },
        { "an empty zip", Zip(), FileContentKind.Zip },
        { "a workbook", Zip("[Content_Types].xml", "xl/workbook.xml"), FileContentKind.Office },
        { "a workbook of another writer", Zip("xl/workbook.xml", "[Content_Types].xml"), FileContentKind.Office },
        { "a workbook of 2003", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], FileContentKind.Office },
        { "PDF", [.. "%PDF-1.7\n"u8, 0xE2, 0xE3], FileContentKind.Pdf },
        { "PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], FileContentKind.Image },
        { "JPEG", [0xFF, 0xD8, 0xFF, 0xE0], FileContentKind.Image },
        { "GIF", [.. "GIF89a"u8], FileContentKind.Image },
        { "WebP", [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8 "u8], FileContentKind.Image },
        { "a program for Windows", [.. "MZ"u8, 0x90, 0, 3, 0], FileContentKind.Program },
        { "a program for Linux", [0x7F, .. "ELF"u8, 2, 1], FileContentKind.Program },
        { "a text that begins with MZ", [.. "MZ,Name\n"u8], FileContentKind.Text },
        { "a page to sign in on", [.. " \r\n<!DOCTYPE html><html>"u8], FileContentKind.Html },
        { "a bare page", [.. "<HTML><body>"u8], FileContentKind.Html },
        { "a NUL far in", [.. Encoding.UTF8.GetBytes(new string('a', 9000)), 0], FileContentKind.Binary },
        { "a control character near the start", [.. "a\x01,b\n"u8], FileContentKind.Binary },
        { "a line break of Excel within a field", [.. "a,\"b\vc\"\n"u8], FileContentKind.Text },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_file_is_what_its_bytes_say(string what, byte[] bytes, FileContentKind kind) =>
        Assert.Equal((what, kind), (what, FileContent.KindOf(bytes)));

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void UTF_16_becomes_UTF_8(string encoding)
    {
        var utf16 = Encoding.GetEncoding(encoding);

        var text = FileContent.ToUtf8([.. utf16.GetPreamble(), .. utf16.GetBytes(Csv)], FileContentKind.Utf16Text);

        Assert.Equal(Csv, Encoding.UTF8.GetString(text));
    }

    private static byte[] Zip(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in names)
                using (var entry = zip.CreateEntry(name).Open())
                    entry.Write("content"u8);
        return bytes.ToArray();
    }
}
