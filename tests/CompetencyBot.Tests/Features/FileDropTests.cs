using System.Text;
using CompetencyBot.BotFramework.Files;
using CompetencyBot.Features.Administration.Imports;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.Files;
using CompetencyBot.Tests.Sources;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features;

public sealed class FileDropTests : IAsyncLifetime
{
    private const string Membership = "Offer,PurchasedOn\ngold,2018-02-01\n";

    private FakeFileHost _files = null!;

    /// <summary>Without a people file Julia is known by her object id.</summary>
    private static AppOptions WithoutFolder => new()
    {
        Evidence = null,
        Settings = new() { ["Organisation:Admins:0"] = Sample.Julia.ObjectId },
    };

    public async ValueTask InitializeAsync() => _files = await FakeFileHost.StartAsync();

    public ValueTask DisposeAsync() => _files.DisposeAsync();

    [Fact]
    public async Task An_admin_drops_a_people_file_sees_what_it_would_change_presses_Import_and_the_new_person_is_known()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        var before = await File.ReadAllTextAsync(PathIn(app, "people.csv"), Token);
        var newcomer = Sample.Stranger;
        var people = before + $"{newcomer.UserPrincipalName},{newcomer.Name},{newcomer.ObjectId},,,,en-US,,,,\n";
        Assert.StartsWith("I do not find you", (await app.As(newcomer).Says("status")).Shown, StringComparison.Ordinal);

        var read = app.Jobs.NextRunOf<ImportPreviewJob>();
        var answer = await julia.Drops("people (1).csv", _files.Serve(people));
        await read;
        await app.RunAsync<OutboxDeliveryJob>();
        var shown = julia.Reads();
        Assert.StartsWith("I do not find you", (await app.As(newcomer).Says("status")).Shown, StringComparison.Ordinal);
        var accepted = await julia.Presses("Import");

        Assert.Empty(answer.Buttons);
        Assert.Contains("people (1).csv: people, ", answer.Shown, StringComparison.Ordinal);
        Assert.Equal(["Import", "Discard"], shown.Buttons);
        Assert.Contains("1 new · 0 changed · 0 gone · 60 the same · 1 skipped", shown.Shown, StringComparison.Ordinal);
        Assert.StartsWith("Imported", accepted.Shown, StringComparison.Ordinal);
        Assert.Equal(["Undo"], accepted.Buttons);
        Assert.Contains("people (1).csv: 61 rows read", (await julia.Says("import")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Status of Sam Stranger", (await app.As(newcomer).Says("status")).Shown, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(PathIn(app, "people.csv"), Token));
        Assert.Equal(0, await WaitingAsync(app));
        Assert.Null(Assert.Single(_files.Requests).Credentials);
        Assert.DoesNotContain(FakeFileHost.Secret, app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_file_that_is_not_taken_says_why()
    {
        await using var app = await AppFixture.StartAsync();

        var shown = (await app.As(Sample.Julia).Drops(
            "",
            ("people.csv", _files.Announce(FileDownload.MaxBytes + 1)),
            ("membership.csv", _files.Answer(403)),
            ("there.csv", "https://evil.example/people.csv"),
            ("phone.csv", _files.Redirect("https://contoso.sharepoint.com/:x:/g/personal")),
            ("page.csv", _files.Serve("<!DOCTYPE html><html></html>")),
            ("book.csv", _files.Serve(EvidenceZipTests.Zip(("[Content_Types].xml", "")))),
            ("bomb.zip", _files.Serve(EvidenceZipTests.ZipOf(("people.csv", new byte[16 * 1024 * 1024])))),
            ("picture.csv", _files.Serve([0x89, 0x50, 0x4E, 0x47])),
            ("CapabilityMetrics.csv", _files.Serve("Designation,Metric,Month\n")),
            ("notes.csv", _files.Serve("when,what\n"))))
            .Shown;

        foreach (var line in new[]
        {
            "people.csv: not taken, it is larger than 20 MB",
            "membership.csv: not taken, its address is no longer good; please send it again",
            "there.csv: not taken, it lies where I do not fetch files from",
            "phone.csv: not taken, Teams gave me a page to sign in on",
            "page.csv: not taken, Teams gave me a page to sign in on",
            "book.csv: not taken, it is an Excel workbook",
            "bomb.zip: not taken, it holds far more than its size can",
            "picture.csv: not taken, it is not a text file",
            "CapabilityMetrics.csv: not taken, a required column is missing: Value",
            "notes.csv: not taken, neither its name nor its columns are those of an evidence file; names that I know: people, TrainingCompletions,",
        })
            Assert.Contains(line, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("I am reading them now", shown, StringComparison.Ordinal);
        Assert.Equal(0, await WaitingAsync(app));
    }

    [Theory]
    [InlineData("it is empty", new byte[0])]
    [InlineData("it is not UTF-8; save it as CSV UTF-8", new byte[] { (byte)'a', 0xB1, 0x69 })]
    public async Task So_does_one_that_cannot_be_read(string why, byte[] content)
    {
        await using var app = await AppFixture.StartAsync(WithoutFolder);

        Assert.Contains($"people.csv: not taken, {why}", (await app.As(Sample.Julia).Drops("people.csv", _files.Serve(content))).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_kind_is_stands_in_the_name_or_else_in_the_columns_whatever_parts_them()
    {
        await using var app = await AppFixture.StartAsync(WithoutFolder);
        var unicodeText = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Membership.Replace(',', '\t'))).ToArray();

        var shown = (await app.As(Sample.Julia).Drops(
            "",
            ("unicode.txt", _files.Serve(unicodeText)),
            ("PEOPLE.CSV", _files.Serve("userprincipalname\tDisplay Name\n")),
            ("figures.csv", _files.Serve("Designation,Metric,Month,Value\n")),
            ("once more.csv", _files.Serve(Membership))))
            .Shown;

        Assert.Contains("unicode.txt: memberships, 1 KB", shown, StringComparison.Ordinal);
        Assert.Contains("PEOPLE.CSV: people, 1 KB", shown, StringComparison.Ordinal);
        Assert.Contains("figures.csv: figures of scores, 1 KB", shown, StringComparison.Ordinal);
        Assert.Contains("once more.csv: not taken, unicode.txt is a file of the same kind", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_of_several_is_looked_into_and_each_file_is_told()
    {
        await using var app = await AppFixture.StartAsync(WithoutFolder);
        var zip = EvidenceZipTests.ZipOf(
            ("export/members.csv", Encoding.UTF8.GetBytes(Membership)), ("people.csv", "UserPrincipalName,DisplayName\n"u8.ToArray()),
            ("notes.csv", "when,what\n"u8.ToArray()), ("__MACOSX/._people.csv", [1]), ("more.zip", EvidenceZipTests.Zip()));

        var shown = (await app.As(Sample.Julia).Drops("all.zip", _files.Serve(zip))).Shown;

        Assert.Contains("all.zip/members.csv: memberships, 1 KB", shown, StringComparison.Ordinal);
        Assert.Contains("all.zip/people.csv: people, 1 KB", shown, StringComparison.Ordinal);
        Assert.Contains("all.zip/notes.csv: not taken, neither its name nor its columns", shown, StringComparison.Ordinal);
        Assert.Contains("all.zip/more.zip: not taken, it is an archive inside an archive", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("MACOSX", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_admin_is_refused_and_nothing_is_fetched()
    {
        await using var app = await AppFixture.StartAsync();

        Assert.StartsWith("Only admins can use \"import\"", (await app.As(Sample.Grace).Drops("membership.csv", _files.Serve(Membership))).Text, StringComparison.Ordinal);

        Assert.Empty(_files.Requests);
        Assert.Equal(0, await WaitingAsync(app));
    }

    [Fact]
    public async Task In_a_channel_the_bot_asks_for_the_one_to_one_chat()
    {
        await using var app = await AppFixture.StartAsync(WithoutFolder);

        var answer = await app.As(Sample.Julia).InChannel().Drops("membership.csv", _files.Serve(Membership));

        Assert.Equal("Please send me files in our one-to-one chat.", answer.Text);
        Assert.Empty(_files.Requests);
    }

    [Fact]
    public async Task Words_beside_a_file_are_a_comment_unless_they_are_another_command()
    {
        await using var app = await AppFixture.StartAsync(WithoutFolder);
        var julia = app.As(Sample.Julia);

        Assert.Single((await julia.Drops("here you are", ("membership.csv", _files.Serve(Membership)))).Messages);
        Assert.Single((await julia.Drops("import this, please", ("membership.csv", _files.Serve(Membership)))).Messages);
        var both = (await julia.Drops("progress", ("membership.csv", _files.Serve(Membership)))).Messages.ToList();

        Assert.Equal(["Files received", "Progress of Contoso Consulting"], both.Select(message => CardText.Of(message.Card!).First()));
    }

    [Fact]
    public async Task Of_more_than_ten_files_the_rest_is_named_and_not_fetched()
    {
        await using var app = await AppFixture.StartAsync(WithoutFolder);
        var url = _files.Serve("when,what\n");

        var answer = await app.As(Sample.Julia).Drops("", [.. Enumerable.Range(1, 12).Select(number => ($"file{number}.csv", (string?)url))]);

        Assert.Contains("I look at 10 files at a time. Please send these again: file11.csv, file12.csv", answer.Shown, StringComparison.Ordinal);
        Assert.Equal(10, _files.Requests.Count);
    }

    [Fact]
    public async Task A_name_cannot_become_formatting()
    {
        await using var app = await AppFixture.StartAsync(WithoutFolder);

        var answer = await app.As(Sample.Julia).Drops("[click](https://evil.example)", _files.Serve("when,what\n"));

        Assert.Contains(@"evil.example): not taken", answer.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("[click](", answer.Shown, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string PathIn(AppFixture app, string name) => Path.Combine(app.Evidence.Folder!, name);

    private static Task<int> WaitingAsync(AppFixture app) => app.InDatabaseAsync(db => db.ReceivedFiles.CountAsync());
}
