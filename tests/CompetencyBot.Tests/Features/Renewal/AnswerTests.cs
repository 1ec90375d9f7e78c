using System.Text.Json.Nodes;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.Renewal;

/// <summary>What people say to a warning, and what the others see of it.</summary>
public sealed class AnswerTests
{
    private const string Messaging = "eligibility|docs-2017-12|messaging|Gold|2018-05-15";

    [Fact]
    public async Task An_admin_takes_note_and_the_others_see_by_whom()
    {
        await using var story = await RenewalStory.StartAsync();
        await story.ScanAsync();
        story.Julia.Reads();

        var answer = await story.Julia.Presses("I take note of all");
        await story.DeliverAsync();

        Assert.Contains("✔ Julia Novak took note on 1 March 2018", RenewalStory.TextOf(answer), StringComparison.Ordinal);
        Assert.Contains("✔ Julia Novak 已於 2018年3月1日 確認", RenewalStory.TextOf(story.Tsai.Reads()), StringComparison.Ordinal);
        Assert.Single(story.Warnings(story.Tsai)); // changed in place, nothing new
        Assert.Equal(
            Sample.Julia.UserPrincipalName,
            await story.App.InDatabaseAsync(db => db.Audit.Where(entry => entry.Action == "acknowledged" && entry.Subject == Messaging).Select(entry => entry.By).SingleAsync()));
    }

    [Fact]
    public async Task One_of_several_risks_is_opened_answered_and_left_again()
    {
        await using var story = await RenewalStory.StartAsync();
        await story.ScanAsync();
        story.Julia.Reads();

        var opened = await story.Julia.Presses("Open", ("chosen", $"{(await story.RiskAsync(Messaging)).Id:N}"));
        var answered = await story.Julia.Presses("I take note");

        Assert.StartsWith("Gold in Messaging (anniversary 15 May 2018)", RenewalStory.TextOf(opened), StringComparison.Ordinal);
        Assert.DoesNotContain("Data Analytics", RenewalStory.TextOf(opened), StringComparison.Ordinal);
        Assert.Equal(["I take note", "Remind me later …", "Ask somebody …", "Why?", "What would cure it?", "Back"], opened.Buttons);
        Assert.StartsWith("Renewal: 6 matters need attention", RenewalStory.TextOf(answered), StringComparison.Ordinal);
        Assert.NotNull((await story.RiskAsync(Messaging)).AcknowledgedAt);
        Assert.Equal(1, await story.App.InDatabaseAsync(db => db.Risks.CountAsync(risk => risk.AcknowledgedBy != null)));
    }

    [Fact]
    public async Task A_risk_that_is_put_off_comes_back_on_the_day_and_only_for_whoever_put_it_off()
    {
        await using var story = await RenewalStory.StartAsync();
        await story.ScanAsync();
        story.GoTo(2018, 3, 14);
        await story.ScanAsync();
        var (julia, tsai) = (story.Warnings(story.Julia).Length, story.Warnings(story.Tsai).Length);
        story.Julia.Reads();

        await story.Julia.Says("renewal warnings");
        var form = await story.Julia.Presses("Remind me of all later …");
        var saved = await story.Julia.Presses("Save", ("length", "1w"));
        story.GoTo(2018, 3, 16); // sixty days before the anniversary
        await story.ScanAsync();

        Assert.Equal(["Save", "Back"], form.Buttons);
        Assert.Contains("✔ You will be reminded on 21 March 2018.", RenewalStory.TextOf(saved), StringComparison.Ordinal);
        Assert.Equal(julia, story.Warnings(story.Julia).Length);
        Assert.Equal(tsai + 1, story.Warnings(story.Tsai).Length);

        story.GoTo(2018, 3, 21);
        await story.ScanAsync();
        await story.ScanAsync();

        Assert.Equal(julia + 1, story.Warnings(story.Julia).Length);
        Assert.Contains("You asked to be reminded · 55 days until the anniversary", story.Warnings(story.Julia)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_gets_worse_is_told_although_it_was_put_off()
    {
        await using var story = await RenewalStory.StartAsync();
        await story.ScanAsync();
        story.Julia.Reads();
        await story.Julia.Presses("Remind me of all later …");
        await story.Julia.Presses("Save", ("length", "until"), ("day", "2018-05-01"));

        story.App.Evidence.ReplaceInLine("people.csv", Sample.Chen.UserPrincipalName, "2018-04-13", "2018-03-20");
        await story.ImportAsync();

        Assert.Contains("Worse than before · 75 days until the anniversary", story.Warnings(story.Julia)[^1], StringComparison.Ordinal);
        Assert.Contains("Gold in Messaging will not hold from 20 March 2018", story.Warnings(story.Julia)[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("until", "")]
    [InlineData("until", "2018-03-01")]
    [InlineData("until", "2019-12-31")]
    [InlineData("until", "soon")]
    [InlineData("for ever", "2018-03-05")]
    public async Task A_day_that_cannot_be_meant_is_asked_for_again(string length, string day)
    {
        await using var story = await RenewalStory.StartAsync();
        await story.ScanAsync();
        story.Julia.Reads();
        await story.Julia.Presses("Remind me of all later …");

        var answer = await story.Julia.Presses("Save", ("length", length), ("day", day));

        Assert.Contains("for a day of your own give one after today, at most 366 days ahead", RenewalStory.TextOf(answer), StringComparison.Ordinal);
        Assert.Equal(0, await story.App.InDatabaseAsync(db => db.Snoozes.CountAsync()));
    }

    [Fact]
    public async Task Somebody_is_asked_to_see_to_it_accepts_and_is_reminded_with_the_admins()
    {
        await using var story = await RenewalStory.StartAsync();
        var david = story.App.As(Sample.David);
        await david.Installs();
        await story.ScanAsync();
        story.Julia.Reads();
        await story.Julia.Presses("Open", ("chosen", $"{(await story.RiskAsync(Messaging)).Id:N}"));
        await story.Julia.Presses("Ask somebody …");

        var asked = await story.Julia.Presses("Ask", ("person", "david wu"), ("due", "2018-04-01"));
        await story.DeliverAsync();
        var question = david.Reads();
        story.App.Clock.Advance(TimeSpan.FromMinutes(1));
        var accepted = await david.Presses("I see to it");
        await story.DeliverAsync();

        Assert.Contains("✔ David Wu was asked to see to it (due: 1 April 2018)", RenewalStory.TextOf(asked), StringComparison.Ordinal);
        Assert.StartsWith("Please see to this: Gold in Messaging", RenewalStory.TextOf(question), StringComparison.Ordinal);
        Assert.Contains("Julia Novak asks you to see to it by 1 April 2018.", RenewalStory.TextOf(question), StringComparison.Ordinal);
        Assert.DoesNotContain("陳冠宇", RenewalStory.TextOf(question), StringComparison.Ordinal); // who does not work for David
        Assert.Contains("✔ You see to it.", RenewalStory.TextOf(accepted), StringComparison.Ordinal);
        Assert.Contains(story.App.Connector.Calls, call => call.ConversationId == story.Julia.ConversationId
            && call.Text == "David Wu sees to: Gold in Messaging (anniversary 15 May 2018)");
        Assert.Contains("✔ David Wu 正在處理（期限：2018年4月1日）", RenewalStory.TextOf(story.Tsai.Reads()), StringComparison.Ordinal);

        story.GoTo(2018, 3, 16);
        await story.ScanAsync();

        Assert.Contains("Reminder: 60 days until the anniversary", story.Warnings(david)[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("陳冠宇", story.Warnings(david)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_declines_leaves_the_risk_to_others()
    {
        await using var story = await RenewalStory.StartAsync(("Renewal:Recipients", Sample.Julia.UserPrincipalName));
        var david = story.App.As(Sample.David);
        await david.Installs();
        await story.ScanAsync();
        Assert.Empty(story.Warnings(story.Tsai)); // not told first
        await story.Julia.Says("renewal warnings");
        await story.Julia.Presses("Open", ("chosen", $"{(await story.RiskAsync(Messaging)).Id:N}"));
        await story.Julia.Presses("Ask somebody …");
        await story.Julia.Presses("Ask", ("person", Sample.David.UserPrincipalName));
        await story.DeliverAsync();

        david.Reads();
        await david.Presses("I cannot");
        await story.FollowUpAsync();

        Assert.Contains(story.App.Connector.Calls, call => call.ConversationId == story.Julia.ConversationId
            && call.Text?.StartsWith("David Wu cannot see to: Gold in Messaging", StringComparison.Ordinal) == true);
        Assert.Contains("先前收到通知的人尚未回應", story.Warnings(story.Tsai)[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Say whom to ask")]
    [InlineData("Nobody Atall", "I know nobody of that name")]
    [InlineData("megan", "Several people fit")]
    public async Task Whom_to_ask_has_to_be_clear(string person, string fault)
    {
        await using var story = await RenewalStory.StartAsync();
        await story.ScanAsync();
        await story.Julia.Says("renewal warnings");
        await story.Julia.Presses("Open", ("chosen", $"{(await story.RiskAsync(Messaging)).Id:N}"));
        await story.Julia.Presses("Ask somebody …");

        var answer = await story.Julia.Presses("Ask", ("person", person));

        Assert.Contains(fault, RenewalStory.TextOf(answer), StringComparison.Ordinal);
        Assert.Null((await story.RiskAsync(Messaging)).AssignedTo);
    }

    [Fact]
    public async Task Why_and_what_would_cure_it_are_answered_below_the_warning()
    {
        await using var story = await RenewalStory.StartAsync();
        await story.ScanAsync();
        story.Julia.Reads();
        await story.Julia.Presses("Open", ("chosen", $"{(await story.RiskAsync(Messaging)).Id:N}"));
        var opened = story.Julia.Latest!;
        (JsonNode why, JsonNode cure) = (Button(opened, "Why?"), Button(opened, "What would cure it?"));

        var reasons = await story.Julia.Invokes((string?)why["verb"], why["data"]);
        var cures = await story.Julia.Invokes((string?)cure["verb"], cure["data"]);

        var said = string.Join('\n', CardText.Of(Assert.Single(reasons.Messages).Card!));
        Assert.Contains("陳冠宇 leaves on 13 April 2018", said, StringComparison.Ordinal);
        Assert.Contains("What the paths to it will lack on 15 May 2018:", said, StringComparison.Ordinal);
        Assert.Contains("What would cure it by 15 May 2018:", string.Join('\n', CardText.Of(Assert.Single(cures.Messages).Card!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_admins_and_whoever_was_asked_can_answer()
    {
        await using var story = await RenewalStory.StartAsync();
        var grace = story.App.As(Sample.Grace);
        await story.ScanAsync();
        story.Julia.Reads();
        var button = Button(story.Julia.Latest!, "I take note of all");

        var answer = await grace.Invokes((string?)button["verb"], button["data"]);
        var listed = await grace.Says("renewal warnings");

        Assert.Contains("Only admins, and whoever was asked to see to it, can answer warnings.", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Only admins, and whoever was asked to see to it, can answer warnings.", listed.Text, StringComparison.Ordinal);
        Assert.Equal(0, await story.App.InDatabaseAsync(db => db.Risks.CountAsync(risk => risk.AcknowledgedBy != null)));
    }

    [Fact]
    public async Task Whoever_is_asked_sees_of_another_message_nothing_but_what_they_were_asked()
    {
        await using var story = await RenewalStory.StartAsync();
        await story.ScanAsync();
        var message = await story.App.InDatabaseAsync(db => db.Notices.Where(notice => notice.Recipient == Sample.Julia.UserPrincipalName).Select(notice => notice.MessageId).FirstAsync());
        var risk = await story.RiskAsync(Messaging);
        await story.App.InDatabaseAsync(db => db.Risks.Where(row => row.Id == risk.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.AssignedTo, Sample.David.UserPrincipalName).SetProperty(r => r.Assignment, AssignmentState.Offered)));

        var answer = await story.App.As(Sample.David).Invokes(
            "renewal/warning", new JsonObject { ["message"] = $"{message:N}", ["risks"] = $"{risk.Id:N}" });

        Assert.Contains("Gold in Messaging", RenewalStory.TextOf(answer), StringComparison.Ordinal);
        Assert.DoesNotContain("Data Analytics", RenewalStory.TextOf(answer), StringComparison.Ordinal);
        Assert.Equal(0, await story.App.InDatabaseAsync(db => db.Notices.CountAsync(notice => notice.ReadAt != null))); // it is not his
    }

    [Theory]
    [InlineData("""{ "risks": "nonsense" }""")]
    [InlineData("""{ "risks": 7, "message": [] }""")]
    [InlineData("""{ "risks": "00000000000000000000000000000001", "message": "00000000000000000000000000000002" }""")]
    [InlineData("{}")]
    public async Task A_button_about_nothing_is_outdated(string data)
    {
        await using var story = await RenewalStory.StartAsync();
        await story.ScanAsync();

        foreach (var verb in new[] { "acknowledge", "snooze", "snoozed", "assign", "assigned", "accept", "decline", "why", "cure", "open", "warning" })
        {
            var answer = await story.Julia.Invokes($"renewal/{verb}", JsonNode.Parse(data));
            Assert.StartsWith("That button comes from an older message", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_warning_whose_button_was_pressed_counts_as_read()
    {
        await using var story = await RenewalStory.StartAsync();
        await story.ScanAsync();
        story.Julia.Reads();

        await story.Julia.Presses("Remind me of all later …");

        var read = await story.App.InDatabaseAsync(db => db.Notices.AsNoTracking().Where(notice => notice.ReadAt != null).Select(notice => notice.Recipient).Distinct().ToListAsync());
        Assert.Equal([Sample.Julia.UserPrincipalName], read);
    }

    private static JsonNode Button(Answer answer, string title) => answer.Actions.Single(action => (string?)action["title"] == title);
}
