using System.Text.Json.Nodes;
using CompetencyBot.Features.Upgrade.Nudging;
using CompetencyBot.Outbox;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.Upgrade;

/// <summary>Asking people to pass what a level needs, and what they answer.</summary>
public sealed class NudgeTests
{
    private const string OtherPass = "4731582,70-334,Core Solutions of Skype for Business 2015,Exam,Ben,Carter";
    private const string Pass = "4731582,70-333,Enterprise Voice Skype for Business 2015,Exam,Ben,Carter,benc85@outlook.example,ben.carter@contoso.example,"
        + "2018-03-01,,Active,2018-03-01,True,990117596,4902263,Contoso Consulting,Seattle,US";

    [Fact]
    public async Task An_admin_sees_who_gets_what_and_the_person_is_asked_with_the_reason()
    {
        await using var app = await StartAsync();
        var (julia, ben) = (app.As(Sample.Julia), app.As(UpgradeStory.Ben));

        await julia.ResultAsync();
        var confirm = await julia.Presses("Nudge these people");
        Assert.Empty(await NudgesAsync(app));
        var sent = await julia.Presses("Ask them");
        await app.RunAsync<OutboxDeliveryJob>();
        var question = ben.Reads();

        Assert.Contains("• Ben Carter: 70-333 Enterprise Voice Skype for Business 2015", confirm.Shown, StringComparison.Ordinal);
        Assert.StartsWith("1 person is asked", sent.Shown, StringComparison.Ordinal);
        Assert.Contains("Julia Novak asks whether you would pass it.", question.Shown, StringComparison.Ordinal);
        Assert.Contains("Your pass alone would bring Communications (Gold): you hold the other part of it already.", question.Shown, StringComparison.Ordinal);
        Assert.Contains("Only Julia Novak and the admins see your answer. Accepting promises nothing else", question.Shown, StringComparison.Ordinal);
        Assert.Contains("https://learn.microsoft.com/credentials/certifications/exams/70-333/", question.Actions.Select(action => (string?)action["url"]));
        Assert.Equal([("nudged", "ben.carter@contoso.example", "exam:70-333")], await AuditAsync(app));
    }

    [Fact]
    public async Task The_question_waits_for_the_working_hours_of_whoever_is_asked()
    {
        await using var app = await AppFixture.StartAsync();
        await app.As(UpgradeStory.Ben).Installs(); // in Los Angeles, where it is evening
        var julia = app.As(Sample.Julia);

        await app.NudgeAsync(julia);

        var message = await app.InDatabaseAsync(db => db.Outbox.SingleAsync(row => row.Key.StartsWith("nudge|"), TestContext.Current.CancellationToken));
        Assert.Equal(OutboxState.Waiting, message.State);
        Assert.Equal(new DateTimeOffset(2018, 3, 1, 17, 0, 0, TimeSpan.Zero), message.DueAt);
    }

    [Theory]
    [InlineData("nudges/decline")]
    [InlineData("nudges/later")]
    public async Task Whoever_answers_before_the_question_has_come_is_not_sent_it_any_more(string verb)
    {
        await using var app = await AppFixture.StartAsync();
        var ben = app.As(UpgradeStory.Ben);
        await ben.Installs(); // in Los Angeles, where it is evening
        await app.NudgeAsync(app.As(Sample.Julia));
        var nudge = (await NudgesAsync(app)).Single();

        await ben.Invokes(verb, new System.Text.Json.Nodes.JsonObject { ["nudge"] = nudge.Id.ToString("N") });

        Assert.NotNull((await NudgesAsync(app)).Single().Answer);
        var message = await app.InDatabaseAsync(db => db.Outbox.SingleAsync(row => row.Key == $"nudge|{nudge.Id:N}|first", TestContext.Current.CancellationToken));
        Assert.Equal((OutboxState.Withdrawn, "it was settled before it was sent"), (message.State, message.Reason));
    }

    [Fact]
    public async Task Whoever_asked_sees_the_answers_on_one_card_that_is_changed_in_place()
    {
        await using var app = await StartAsync();
        var (julia, ben) = (app.As(Sample.Julia), app.As(UpgradeStory.Ben));
        await app.NudgeAsync(julia);
        ben.Reads();

        var accepted = await ben.Fills("I will", ("day", "2018-04-01"));
        await app.RunAsync<OutboxDeliveryJob>();
        var first = julia.Reads();
        await ben.Presses("Change my answer");
        await ben.Presses("Ask me in a week");
        await app.RunAsync<OutboxDeliveryJob>();
        var changed = julia.Reads();

        Assert.Contains("You want to pass it by 1 April 2018.", accepted.Shown, StringComparison.Ordinal);
        Assert.Contains("• Ben Carter: 70-333 for Communications (Gold) · ✔ wants to pass it by 1 April 2018", first.Shown, StringComparison.Ordinal);
        Assert.Contains("• Ben Carter: 70-333 for Communications (Gold) · is asked again on 8 March 2018", changed.Shown, StringComparison.Ordinal);
        Assert.Equal(first.MessageId, changed.MessageId);
        Assert.Equal(
            [
                ("nudge-answered", "ben.carter@contoso.example", "exam:70-333 Accepted"), ("nudge-answered", "ben.carter@contoso.example", "exam:70-333 Later"),
                ("nudged", "ben.carter@contoso.example", "exam:70-333"),
            ],
            await AuditAsync(app));
    }

    [Fact]
    public async Task An_answer_pressed_twice_is_one()
    {
        await using var app = await StartAsync();
        var ben = app.As(UpgradeStory.Ben);
        await app.NudgeAsync(app.As(Sample.Julia));
        var question = ben.Reads().Actions.First(action => (string?)action["verb"] == "nudges/decline")["data"]!;

        await ben.Invokes("nudges/decline", question);
        var again = await ben.Invokes("nudges/decline", question);

        Assert.Contains("✔ That is fine.", again.Shown, StringComparison.Ordinal);
        Assert.Equal(2, (await AuditAsync(app)).Count);
    }

    [Fact]
    public async Task A_refusal_can_be_taken_back_while_nobody_has_asked_anew()
    {
        await using var app = await StartAsync();
        var (julia, ben) = (app.As(Sample.Julia), app.As(UpgradeStory.Ben));
        await app.NudgeAsync(julia);
        ben.Reads();
        var declined = await ben.Presses("No, thank you");
        await ben.Presses("Change my answer");
        var accepted = await ben.Fills("I will", ("day", "2018-05-01"));

        Assert.Contains("without any reason", declined.Shown, StringComparison.Ordinal);
        Assert.Contains("You want to pass it by 1 May 2018.", accepted.Shown, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await NudgesAsync(app)).ClosedAt);

        await ben.Presses("Change my answer");
        await ben.Presses("No, thank you");
        app.Clock.Advance(TimeSpan.FromDays(14));
        await app.NudgeAsync(julia);
        await ben.Presses("Change my answer");
        var late = await ben.Fills("I will", ("day", "2018-05-01"));

        Assert.StartsWith("The same was asked of you anew.", late.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-02-28")]
    [InlineData("2019-03-03")]
    [InlineData("soon")]
    [InlineData("")]
    public async Task A_day_that_is_none_is_asked_for_again(string day)
    {
        await using var app = await StartAsync();
        var ben = app.As(UpgradeStory.Ben);
        await app.NudgeAsync(app.As(Sample.Julia));
        ben.Reads();

        var answer = await ben.Fills("I will", ("day", day));

        Assert.Contains("Choose a day from today on, within a year", answer.Shown, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await NudgesAsync(app)).Answer);
    }

    [Fact]
    public async Task Nobody_answers_for_somebody_else()
    {
        await using var app = await StartAsync();
        await app.NudgeAsync(app.As(Sample.Julia));
        var question = app.As(UpgradeStory.Ben).Reads().Actions.First(action => (string?)action["verb"] == "nudges/accept")["data"]!;

        foreach (var data in new[] { question, new JsonObject { ["nudge"] = "7" }, new JsonObject() })
            Assert.StartsWith("I find no such question to you.", (await app.As(Sample.Grace).Invokes("nudges/accept", data)).Shown, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await NudgesAsync(app)).Answer);
    }

    [Fact]
    public async Task A_manager_asks_their_own_people_and_an_employee_nobody()
    {
        await using var app = await StartAsync();
        var (david, grace) = (app.As(Sample.David), app.As(Sample.Grace));

        var sent = await app.NudgeAsync(david, "data platform gold");
        await grace.ResultAsync("data platform gold");
        var refused = await grace.Invokes("upgrade/nudge");
        await david.ResultAsync();
        var forged = await david.Invokes("upgrade/nudge");

        Assert.Contains("• Tomás Rivera: Technical Assessment for Data Platform Foundational", sent.Shown, StringComparison.Ordinal);
        Assert.StartsWith("Only managers can ask their people, and admins everybody.", refused.Shown, StringComparison.Ordinal);
        Assert.Contains("There is nobody to ask now.", forged.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Ben", forged.Shown, StringComparison.Ordinal);
        Assert.Equal("tomas.rivera@contoso.example", Assert.Single(await NudgesAsync(app)).Person);
    }

    [Fact]
    public async Task Nobody_is_asked_twice_for_the_same_nor_again_within_the_time_that_is_set()
    {
        await using var app = await StartAsync(new() { ["Nudges:AgainAfterDays"] = "3" });
        var julia = app.As(Sample.Julia);
        await app.NudgeAsync(julia);

        await julia.ResultAsync();
        var open = await julia.Presses("Nudge these people");
        var ben = app.As(UpgradeStory.Ben);
        ben.Reads();
        await ben.Presses("No, thank you");
        await julia.ResultAsync();
        var lately = await julia.Presses("Nudge these people");
        var forged = await julia.Invokes("upgrade/send");
        app.Clock.Advance(TimeSpan.FromDays(3));
        var again = await app.NudgeAsync(julia);

        Assert.Contains("Not asked\n• Ben Carter: 70-333 Enterprise Voice Skype for Business 2015, asked for it already", open.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Ask them", open.Buttons);
        Assert.Contains("asked a short time ago; again from 4 March 2018 on", lately.Shown, StringComparison.Ordinal);
        Assert.StartsWith("Nobody was asked", forged.Shown, StringComparison.Ordinal);
        Assert.StartsWith("1 person is asked", again.Shown, StringComparison.Ordinal);
        Assert.Equal(2, (await NudgesAsync(app)).Count);
    }

    [Fact]
    public async Task Whoever_wants_to_be_asked_later_is_asked_once_more_on_that_day()
    {
        await using var app = await StartAsync();
        var ben = app.As(UpgradeStory.Ben);
        await app.NudgeAsync(app.As(Sample.Julia));
        ben.Reads();
        await ben.Presses("Ask me in a week");
        var before = QuestionsTo(app);

        app.Clock.Advance(TimeSpan.FromDays(6));
        await FollowUpAsync(app);
        var early = QuestionsTo(app);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await FollowUpAsync(app);
        await FollowUpAsync(app);

        Assert.Equal((1, 1, 2), (before, early, QuestionsTo(app)));
        Assert.Null(Assert.Single(await NudgesAsync(app)).Answer);
        ben.Reads();
        Assert.Contains("I will ask you again on 15 March 2018.", (await ben.Presses("Ask me in a week")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pass_closes_the_nudge_and_both_are_thanked()
    {
        await using var app = await StartAsync();
        var (julia, ben) = (app.As(Sample.Julia), app.As(UpgradeStory.Ben));
        await app.NudgeAsync(julia);
        var question = ben.Reads().Actions.First(action => (string?)action["verb"] == "nudges/accept")["data"]!;
        app.Evidence.Replace("TrainingCompletions.csv", OtherPass, $"{Pass}\n{OtherPass}");
        await app.RunAsync<EvidenceImportJob>();

        await FollowUpAsync(app);

        var told = app.Connector.Calls.Where(call => call.Card is not null).Select(call => (call.ConversationId, string.Join('\n', CardText.Of(call.Card!)))).ToArray();
        Assert.Contains(told, call => call.ConversationId == ben.ConversationId && call.Item2.Contains("You passed 70-333", StringComparison.Ordinal));
        Assert.Contains(told, call => call.ConversationId == julia.ConversationId && call.Item2.Contains("Ben Carter has passed 70-333", StringComparison.Ordinal));
        Assert.NotNull(Assert.Single(await NudgesAsync(app)).ClosedAt);
        Assert.StartsWith("You have passed it already.", (await ben.Invokes("nudges/accept", question)).Shown, StringComparison.Ordinal);
        Assert.Contains("✔ passed", (await julia.Says("nudges")).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tomas.rivera", "david.wu@contoso.example", "julia.novak@contoso.example")]
    [InlineData("tomas.rivera", ",2017-02-19T08:05:00Z,", ",2017-02-19T08:05:00Z,2018-03-02")]
    public async Task Whoever_left_or_works_for_another_manager_is_no_longer_asked(string line, string before, string after)
    {
        await using var app = await StartAsync();
        await app.As(UpgradeStory.Tomas).Installs();
        await app.NudgeAsync(app.As(Sample.David), "data platform gold");
        app.Evidence.ReplaceInLine("people.csv", line, before, after);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.RunAsync<EvidenceImportJob>();

        await FollowUpAsync(app);

        Assert.NotNull(Assert.Single(await NudgesAsync(app)).ClosedAt);
        Assert.DoesNotContain("wants", (await app.As(Sample.David).Says("nudges")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_of_an_edition_that_has_ended_is_answered_with_the_reason()
    {
        await using var app = await StartAsync();
        var ben = app.As(UpgradeStory.Ben);
        await app.NudgeAsync(app.As(Sample.Julia));
        ben.Reads();
        app.Clock.Advance(new DateTimeOffset(2019, 4, 26, 2, 0, 0, TimeSpan.Zero) - app.Clock.GetUtcNow());

        var answer = await ben.Fills("I will", ("day", "2019-05-01"));
        await FollowUpAsync(app);

        Assert.StartsWith("The edition of the programme that this was for has ended", answer.Shown, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(await NudgesAsync(app)).ClosedAt);
    }

    [Fact]
    public async Task The_list_shows_everybody_what_is_theirs()
    {
        await using var app = await StartAsync();
        var (julia, ben) = (app.As(Sample.Julia), app.As(UpgradeStory.Ben));
        await app.NudgeAsync(julia);

        Assert.Contains("Asked of others\n• Ben Carter: 70-333 for Communications (Gold) · no answer yet", (await julia.Says("nudges")).Shown, StringComparison.Ordinal);
        Assert.Contains("Asked of you\n• 70-333 for Communications (Gold): no answer yet\n[Answer]", (await ben.Says("nudges")).Shown, StringComparison.Ordinal);
        Assert.Contains("目前沒有任何邀請", (await app.As(Sample.Of("shufen.hsu")).Says("nudges")).Shown, StringComparison.Ordinal); // Ben's manager, who did not ask
        Assert.Contains("Would you take 70-333", (await ben.Presses("Answer")).Shown, StringComparison.Ordinal);
        Assert.Contains("one-to-one chat", (await julia.InChannel().Says("nudges")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_can_be_taken_back_by_whoever_asked_and_by_nobody_else()
    {
        await using var app = await StartAsync();
        var (julia, ben) = (app.As(Sample.Julia), app.As(UpgradeStory.Ben));
        await app.NudgeAsync(julia);
        ben.Reads();
        var id = Assert.Single(await NudgesAsync(app)).Id.ToString("N");

        var others = await app.As(Sample.David).Invokes("nudges/takeback", new JsonObject { ["nudge"] = id });
        await julia.Says("nudges");
        var none = await julia.Presses("Take it back");
        var taken = await julia.Fills("Take it back", ("nudge", id));
        var again = await julia.Invokes("nudges/takeback", new JsonObject { ["nudge"] = id });
        var late = await ben.Fills("I will", ("day", "2018-05-01"));

        Assert.StartsWith("That question is answered for good or taken back already.", others.Shown, StringComparison.Ordinal);
        Assert.Equal("Choose first which question is to be taken back.", none.Text);
        Assert.StartsWith("✔ Taken back: Ben Carter: 70-333 for Communications (Gold).", taken.Shown, StringComparison.Ordinal);
        Assert.StartsWith("That question is answered for good or taken back already.", again.Shown, StringComparison.Ordinal);
        Assert.StartsWith("Nobody asks this of you any more.", late.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_ask_the_same_at_one_moment_ask_it_once()
    {
        await using var app = await StartAsync();
        Chat[] admins = [app.As(Sample.Julia), app.As(Sample.Tsai)];
        foreach (var admin in admins)
        {
            await admin.ResultAsync();
            await admin.PressesVerb("upgrade/nudge");
        }

        await Task.WhenAll(admins.Select(admin => admin.PressesVerb("upgrade/send")));

        Assert.Single(await NudgesAsync(app));
        Assert.Single(await AuditAsync(app));
        Assert.Equal(1, await app.InDatabaseAsync(db => db.Outbox.CountAsync(row => row.Key.StartsWith("nudge|"), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Many_people_are_asked_without_a_query_for_each()
    {
        await using var app = await StartAsync(new() { ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command"] = "Information" });
        var julia = app.As(Sample.Julia);
        await julia.ResultAsync();
        await julia.PressesVerb("upgrade/suppose");
        var people = Sample.Records.People.Where(person => person.LeftOn is null).Select(person => person.UserPrincipalName).Take(40);
        await julia.PressesVerb("upgrade/answer", ("people", string.Join(',', people)), ("items", "assessment:voice-framework"));
        await julia.PressesVerb("upgrade/nudge");
        var before = QueriesIn(app);

        await julia.PressesVerb("upgrade/send");

        Assert.InRange(QueriesIn(app) - before, 5, 25);
        Assert.InRange((await NudgesAsync(app)).Count, 30, 40);
    }

    [Fact]
    public async Task The_question_is_in_the_language_of_whoever_is_asked()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Prepare = files => files.ReplaceInLine("people.csv", "ben.carter", "America/Los_Angeles,en-US", "Asia/Taipei,zh-TW"),
        });
        var ben = app.As(UpgradeStory.Ben with { Locale = "zh-TW" });
        await ben.Installs();

        await app.NudgeAsync(app.As(Sample.Julia));

        Assert.StartsWith("您願意參加 70-333", ben.Reads().Shown, StringComparison.Ordinal);
    }

    private static async Task<AppFixture> StartAsync(Dictionary<string, string?>? settings = null)
    {
        var app = await AppFixture.StartAsync(new AppOptions { Settings = settings }.WithPeopleAwake());
        await app.As(UpgradeStory.Ben).Installs();
        await app.As(Sample.Julia).Installs();
        return app;
    }

    private static async Task FollowUpAsync(AppFixture app)
    {
        await app.RunAsync<NudgeFollowUpJob>();
        await app.RunAsync<OutboxDeliveryJob>();
    }

    private static int QuestionsTo(AppFixture app) => app.Connector.Calls.Count(call =>
        call is { Method: "POST", Card: not null, ConversationId: "a:ben.carter" } && string.Join('\n', CardText.Of(call.Card)).StartsWith("Would you take", StringComparison.Ordinal));

    private static int QueriesIn(AppFixture app) => app.Log.Text.Split("\nSELECT ").Length;

    private static Task<List<Nudge>> NudgesAsync(AppFixture app) =>
        app.InDatabaseAsync(db => db.Nudges.AsNoTracking().OrderBy(nudge => nudge.AskedAt).ToListAsync(TestContext.Current.CancellationToken));

    private static async Task<List<(string Action, string? Subject, string? After)>> AuditAsync(AppFixture app) =>
    [
        .. (await app.InDatabaseAsync(db => db.Audit.AsNoTracking().Where(entry => entry.Action.StartsWith("nudge")).ToListAsync(TestContext.Current.CancellationToken)))
            .Select(entry => (entry.Action, entry.Subject, entry.After)).Order(),
    ];
}
