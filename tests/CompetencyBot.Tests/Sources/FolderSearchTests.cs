using System.Text;
using CompetencyBot.Sources;

namespace CompetencyBot.Tests.Sources;

public sealed class FolderSearchTests
{
    private const string People = "UserPrincipalName,DisplayName";
    private const string Amy = "amy@contoso.example,Amy";
    private const string Bob = "bob@contoso.example,Bob";

    [Fact]
    public void A_table_with_the_columns_of_a_kind_is_that_kind_where_no_file_has_the_name()
    {
        using var files = new EvidenceFiles().With("export (3).csv", People, Amy).With("notes.csv", "when,what").With("figures.txt", "Designation,Metric,Month,Value");

        var reading = EvidenceFolder.ReadAll(files.Folder);

        Assert.Equal(("export (3).csv", FileKind.People, 1), Assert.Single(reading.Files.Select(file => (file.Name, file.Kind, file.Rows))));
        Assert.Equal(["figures.txt", "notes.csv"], reading.Ignored);
    }

    [Fact]
    public void A_proper_name_goes_before_columns_and_archives()
    {
        using var files = new EvidenceFiles().With("a.csv", People, Bob).With("people.csv", People, Amy)
            .WithBytes("all.zip", EvidenceZipTests.Zip(("people.csv", $"{People}\n{Bob}\n"), ("membership.csv", "Offer,PurchasedOn\ngold,2018-02-01\n")));

        var reading = EvidenceFolder.ReadAll(files.Folder);

        Assert.Equal("Amy", Assert.Single(reading.Records.People).DisplayName);
        Assert.Single(reading.Records.Memberships);
        Assert.Equal(["people.csv", "all.zip/membership.csv"], reading.Files.Select(file => file.Name));
        Assert.Equal(["a.csv", "all.zip/people.csv"], reading.Ignored);
    }

    [Fact]
    public void Of_two_tables_with_the_same_columns_the_second_is_rejected()
    {
        using var files = new EvidenceFiles().With("a.csv", People, Amy).With("b.csv", People, Bob);

        var reading = EvidenceFolder.ReadAll(files.Folder);

        Assert.Equal("Amy", Assert.Single(reading.Records.People).DisplayName);
        Assert.Equal(new Rejection(RejectionReason.SecondOfItsKind, Detail: "a.csv"), reading.Files[1].Rejection);
    }

    [Fact]
    public void Fields_parted_by_tabs_and_UTF_16_in_an_archive_are_read()
    {
        var utf16 = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes($"{People}\n{Amy}\n".Replace(',', '\t'))).ToArray();
        using var files = new EvidenceFiles().WithBytes("all.zip", EvidenceZipTests.ZipOf(("unicode.txt", utf16)));

        Assert.Equal("Amy", Assert.Single(EvidenceFolder.ReadAll(files.Folder).Records.People).DisplayName);
    }

    [Fact]
    public void A_harmful_archive_is_told_with_its_reason_and_hinders_no_other_file()
    {
        using var files = new EvidenceFiles().With("people.csv", People, Amy).WithBytes("bomb.zip", EvidenceZipTests.ZipOf(("x.csv", new byte[16 * 1024 * 1024])));

        var reading = EvidenceFolder.ReadAll(files.Folder);

        Assert.Single(reading.Records.People);
        Assert.Equal([new ZipRefusal("bomb.zip", ZipFault.TooDense)], reading.Archives);
        Assert.Contains(
            "bomb.zip: rejected, it holds far more than its size can, as only a harmful archive does; I did not unpack it",
            new ImportReport(System.Globalization.CultureInfo.GetCultureInfo("en")).Problems(reading));
    }

    [Fact]
    public void The_command_line_takes_proper_names_only()
    {
        using var files = new EvidenceFiles().With("export.csv", People, Amy).WithBytes("all.zip", EvidenceZipTests.Zip(("people.csv", People)));

        var reading = EvidenceFolder.Read(files.Folder);

        Assert.Empty(reading.Files);
        Assert.Equal(["all.zip", "export.csv"], reading.Ignored);
    }
}
