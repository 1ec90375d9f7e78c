using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CompetencyBot.Features.MyData;
using CompetencyBot.Sandbox.Files;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Features.AccountLink;
using CompetencyBot.Tests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.MyData;

/// <summary><c>my data</c> shows, hands out and deletes what the bot keeps of whoever asks, and of nobody else.</summary>
public sealed class MyDataTests(PostgresServer postgres)
{
    [Fact]
    public async Task It_shows_what_is_kept_where_it_comes_from_and_who_sees_it()
    {
        await using var app = await StartAsync();
        await FillAsync(app, Sample.Grace);

        var shown = (await app.As(Sample.Grace).Says("my data")).Shown;

        Assert.Contains("Name: Grace Huang\nWork address: grace.huang@contoso.example", shown, StringComparison.Ordinal);
        Assert.Contains("Microsoft account: g•••8@outlook.example", shown, StringComparison.Ordinal);
        Assert.Contains("From the file people.csv (2018-03-01)", shown, StringComparison.Ordinal);
        Assert.Contains("Reminders that you asked for: 1\nYou said so in chat. Seen by you alone.", shown, StringComparison.Ordinal);
        Assert.Contains("Microsoft accounts that you linked here: 1 (g•••g@outlook.example)\nFrom your sign-in in chat. Seen by you; admins see the address masked.", shown, StringComparison.Ordinal);
        Assert.Contains("That you were asked to pass something, and your answer: 1", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_answers_in_a_chat_of_ones_own_only_and_strangers_kindly()
    {
        await using var app = await StartAsync();

        Assert.Contains("is for you alone", (await app.As(Sample.Grace).InChannel().Says("my data")).Text, StringComparison.Ordinal);
        Assert.Contains("is for you alone", (await app.As(Sample.Grace).InChannel().Invokes("my data/confirm")).Text, StringComparison.Ordinal);
        Assert.Contains("The people file of your organisation does not know you.", (await app.As(Sample.Stranger with { Locale = "en-US" }).Says("my data")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("I do not know you", (await app.As(Sample.Grace with { TenantId = "another tenant" }).Says("my data")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Export as JSON", "my-data.json")]
    [InlineData("Export as CSV", "my-data.csv")]
    public async Task The_file_has_everything_of_the_person_and_nothing_of_anybody_else(string button, string name)
    {
        await using var app = await StartAsync();
        await FillAsync(app, Sample.David);
        await FillAsync(app, Sample.Grace);
        await using var files = await FakeFileHost.StartAsync();
        var david = app.As(Sample.David); // Grace's manager
        await david.Says("my data");

        var offered = await david.Presses(button);
        var card = offered.Messages.Select(message => message.Body?["attachments"]?[0]).Single(attachment => (string?)attachment?["name"] == name)!;
        var (address, arrived) = files.Take();
        await david.Invokes(Consent(card["content"]!["acceptContext"]!, address), name: "fileConsent/invoke");

        var text = Encoding.UTF8.GetString((await arrived).Content);
        Assert.Contains("david.wu@contoso.example", text, StringComparison.Ordinal);
        Assert.Contains("david.wu@outlook.example", text, StringComparison.Ordinal);
        foreach (var table in SaidInChatKeys)
            Assert.Contains(table, text, StringComparison.Ordinal);
        Assert.All(
            Sample.Records.People.Where(person => person.UserPrincipalName != "david.wu@contoso.example" && person.UserPrincipalName != Sample.Records.People.Single(me => me.UserPrincipalName == "david.wu@contoso.example").ManagerUserPrincipalName),
            person => Assert.DoesNotContain(person.UserPrincipalName, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_cell_is_no_formula()
    {
        await using var app = await AppFixture.StartAsync(AppOptions.InLanguage("en-US") with
        {
            Prepare = files =>
            {
                AppOptions.InLanguage("en-US").Prepare!(files);
                files.Replace("people.csv", "Grace Huang", "=cmd|' /C calc'!A1");
            },
        });
        var answer = await app.As(Sample.Grace).Invokes("my data/csv");
        using var file = await app.GetAsync(new Uri(answer.Messages.First().Text!.Split(": ", 2)[1]).PathAndQuery);

        Assert.Contains("person,1,name,'=cmd|' /C calc'!A1", await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_one_person_gives_nobody_elses_file()
    {
        await using var app = await StartAsync();
        var link = new Uri((await app.As(Sample.Grace).Invokes("my data/json")).Messages.First().Text!.Split(": ", 2)[1]).PathAndQuery;

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, link));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app, link.Replace(Sample.Grace.ObjectId!, Sample.David.ObjectId, StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app, link.Replace("my-data.json", "warnings.csv", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Everything_that_is_said_to_go_is_gone_with_a_receipt_and_an_entry_and_everybody_elses_is_there()
    {
        await using var app = await StartAsync();
        await FillAsync(app, Sample.Grace);
        await FillAsync(app, Sample.David);
        var grace = app.As(Sample.Grace);
        var question = await grace.Invokes("my data/delete");
        Assert.Contains("• Reminders that you asked for: 1", question.Shown, StringComparison.Ordinal);
        Assert.Contains("imported again each time, so deleting it here would not last", question.Shown, StringComparison.Ordinal);
        var others = await RowsAsync(app, Sample.David);

        var receipt = await grace.Presses("Delete it");

        Assert.StartsWith("Deleted. Receipt ", receipt.Shown, StringComparison.Ordinal);
        Assert.Contains("• The texts of the messages that I wrote to you: 1", receipt.Shown, StringComparison.Ordinal);
        var left = await RowsAsync(app, Sample.Grace);
        Assert.All(OwnTables.All.Where(table => table.StaysBecause is null), table => Assert.Equal((table.Key, 0), (table.Key, left[table.Key])));
        Assert.Equal(others, await RowsAsync(app, Sample.David));
        var (sent, waiting) = await app.InDatabaseAsync(async db => (await db.Outbox.SingleAsync(row => row.Key == "sent|grace.huang"), await db.Outbox.SingleAsync(row => row.Key == "waiting|grace.huang")));
        Assert.Equal(("", "{}"), (sent.Activity, waiting.Activity)); // what was not told yet is still told
        var entry = await app.InDatabaseAsync(db => db.Audit.SingleAsync(row => row.Action == AuditActions.OwnDataDeleted));
        Assert.Equal(Sample.Grace.UserPrincipalName, entry.By);
        Assert.StartsWith(receipt.Shown.Split('\n')[0]["Deleted. Receipt ".Length..] + " ", entry.After, StringComparison.Ordinal);
        Assert.Contains("reminders=1", entry.After, StringComparison.Ordinal);
        Assert.Contains($"had what I kept of them deleted, receipt {entry.After!.Split(' ')[0]}", (await app.As(Sample.Julia).Says("admin audit")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_linked_account_counts_for_is_told_before_it_is_forgotten()
    {
        // The file knows another account of Grace's, so that one row is hers only since she has proved this one.
        await using var app = await AppFixture.StartAsync(AppOptions.InLanguage("en-US") with
        {
            Prepare = files =>
            {
                AppOptions.InLanguage("en-US").Prepare!(files);
                files.Replace("people.csv", "graceh88@outlook.example", "grace@elsewhere.example");
            },
        });
        await app.LinkAsync("grace.huang", "graceh88@outlook.example", row => row.ConfirmedAt = app.Clock.GetUtcNow());
        var grace = app.As(Sample.Grace);
        var question = (await grace.Invokes("my data/delete")).Shown;
        await grace.Presses("Delete it");

        Assert.Contains("1 of your passes counts here no more until you link again.", question, StringComparison.Ordinal);
        Assert.Contains("Without that the organisation does not meet: Data Analytics (Gold)", question, StringComparison.Ordinal);
        Assert.Contains("makes Data Analytics gold", (await grace.Says("status")).Shown, StringComparison.Ordinal); // as if it had never been passed
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_press_and_several_of_one_moment_delete_nothing_more(bool onPostgres)
    {
        await using var app = await AppFixture.StartAsync(AppOptions.InLanguage("en-US") with { Postgres = onPostgres ? await postgres.CreateDatabaseAsync() : null });
        await FillAsync(app, Sample.Grace);
        var grace = app.As(Sample.Grace);
        var question = (string)(await grace.Invokes("my data/delete")).Actions.First()["data"]!["question"]!;
        var presses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.As(Sample.Grace).Invokes("my data/confirm", new JsonObject { ["question"] = question })));
        await FillAsync(app, Sample.Grace, again: true);

        var later = await grace.Invokes("my data/confirm", new JsonObject { ["question"] = question });

        Assert.All(presses, press => Assert.StartsWith("Deleted. Receipt ", press.Shown, StringComparison.Ordinal));
        Assert.Single(presses, press => !press.Shown.Contains("That was done already", StringComparison.Ordinal));
        Assert.Contains("That was done already", later.Shown, StringComparison.Ordinal);
        Assert.Equal(1, (await RowsAsync(app, Sample.Grace))["reminders"]);
        Assert.Equal(1, await app.InDatabaseAsync(db => db.Audit.CountAsync(row => row.Action == AuditActions.OwnDataDeleted)));
    }

    [Theory]
    [InlineData("old")]
    [InlineData("of somebody else")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("x")]
    [InlineData(null)]
    public async Task A_question_that_is_old_or_forged_is_asked_again_and_deletes_nothing(string? which)
    {
        await using var app = await StartAsync();
        await FillAsync(app, Sample.Grace);
        var question = which;
        if (which == "of somebody else")
        {
            var david = app.As(Sample.David);
            question = (string)(await david.Invokes("my data/delete")).Actions.First()["data"]!["question"]!;
            await david.Presses("Delete it");
        }
        else if (which == "old")
        {
            question = (string)(await app.As(Sample.Grace).Invokes("my data/delete")).Actions.First()["data"]!["question"]!;
            app.Clock.Advance(TimeSpan.FromHours(25));
        }

        var answer = await app.As(Sample.Grace).Invokes("my data/confirm", new JsonObject { ["question"] = question });

        Assert.Contains("That question is old, so I have done nothing.", answer.Shown, StringComparison.Ordinal);
        Assert.Equal(1, (await RowsAsync(app, Sample.Grace))["reminders"]);
    }

    [Fact]
    public async Task Whoever_keeps_it_sees_it_again()
    {
        await using var app = await StartAsync();
        await FillAsync(app, Sample.Grace);
        var grace = app.As(Sample.Grace);
        await grace.Invokes("my data/delete");

        Assert.StartsWith("What I keep about you", (await grace.Presses("Keep it")).Shown, StringComparison.Ordinal);
        Assert.Equal(1, (await RowsAsync(app, Sample.Grace))["reminders"]);
    }

    [Fact]
    public async Task Somebody_whom_the_people_file_does_not_know_can_delete_too()
    {
        await using var app = await StartAsync();
        var stranger = app.As(Sample.Stranger with { Locale = "en-US" });
        Assert.Contains("Your ids in Teams: 1", (await stranger.Says("my data")).Shown, StringComparison.Ordinal);
        await stranger.Says("dark pictures");
        await stranger.Says("my data");
        await stranger.Presses("Delete …");

        await stranger.Presses("Delete it");

        Assert.Equal(0, await app.InDatabaseAsync(db => db.Preferences.CountAsync(row => row.ObjectId == Sample.Stranger.ObjectId)));
        Assert.Equal(1, await app.InDatabaseAsync(db => db.KnownUsers.CountAsync(row => row.ObjectId == Sample.Stranger.ObjectId))); // or nobody could write to them any more
    }

    /// <summary>A row in every table that says something of a person.</summary>
    private static Task<int> FillAsync(AppFixture app, Person person, bool again = false) => app.InDatabaseAsync(async db =>
    {
        var (now, upn, id) = (app.Clock.GetUtcNow(), person.UserPrincipalName, person.ObjectId!.ToLowerInvariant());
        Guid New() => Guid.CreateVersion7(now);
        db.OwnReminders.Add(new OwnReminder { Person = upn, ItemId = "70-333", DaysBefore = 45, AskedAt = now });
        if (!again)
        {
            db.Preferences.Add(new Preference { ObjectId = id, ChangedAt = now });
            db.LinkedAccounts.Add(new LinkedAccount { Id = New(), Person = upn, Subject = upn, Address = $"{person.Alias}@outlook.example", VerifiedAt = now });
            db.SignInAttempts.Add(new SignInAttempt { Id = New(), Person = upn, ObjectId = id, Locale = "en", TicketHash = upn, CreatedAt = now, ExpiresAt = now });
            db.LinkAsks.Add(new LinkAsk { Person = upn, AskedAt = now, Times = 1 });
            db.Nudges.Add(new Nudge { Id = New(), Person = upn, EditionId = "docs-2017-12", ItemId = "70-333", CompetencyId = "messaging", Level = "Gold", AskedBy = "julia.novak@contoso.example", AskedAt = now });
            db.Nudges.Add(new Nudge { Id = New(), Person = $"of.{upn}", EditionId = "docs-2017-12", ItemId = "70-333", CompetencyId = "messaging", Level = "Gold", AskedBy = upn, AskedAt = now });
            db.Snoozes.Add(new Snooze { RiskId = New(), Person = upn, Until = new DateOnly(2018, 4, 1) });
            db.OpenDialogs.Add(new OpenDialog { ConversationId = "another", ObjectId = id, Name = "link", Step = "start", ExpiresAt = now.AddDays(1), Id = New() });
            db.KnownUsers.Add(new KnownUser { ObjectId = id, UserPrincipalName = upn, AskedAt = now });
            db.ReceivedFiles.Add(new ReceivedFile { Id = New(), Name = "people.csv", Content = [1], SentBy = id, At = now });
            db.Notices.Add(new Notice { Id = New(), Key = upn, RiskId = New(), Recipient = upn, Reason = NoticeReason.New, MessageId = New(), At = now });
            db.Outbox.Add(MessageOf($"sent|{person.Alias}", upn, OutboxState.Sent));
            db.Outbox.Add(MessageOf($"waiting|{person.Alias}", upn, OutboxState.Waiting));
        }

        return await db.SaveChangesAsync(TestContext.Current.CancellationToken);

        OutboxMessage MessageOf(string key, string recipient, OutboxState state) => new()
        {
            Id = New(), Key = key, Recipient = recipient, Activity = "{}", CreatedAt = now, DueAt = now.AddYears(1), State = state,
        };
    });

    private static readonly string[] SaidInChatKeys =
        ["preferences", "reminders", "accounts", "signIns", "linkAsks", "nudges", "snoozes", "openDialogs", "droppedFiles", "user", "chats", "messages", "notices", "nudgesAsked"];

    private static Task<Dictionary<string, int>> RowsAsync(AppFixture app, Person person) => app.InDatabaseAsync(async db =>
    {
        var me = new Myself(person.ObjectId!.ToLowerInvariant(), person.UserPrincipalName, null);
        var rows = new Dictionary<string, int>();
        foreach (var table in OwnTables.All.Where(table => table.Key != "answers")) // the receipt itself is one
            rows[table.Key] = (await table.ReadAsync(db, me, TestContext.Current.CancellationToken)).Count;
        rows["answers"] = 0;
        return rows;
    });

    private static Task<AppFixture> StartAsync() => AppFixture.StartAsync(AppOptions.InLanguage("en-US"));

    private static async Task<HttpStatusCode> StatusAsync(AppFixture app, string path)
    {
        using var response = await app.GetAsync(path);
        return response.StatusCode;
    }

    private static JsonObject Consent(JsonNode context, string? address) => new()
    {
        ["type"] = "fileUpload",
        ["action"] = "accept",
        ["context"] = context.DeepClone(),
        ["uploadInfo"] = new JsonObject { ["contentUrl"] = "https://contoso.sharepoint.com/f", ["name"] = "f", ["uploadUrl"] = address, ["uniqueId"] = "1150D938", ["fileType"] = "csv" },
    };
}
