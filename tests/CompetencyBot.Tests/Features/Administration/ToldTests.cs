using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Files;
using CompetencyBot.Conversation;
using CompetencyBot.Features.Administration.Told;
using CompetencyBot.Handouts;
using CompetencyBot.Hosting;
using CompetencyBot.Sandbox.Files;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace CompetencyBot.Tests.Features.Administration;

public sealed class ToldTests
{
    private const string ConsentCard = "application/vnd.microsoft.teams.card.file.consent";

    public static TheoryData<OutboxState, DeliveryTrouble?, string> States => new()
    {
        { OutboxState.Sent, null, "sent 1 March 2018 09:00, no button pressed yet" },
        { OutboxState.Unreachable, DeliveryTrouble.NotInstalled, "not delivered: the app is not installed for this person" },
        { OutboxState.Unreachable, DeliveryTrouble.Blocked, "not delivered: this person has blocked the bot" },
        { OutboxState.Unreachable, DeliveryTrouble.NotAllowed, "not delivered: the app is turned off" },
        { OutboxState.Unreachable, DeliveryTrouble.Gone, "not delivered: the chat no longer exists" },
        { OutboxState.Unreachable, null, "not delivered: the app is not installed for this person" },
        { OutboxState.Waiting, DeliveryTrouble.Throttled, "Teams asked me to wait; I try again 1 March 2018 11:30" },
        { OutboxState.Waiting, null, "waits for working hours, goes out 1 March 2018 11:30" },
        { OutboxState.GivenUp, DeliveryTrouble.Failed, "not delivered, and not tried again: 400 BadRequest" },
        { OutboxState.Withdrawn, null, "not sent: something newer took its place before" },
    };

    [Theory]
    [MemberData(nameof(States))]
    public async Task Of_each_recipient_it_is_said_what_became_of_the_warning(OutboxState state, DeliveryTrouble? trouble, string said)
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("help"); // a new chat would wake what waits for one
        await ToldRows.AddAsync(app, app.Clock.GetUtcNow(), [Sample.Grace.UserPrincipalName], state, trouble);

        var shown = (await julia.Says("admin told")).Shown;

        Assert.Contains("Gold in Messaging (anniversary 15 May 2018)\n1 March 2018 09:30 · reminder 30 days before the anniversary\nGrace Huang: " + said, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pressed_button_is_a_warning_that_was_read()
    {
        await using var app = await AppFixture.StartAsync();
        await ToldRows.AddAsync(app, app.Clock.GetUtcNow(), [Sample.Grace.UserPrincipalName], OutboxState.Sent, null, readAt: SampleCast.Morning);

        Assert.Contains("Grace Huang: read 1 March 2018 09:30 (pressed a button)", (await app.As(Sample.Julia).Says("admin told")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_facts_in_one_message_are_one_line()
    {
        await using var app = await AppFixture.StartAsync();
        await ToldRows.AddAsync(app, app.Clock.GetUtcNow(), [Sample.Grace.UserPrincipalName], OutboxState.Sent, null);
        await app.InDatabaseAsync(async db =>
        {
            var first = db.Notices.Single();
            db.Notices.Add(new Notice
            {
                Id = Guid.CreateVersion7(first.At), Key = "another fact", RiskId = first.RiskId, Recipient = first.Recipient, Reason = first.Reason, Rung = first.Rung,
                MessageId = first.MessageId, At = first.At, ReadAt = first.At,
            });
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        var shown = (await app.As(Sample.Julia).Says("admin told")).Shown;

        Assert.Equal(1, shown.Split("Grace Huang: ").Length - 1);
        Assert.Contains("Grace Huang: read 1 March 2018", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_of_which_the_risk_and_the_message_are_gone_is_shown_all_the_same()
    {
        await using var app = await AppFixture.StartAsync();
        await app.InDatabaseAsync(async db =>
        {
            db.Notices.Add(ToldRows.NoticeOf(Guid.Empty, Guid.Empty, "somebody@contoso.example", app.Clock.GetUtcNow(), null));
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        var shown = (await app.As(Sample.Julia).Says("admin told")).Shown;

        Assert.Contains("A risk that is no longer known", shown, StringComparison.Ordinal);
        Assert.Contains("somebody@contoso.example: nothing is known of it any more", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_warning_stands_first_and_ten_are_on_a_page()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        Assert.Equal("No warning has been sent yet.", (await julia.Says("admin told")).Text);
        for (var day = 0; day < 12; day++)
            await ToldRows.AddAsync(app, app.Clock.GetUtcNow() - TimeSpan.FromDays(day), [Sample.Grace.UserPrincipalName, Sample.Julia.UserPrincipalName], OutboxState.Sent, null);

        var first = (await julia.Says("管理 通知")).Shown;
        var second = (await julia.Presses("More")).Shown;

        Assert.StartsWith("Who was told of what\nGold in Messaging (anniversary 15 May 2018)\n1 March 2018 09:30", first, StringComparison.Ordinal);
        Assert.Equal((10, 2), (Count(first), Count(second)));
        Assert.Contains("18 February 2018 09:30", second, StringComparison.Ordinal);
        Assert.DoesNotContain("[More]", second, StringComparison.Ordinal);

        static int Count(string shown) => shown.Split("Gold in Messaging").Length - 1;
    }

    [Fact]
    public async Task The_file_is_offered_and_put_where_Teams_wants_it_when_the_person_agrees()
    {
        await using var app = await AppFixture.StartAsync();
        await using var files = await FakeFileHost.StartAsync();
        await ToldRows.AddAsync(app, app.Clock.GetUtcNow(), [Sample.Tsai.UserPrincipalName, "=cmd|' /C calc'!A1"], OutboxState.GivenUp, DeliveryTrouble.Failed, reason: "a \"quoted\", reason");
        var julia = app.As(Sample.Julia);
        await julia.Says("admin told");

        var offered = await julia.Presses("Export CSV");
        var (address, arrived) = files.Take();
        var handed = await AgreeAsync(julia, offered, address);

        var file = await arrived;
        Assert.Equal([0xEF, 0xBB, 0xBF], file.Content[..3]);
        Assert.Equal(("application/octet-stream", $"bytes 0-{file.Content.Length - 1}/{file.Content.Length}"), (file.ContentType, file.Range));
        var lines = Encoding.UTF8.GetString(file.Content[3..]).Split("\r\n");
        Assert.Equal("Time,Warning,Reason,Name,Address,State,Sent,Read,Explanation", lines[0]);
        Assert.Equal(
            "2018-03-01 09:30:00,Gold in Messaging (anniversary 15 May 2018),reminder 30 days before the anniversary,,'=cmd|' /C calc'!A1,Failed,2018-03-01 09:00:00,,"
            + "\"not delivered, and not tried again: a \"\"quoted\"\", reason\"",
            lines[1]);
        Assert.Contains("tsunghan.tsai@contoso.example", lines[2], StringComparison.Ordinal);
        Assert.Equal(["PUT"], files.Requests.Select(request => request.Method));
        Assert.Null(files.Requests.Single().Credentials);
        Assert.Equal(HttpStatusCode.OK, handed.Status);
        var card = handed.Messages.Single().Body!["attachments"]![0]!;
        Assert.Equal(("application/vnd.microsoft.teams.card.file.info", "https://contoso.sharepoint.com/warnings.csv"), ((string?)card["contentType"], (string?)card["contentUrl"]));
        Assert.DoesNotContain(FakeFileHost.Secret, app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_in_the_readers_language()
    {
        await using var app = await AppFixture.StartAsync();
        await using var files = await FakeFileHost.StartAsync();
        await ToldRows.AddAsync(app, app.Clock.GetUtcNow(), [Sample.Tsai.UserPrincipalName], OutboxState.Sent, null);
        var tsai = app.As(Sample.Tsai);
        await tsai.Says("管理 通知");

        var (address, arrived) = files.Take();
        await AgreeAsync(tsai, await tsai.Presses("匯出 CSV"), address);

        var text = Encoding.UTF8.GetString((await arrived).Content);
        Assert.Contains("訊息的金級（週年日 2018年5月15日）,週年日前 30 天提醒", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/upload")]
    [InlineData("http://contoso.sharepoint.com/upload")]
    [InlineData("file:///etc/passwd")]
    [InlineData(null)]
    public async Task Nothing_is_put_to_a_host_that_is_not_trusted(string? address)
    {
        await using var app = await AppFixture.StartAsync();
        await ToldRows.AddAsync(app, app.Clock.GetUtcNow(), [Sample.Tsai.UserPrincipalName], OutboxState.Sent, null);
        var julia = app.As(Sample.Julia);
        await julia.Says("admin told");

        var answer = await AgreeAsync(julia, await julia.Presses("Export CSV"), address);

        Assert.StartsWith("I could not put the file where Teams wanted it.", answer.Text, StringComparison.Ordinal);
        Assert.Contains("A file was not put, since the host", app.Log.Warnings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_does_not_take_it_is_told()
    {
        await using var app = await AppFixture.StartAsync();
        await using var files = await FakeFileHost.StartAsync();
        await ToldRows.AddAsync(app, app.Clock.GetUtcNow(), [Sample.Tsai.UserPrincipalName], OutboxState.Sent, null);
        var julia = app.As(Sample.Julia);
        await julia.Says("admin told");

        var answer = await AgreeAsync(julia, await julia.Presses("Export CSV"), files.Take(status: 409).Address);

        Assert.StartsWith("I could not put the file where Teams wanted it.", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Conflict", app.Log.Warnings, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeFileHost.Secret, app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_admin_gets_no_file_by_agreeing_to_one()
    {
        await using var app = await AppFixture.StartAsync();
        await using var files = await FakeFileHost.StartAsync();
        await ToldRows.AddAsync(app, app.Clock.GetUtcNow(), [Sample.Tsai.UserPrincipalName], OutboxState.Sent, null);

        var answer = await app.As(Sample.Grace).Invokes(Consent("accept", new JsonObject { ["file"] = "told" }, files.Take().Address), name: "fileConsent/invoke");

        Assert.StartsWith("Only admins can use", answer.Text, StringComparison.Ordinal);
        Assert.Empty(files.Requests);
    }

    [Fact]
    public async Task Who_declines_gets_nothing()
    {
        await using var app = await AppFixture.StartAsync();
        await ToldRows.AddAsync(app, app.Clock.GetUtcNow(), [Sample.Tsai.UserPrincipalName], OutboxState.Sent, null);

        var answer = await app.As(Sample.Julia).Invokes(Consent("decline", new JsonObject { ["file"] = "told" }, null), name: "fileConsent/invoke");

        Assert.Equal((HttpStatusCode.OK, 0), (answer.Status, answer.Messages.Count()));
    }

    [Fact]
    public async Task On_a_development_machine_there_is_a_link_too_for_ten_minutes_and_for_one_person()
    {
        await using var app = await AppFixture.StartAsync();
        await ToldRows.AddAsync(app, app.Clock.GetUtcNow(), [Sample.Tsai.UserPrincipalName], OutboxState.Sent, null);
        var offered = await app.As(Sample.Julia).Says("admin told csv");
        var link = new Uri(offered.Messages.First().Text!.Split(": ", 2)[1]);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, link.PathAndQuery));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app, link.PathAndQuery.Replace(Sample.Julia.ObjectId!, Sample.Tsai.ObjectId, StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app, "/files/warnings.csv"));
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app, link.PathAndQuery));
    }

    [Fact]
    public async Task In_production_there_is_no_link()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = Viewer.Unknown with { ObjectId = Sample.Julia.ObjectId };
        var production = new HostingEnvironment { EnvironmentName = "Production" };

        var server = app.Services.GetRequiredService<PublicAddress>();
        Assert.NotNull(new HandoutLink(app.Services.GetRequiredService<IHostEnvironment>(), server, app.Clock).For(ToldCsv.File, julia));
        Assert.Null(new HandoutLink(production, server, app.Clock).For(ToldCsv.File, julia));
    }

    private static async Task<HttpStatusCode> StatusAsync(AppFixture app, string path)
    {
        using var response = await app.GetAsync(path);
        return response.StatusCode;
    }

    private static Task<Answer> AgreeAsync(Chat chat, Answer offered, string? address)
    {
        var card = offered.Messages.Select(message => message.Body?["attachments"]?[0]).Single(attachment => (string?)attachment?["contentType"] == ConsentCard)!;
        Assert.Equal("warnings.csv", (string?)card["name"]);
        Assert.InRange((int)card["content"]!["sizeInBytes"]!, 1, FileUpload.MaxBytes);
        return chat.Invokes(Consent("accept", card["content"]!["acceptContext"]!.DeepClone(), address), name: "fileConsent/invoke");
    }

    private static JsonObject Consent(string action, JsonNode context, string? address) => new()
    {
        ["type"] = "fileUpload",
        ["action"] = action,
        ["context"] = context,
        ["uploadInfo"] = action != "accept" ? null : new JsonObject
        {
            ["contentUrl"] = "https://contoso.sharepoint.com/warnings.csv", ["name"] = "warnings.csv", ["uploadUrl"] = address, ["uniqueId"] = "1150D938", ["fileType"] = "csv",
        },
    };
}
