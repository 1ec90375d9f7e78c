using System.IO.Compression;
using System.Text;
using CompetencyBot.Sources;

namespace CompetencyBot.Tests.Sources;

public sealed class EvidenceZipTests
{
    private const string People = "UserPrincipalName,DisplayName\namy@contoso.example,Amy\n";
    private const string Membership = "Offer,PurchasedOn\ngold,2018-02-01\n";

    [Fact]
    public void Files_in_folders_are_found_by_their_bare_names_and_what_macOS_adds_is_left_out()
    {
        var zip = Look(Zip(("export/2018/people.csv", People), ("..\\..\\membership.csv", Membership), ("__MACOSX/._people.csv", "x"), ("export/.DS_Store", "x"), ("empty/", "")));

        Assert.Equal(["people.csv", "membership.csv"], zip.Files.Select(file => file.Name));
        Assert.Empty(zip.LeftOut);
    }

    [Fact]
    public void Nothing_is_written_to_where_an_archive_says()
    {
        using var files = new TemporaryFiles();
        var folder = files.NewFolder();

        var zip = EvidenceZip.Unpack(new MemoryStream(Zip(("../../../people.csv", People), ("/etc/people.csv", People))), folder);

        Assert.All(zip.Files, file => Assert.Equal(folder, Path.GetDirectoryName(file.Path)));
        Assert.All(zip.Files, file => Assert.Equal(People, File.ReadAllText(file.Path!)));
    }

    [Fact]
    public void An_archive_in_an_archive_is_not_opened_whatever_it_is_called()
    {
        var inner = Zip(("people.csv", People));

        var zip = Look(ZipOf(("inner.zip", inner), ("people.csv", inner), ("membership.csv", Encoding.UTF8.GetBytes(Membership))));

        Assert.Equal(["membership.csv"], zip.Files.Select(file => file.Name));
        Assert.Equal([new ZipRefusal("inner.zip", ZipFault.Nested), new ZipRefusal("people.csv", ZipFault.Nested)], zip.LeftOut);
    }

    [Fact]
    public void A_bomb_is_known_by_what_it_says_of_itself() => Assert.Equal(ZipFault.TooDense, Look(Bomb()).Refusal);

    [Fact]
    public void And_by_what_comes_out_of_one_that_lies()
    {
        var lying = Bomb();
        SayThatItIsSmall(lying);
        using var files = new TemporaryFiles();

        Assert.NotEqual(ZipFault.TooDense, Look(lying).Refusal);
        Assert.NotNull(EvidenceZip.Unpack(new MemoryStream(lying), files.NewFolder()).Refusal);
    }

    [Fact]
    public void More_files_than_anybody_packs_are_refused()
    {
        Assert.Equal(ZipFault.TooManyFiles, Look(Zip([.. Enumerable.Range(0, EvidenceZip.MostFiles + 1).Select(number => ($"file{number}.csv", "x"))])).Refusal);
        Assert.Null(Look(Zip([.. Enumerable.Range(0, EvidenceZip.MostFiles).Select(number => ($"file{number}.csv", "x"))])).Refusal);
    }

    [Fact]
    public void One_under_a_password_is_refused()
    {
        var zip = Zip(("people.csv", People));
        foreach (var (signature, flags) in new[] { ("PK\x03\x04", 6), ("PK\x01\x02", 8) })
            zip[zip.AsSpan().IndexOf(Encoding.Latin1.GetBytes(signature)) + flags] |= 1;

        Assert.Equal(ZipFault.Encrypted, Look(zip).Refusal);
    }

    [Fact]
    public void One_that_is_cut_or_empty_is_refused()
    {
        Assert.Equal(ZipFault.Damaged, Look(Zip(("people.csv", People))[..^30]).Refusal);
        Assert.Equal(ZipFault.Damaged, Look(Encoding.UTF8.GetBytes(People)).Refusal);
        Assert.Equal(ZipFault.Empty, Look(Zip()).Refusal);
    }

    [Fact]
    public void A_temporary_folder_goes_away_with_all_that_is_in_it()
    {
        string folder;
        using (var files = new TemporaryFiles())
        {
            folder = files.NewFolder();
            files.Write("x"u8);
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(folder)));
    }

    private static ZipContent Look(byte[] zip) => EvidenceZip.Look(new MemoryStream(zip));

    private static byte[] Bomb() => ZipOf(("people.csv", new byte[16 * 1024 * 1024]));

    /// <summary>Writes one megabyte as the unpacked size, into the directory and before the content.</summary>
    private static void SayThatItIsSmall(byte[] zip)
    {
        foreach (var (signature, size) in new[] { ("PK\x03\x04", 22), ("PK\x01\x02", 24) })
            BitConverter.TryWriteBytes(zip.AsSpan(zip.AsSpan().IndexOf(Encoding.Latin1.GetBytes(signature)) + size), 1024 * 1024);
    }

    public static byte[] Zip(params (string Name, string Text)[] files) => ZipOf([.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))]);

    public static byte[] ZipOf(params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
                using (var entry = zip.CreateEntry(name).Open())
                    entry.Write(content);
        return bytes.ToArray();
    }
}
