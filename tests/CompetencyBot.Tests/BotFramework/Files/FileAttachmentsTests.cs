using System.Text.Json;
using CompetencyBot.BotFramework.Files;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.Tests.BotFramework.Files;

public sealed class FileAttachmentsTests
{
    private const string Type = FileAttachments.ContentType;

    [Fact]
    public void A_file_of_a_message_is_found_beside_the_text_that_Teams_repeats_as_HTML()
    {
        var files = Of($$"""
            { "contentType": "{{Type}}", "name": "people.csv", "contentUrl": "https://contoso.sharepoint.com/people.csv",
              "content": { "downloadUrl": "https://contoso.sharepoint.com/download.aspx?tempauth=x", "uniqueId": "1", "fileType": "csv", "etag": "e" } },
            { "contentType": "text/html", "content": "<p>here you are</p>" }
            """);

        Assert.Equal([new AttachedFile("people.csv", "https://contoso.sharepoint.com/download.aspx?tempauth=x", "csv")], files);
    }

    [Theory]
    [InlineData("""{ "contentType": "TYPE" }""", "file", null)]
    [InlineData("""{ "contentType": "TYPE", "name": null, "content": null }""", "file", null)]
    [InlineData("""{ "contentType": "TYPE", "name": " ", "content": { "fileType": "csv", "downloadUrl": "" } }""", "file.csv", null)]
    [InlineData("""{ "contentType": "TYPE", "name": 7, "content": "https://example.com" }""", "file", null)]
    [InlineData("""{ "contentType": "TYPE", "name": "a.csv", "content": { "downloadUrl": 7, "fileType": [] } }""", "a.csv", null)]
    [InlineData("""{ "contentType": "TYPE", "name": "a.csv", "content": { "downloadUrl": "\ud800" } }""", "a.csv", null)]
    [InlineData("""{ "contentType": "TYPE", "name": "../../etc/pass\u0000wd", "content": { "downloadUrl": "u" } }""", "passwd", "u")]
    [InlineData("""{ "contentType": "TYPE", "name": "C:\\Users\\me\\people.csv" }""", "people.csv", null)]
    public void What_is_missing_or_odd_does_no_harm(string attachment, string name, string? url)
    {
        var file = Assert.Single(Of(attachment.Replace("TYPE", Type.ToUpperInvariant(), StringComparison.Ordinal)));

        Assert.Equal((name, url), (file.Name, file.DownloadUrl));
    }

    [Fact]
    public void The_address_is_not_in_the_text_of_a_file() =>
        Assert.Equal("file 'people.csv'", new AttachedFile("people.csv", "https://contoso.sharepoint.com/?tempauth=x", "csv").ToString());

    private static IReadOnlyList<AttachedFile> Of(string attachments) => FileAttachments.Of(
        JsonSerializer.Deserialize($$"""{ "type": "message", "attachments": [ {{attachments}} ] }""", ActivityJson.Default.InboundActivity)!);
}
