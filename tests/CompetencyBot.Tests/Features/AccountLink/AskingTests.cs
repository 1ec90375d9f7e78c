using System.Text.Json.Nodes;
using CompetencyBot.Features.AccountLink.Asking;
using CompetencyBot.Outbox;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>Seven people of the sample are not linked: four hold passes, three were hired lately.</summary>
public sealed class AskingTests
{
    private static readonly Person Kaiwen = Sample.Of("kaiwen.cheng");
    private static readonly Person Yenting = Sample.Of("yenting.liu");
    private static readonly Person Chloe = Sample.Of("chloe.dubois");

    [Fact]
    public async Task Admins_see_who_is_not_linked_and_nobody_else_does()
    {
        await using var app = await AppFixture.StartAsync();

        var list = (await app.As(Sample.Julia).Says("who is not linked")).Shown;
        Assert.Contains("Not linked: 7", list, StringComparison.Ordinal);
        Assert.Contains("Of them with passes that would count: 4", list, StringComparison.Ordinal);
        Assert.Contains("Passes that count for nobody: 7", list, StringComparison.Ordinal);
        Assert.Contains("劉彥廷\n3 passes would count · never asked\nThis account alone would complete: Data Platform (Gold)", list, StringComparison.Ordinal);
        Assert.Contains("Chloe Dubois\nno pass is known · never asked", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Kevin Liu", list, StringComparison.Ordinal); // associated this morning
        Assert.True(list.IndexOf("鄭凱文", StringComparison.Ordinal) < list.IndexOf("范瑋倫", StringComparison.Ordinal), list);

        Assert.StartsWith("Only admins can use \"who\"", (await app.As(Sample.David).Says("who is not linked")).Text, StringComparison.Ordinal);
        Assert.StartsWith("Only admins can use \"who\"", (await app.As(Sample.Grace).Invokes("who/show")).Text, StringComparison.Ordinal);
        Assert.Contains("one-to-one", (await app.As(Sample.Julia).InChannel().Says("who is not linked")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exams_that_only_an_ended_edition_asked_for_are_not_spoken_of()
    {
        await using var app = await AppFixture.StartAsync();
        app.Clock.Advance(new DateTimeOffset(2019, 4, 25, 2, 0, 0, TimeSpan.Zero) - app.Clock.GetUtcNow());

        Assert.Contains("劉彥廷\nno pass is known · never asked", (await app.As(Sample.Julia).Says("who is not linked")).Shown, StringComparison.Ordinal);
        await app.RunAsync<AskUnlinkedJob>();

        Assert.Contains("請連結您的 Microsoft 帳戶", Plain((await AsksAsync(app)).Single(row => row.Recipient == Yenting.UserPrincipalName).Activity), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unlinked")]
    [InlineData("誰還沒連結")]
    [InlineData("未連結")]
    public async Task Other_words_ask_for_the_same_list(string words)
    {
        await using var app = await AppFixture.StartAsync();

        Assert.StartsWith("尚未連結 Microsoft 帳戶的人員", (await app.As(Sample.Tsai).Says(words)).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_has_signed_in_is_listed_as_such_and_somebody_who_has_reported_no_more()
    {
        await using var app = await AppFixture.StartAsync();
        await app.LinkAsync(Kaiwen);
        await app.ReportAsync(Yenting);

        var list = (await app.As(Sample.Julia).Says("who is not linked")).Shown;

        Assert.Contains("鄭凱文\n2 passes would count · account verified, not associated in Partner Center yet · never asked", list, StringComparison.Ordinal);
        Assert.DoesNotContain("劉彥廷", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_asked_yet_is_said_with_what_can()
    {
        await using var app = await AppFixture.StartAsync();

        Assert.Contains("type \"who is not linked\"", (await app.As(Sample.Julia).Says("who has the key to the cellar")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("I do not know whom to remind of what.", (await app.As(Sample.Grace).Says("remind them about 70-333")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_is_asked_once_in_their_language_and_working_hours_and_the_admin_is_told()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Now = new DateTimeOffset(2018, 3, 1, 6, 30, 0, TimeSpan.FromHours(8)) });
        var julia = app.As(Sample.Julia);
        await julia.Installs();
        await julia.Says("who is not linked");
        Assert.Contains("This writes to 7 people", (await julia.Presses("Remind them")).Shown, StringComparison.Ordinal);

        var asked = app.Jobs.NextRunOf<AskUnlinkedJob>();
        Assert.StartsWith("I am writing to them.", (await julia.Presses("Write to them")).Shown, StringComparison.Ordinal);
        await asked;
        Assert.Contains("asked people who are not linked to link their account: 7", (await julia.Says("admin audit")).Shown, StringComparison.Ordinal);

        var rows = (await AsksAsync(app)).ToDictionary(row => row.Key);
        Assert.Equal(7, rows.Count);
        Assert.Equal(new DateTimeOffset(2018, 3, 1, 1, 0, 0, TimeSpan.Zero), rows["ask|kaiwen.cheng@contoso.example|1"].DueAt); // 09:00 in Taipei
        Assert.Equal(new DateTimeOffset(2018, 3, 1, 9, 0, 0, TimeSpan.Zero), rows["ask|chloe.dubois@contoso.example|1"].DueAt); // 09:00 in London
        Assert.Contains("您有 2 項測驗", Plain(rows["ask|kaiwen.cheng@contoso.example|1"].Activity), StringComparison.Ordinal);
        Assert.Contains("Please link your Microsoft account", rows["ask|chloe.dubois@contoso.example|1"].Activity, StringComparison.Ordinal);
        await app.RunAsync<OutboxDeliveryJob>();
        Assert.Contains(app.Connector.Calls, call => call.Text?.StartsWith("I have asked 7 people", StringComparison.Ordinal) == true && call.ConversationId == julia.ConversationId);
        Assert.Contains("asked on 1 March 2018 · has not answered", (await julia.Says("who is not linked")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_asked_again_before_the_days_of_the_setting_have_passed()
    {
        await using var app = await AskedAsync();
        var julia = app.As(Sample.Julia);
        Assert.Contains("There is nobody to write to now.", (await julia.Says("remind unlinked")).Shown, StringComparison.Ordinal);
        Assert.Contains("Asked less than 30 days ago: 7", julia.Latest!.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Write to them", julia.Latest.Buttons);

        app.Clock.Advance(TimeSpan.FromDays(29));
        await app.RunAsync<AskUnlinkedJob>();
        Assert.Equal(7, (await AsksAsync(app)).Count);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.RunAsync<AskUnlinkedJob>();

        var rows = await AsksAsync(app);
        Assert.Equal(14, rows.Count);
        Assert.Contains(rows, row => row.Key == "ask|chloe.dubois@contoso.example|2");
        Assert.All(rows.Where(row => row.Key.EndsWith("|1", StringComparison.Ordinal)), row => Assert.Equal(OutboxState.Withdrawn, row.State)); // nobody had a chat to get two in
    }

    [Fact]
    public async Task The_days_can_be_changed_in_chat()
    {
        await using var app = await AskedAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("admin warnings");

        Assert.Contains("30 → 7", (await julia.Fills("Save", ("AccountLink.AskAgainAfterDays", 7))).Shown, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Contains("This writes to 7 people", (await julia.Says("remind unlinked")).Shown, StringComparison.Ordinal);
        await julia.Says("admin warnings");
        Assert.Contains("from 1 to 366", (await julia.Fills("Save", ("AccountLink.AskAgainAfterDays", 0))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_answers_later_is_asked_again_by_itself_a_week_later_and_only_once()
    {
        await using var app = await AskedAsync(Kaiwen);
        var kaiwen = app.As(Kaiwen);
        kaiwen.Reads();

        Assert.StartsWith("謝謝您。我會在 2018年3月8日 再次詢問您。", (await kaiwen.Presses("稍後")).Shown, StringComparison.Ordinal);

        Assert.Contains("is asked again on 8 March 2018", (await app.As(Sample.Julia).Says("who is not linked")).Shown, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromDays(6));
        await app.RunAsync<AskFollowUpJob>();
        Assert.Equal(7, (await AsksAsync(app)).Count);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.RunAsync<AskFollowUpJob>();
        await app.RunAsync<AskFollowUpJob>();
        Assert.Equal("ask|kaiwen.cheng@contoso.example|2", Assert.Single(await AsksAsync(app), row => row.Key.EndsWith("|2", StringComparison.Ordinal)).Key);
        app.Clock.Advance(TimeSpan.FromDays(8));
        await app.RunAsync<AskFollowUpJob>();
        Assert.Equal(8, (await AsksAsync(app)).Count);
    }

    [Theory]
    [InlineData("我沒有測驗", "謝謝您告知", "says: no exams", "Said that they have no exams: 1")]
    [InlineData("不要再詢問", "我不會再詢問您", "does not want to be asked", "Do not want to be asked: 1")]
    public async Task Whoever_does_not_want_to_be_asked_is_not_until_they_undo_it(string button, string thanks, string listed, string counted)
    {
        await using var app = await AskedAsync(Kaiwen);
        var (kaiwen, julia) = (app.As(Kaiwen), app.As(Sample.Julia));
        kaiwen.Reads();
        Assert.StartsWith(thanks, (await kaiwen.Presses(button)).Shown, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromDays(300));

        Assert.Contains(listed, (await julia.Says("who is not linked")).Shown, StringComparison.Ordinal);
        Assert.Contains(counted, (await julia.Says("remind unlinked")).Shown, StringComparison.Ordinal);
        await app.RunAsync<AskUnlinkedJob>();
        Assert.DoesNotContain(await AsksAsync(app), row => row.Key == "ask|kaiwen.cheng@contoso.example|2");

        Assert.StartsWith("您有 2 項測驗", (await kaiwen.Presses("復原")).Shown, StringComparison.Ordinal);
        await app.RunAsync<AskUnlinkedJob>();
        Assert.Contains(await AsksAsync(app), row => row.Key == "ask|kaiwen.cheng@contoso.example|2");
    }

    [Fact]
    public async Task Whoever_is_linked_meanwhile_is_asked_no_more_and_an_old_button_says_so()
    {
        await using var app = await AskedAsync(Kaiwen);
        var kaiwen = app.As(Kaiwen);
        kaiwen.Reads();
        app.Evidence.Associate(Kaiwen).Associate(Chloe);
        var followed = app.Jobs.NextRunOf<AskFollowUpJob>();
        await app.RunAsync<EvidenceImportJob>();
        await followed;

        var rows = (await AsksAsync(app)).ToDictionary(row => row.Key);
        Assert.Equal(OutboxState.Withdrawn, rows["ask|chloe.dubois@contoso.example|1"].State); // it waited for the morning in London
        Assert.Equal(OutboxState.Sent, rows["ask|kaiwen.cheng@contoso.example|1"].State);
        Assert.StartsWith("您的帳戶已產生關聯", (await kaiwen.Presses("不要再詢問")).Shown, StringComparison.Ordinal);
        Assert.Null((await app.InDatabaseAsync(db => db.LinkAsks.SingleAsync(ask => ask.Person == Kaiwen.UserPrincipalName))).Answer);
        app.Clock.Advance(TimeSpan.FromDays(31));
        await app.RunAsync<AskUnlinkedJob>();
        Assert.Equal(5, (await AsksAsync(app)).Count(row => row.Key.EndsWith("|2", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Somebody_who_waits_for_Partner_Center_is_told_that_nothing_is_left_to_do()
    {
        await using var app = await AskedAsync(Kaiwen);
        var kaiwen = app.As(Kaiwen);
        kaiwen.Reads();
        await app.ReportAsync(Kaiwen);

        Assert.StartsWith("您已將帳戶產生關聯", (await kaiwen.Presses("稍後")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_left_is_neither_listed_nor_asked()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Prepare = files => files.ReplaceInLine("people.csv", Chloe.UserPrincipalName, ",,,,", ",,,,2018-02-28"),
        });

        await app.RunAsync<AskUnlinkedJob>();

        Assert.DoesNotContain("Chloe", (await app.As(Sample.Julia).Says("who is not linked")).Shown, StringComparison.Ordinal);
        Assert.Equal(6, (await AsksAsync(app)).Count);
    }

    [Fact]
    public async Task A_button_acts_for_whoever_presses_it_whatever_its_data_say()
    {
        await using var app = await AskedAsync(Kaiwen);
        var forged = new JsonObject { ["person"] = Yenting.UserPrincipalName, ["Person"] = Yenting.UserPrincipalName, ["verb"] = "remind/later" };

        await app.As(Kaiwen).Invokes("remind/stop", forged);

        var asks = await app.InDatabaseAsync(db => db.LinkAsks.ToDictionaryAsync(ask => ask.Person));
        Assert.Equal(AskAnswer.Stop, asks[Kaiwen.UserPrincipalName].Answer);
        Assert.All(asks.Values.Where(ask => ask.Person != Kaiwen.UserPrincipalName), ask => Assert.Null(ask.Answer));
        Assert.StartsWith("Your account is linked", (await app.As(Sample.Grace).Invokes("remind/stop", forged)).Shown, StringComparison.Ordinal);
        Assert.StartsWith("I do not find you", (await app.As(Sample.Stranger).Invokes("remind/noexams", forged)).Text, StringComparison.Ordinal);
        Assert.Equal(7, asks.Count);
    }

    [Fact]
    public async Task Only_admins_have_people_asked()
    {
        await using var app = await AppFixture.StartAsync();

        foreach (var verb in new[] { "remind/confirm", "remind/unlinked" })
        {
            Assert.StartsWith("Only admins can use \"remind\"", (await app.As(Sample.David).Invokes(verb)).Text, StringComparison.Ordinal);
            Assert.Contains("one-to-one", (await app.As(Sample.Julia).InChannel().Invokes(verb)).Text, StringComparison.Ordinal);
        }

        Assert.StartsWith("Only admins can use \"remind\"", (await app.As(Sample.David).Says("remind unlinked")).Text, StringComparison.Ordinal);
        Assert.StartsWith("I have not asked you", (await app.As(Chloe).Invokes("remind/stop")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("remind: ", (await app.As(Sample.David).Says("help")).Shown, StringComparison.Ordinal);
        Assert.Empty(await AsksAsync(app));
    }

    /// <summary>All seven were asked; these had a chat with the bot before and have got the message.</summary>
    private static async Task<AppFixture> AskedAsync(params Person[] reached)
    {
        var app = await AppFixture.StartAsync();
        foreach (var person in reached)
            await app.As(person).Installs();
        await app.RunAsync<AskUnlinkedJob>();
        await app.RunAsync<OutboxDeliveryJob>();
        return app;
    }

    private static Task<List<OutboxMessage>> AsksAsync(AppFixture app) => app.InDatabaseAsync(db =>
        db.Outbox.AsNoTracking().Where(row => row.Key.StartsWith("ask|")).OrderBy(row => row.Key).ToListAsync());

    private static string Plain(string json) => System.Text.RegularExpressions.Regex.Unescape(json);
}
