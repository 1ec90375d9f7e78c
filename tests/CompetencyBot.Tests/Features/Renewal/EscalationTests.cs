using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.Renewal;

/// <summary>What becomes of warnings that nobody answers, that reach nobody, or that are settled.</summary>
public sealed class EscalationTests
{
    private const string Fallback = "19:general@thread.tacv2";

    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    [Fact]
    public async Task Without_an_answer_the_next_admin_is_told_and_then_the_channel_where_nobody_is_named()
    {
        await using var story = await RenewalStory.StartAsync(
            ("Renewal:Recipients", Sample.Julia.UserPrincipalName), ("Renewal:FallbackConversation", Fallback));
        await story.Julia.InChannel().Says("help");
        await story.ScanAsync();
        Assert.Single(story.Warnings(story.Julia));
        Assert.Empty(story.Warnings(story.Tsai));

        story.App.Clock.Advance(Day);
        await story.FollowUpAsync();
        Assert.Contains("先前收到通知的人尚未回應", Assert.Single(story.Warnings(story.Tsai)), StringComparison.Ordinal);
        Assert.Empty(Posts(story));

        story.App.Clock.Advance(Day); // a Saturday
        await story.FollowUpAsync();
        Assert.Empty(Posts(story));
        story.GoTo(2018, 3, 5);
        await story.FollowUpAsync();
        await story.DeliverAsync();

        var post = Assert.Single(Posts(story));
        Assert.Contains("Nobody who was told before has answered", post, StringComparison.Ordinal);
        Assert.Contains("Gold in Messaging will not hold from 13 April 2018", post, StringComparison.Ordinal);
        Assert.DoesNotContain(Sample.PersonalDetails, detail => post.Contains(detail, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0, await story.App.InDatabaseAsync(db => db.Risks.CountAsync(risk => risk.EscalateAt != null)));
    }

    [Fact]
    public async Task The_channel_that_is_told_is_named_in_the_channel_by_an_admin()
    {
        await using var story = await RenewalStory.StartAsync();

        var refused = await story.App.As(Sample.David).InChannel().Says("renewal here");
        var alone = await story.Julia.Says("renewal here");
        var set = await story.Julia.InChannel().Says("renewal here");
        await story.ScanAsync();
        story.App.Clock.Advance(Day);
        await story.FollowUpAsync();

        Assert.StartsWith("Only admins can use \"renewal here\".", refused.Text, StringComparison.Ordinal);
        Assert.StartsWith("Say this in a channel or group chat", alone.Text, StringComparison.Ordinal);
        Assert.StartsWith("When no admin answers a warning, I tell it here.", set.Text, StringComparison.Ordinal);
        Assert.Single(Posts(story));
        Assert.Equal(
            Sample.Julia.UserPrincipalName,
            await story.App.InDatabaseAsync(db => db.Audit.Where(entry => entry.Subject == "Renewal:FallbackConversation").Select(entry => entry.By).SingleAsync()));
    }

    [Fact]
    public async Task An_answer_ends_the_waiting_for_one()
    {
        await using var story = await RenewalStory.StartAsync(("Renewal:Recipients", Sample.Julia.UserPrincipalName));
        await story.ScanAsync();
        story.Julia.Reads();
        await story.Julia.Presses("I take note of all");

        story.App.Clock.Advance(Day);
        await story.FollowUpAsync();

        Assert.Empty(story.Warnings(story.Tsai));
    }

    [Fact]
    public async Task What_is_settled_is_told_once_and_the_earlier_card_says_so()
    {
        await using var story = await RenewalStory.StartAsync();
        await story.ScanAsync();

        story.App.Evidence.ReplaceInLine("people.csv", Sample.Chen.UserPrincipalName, "2018-04-13", "");
        await story.ImportAsync();
        await story.ScanAsync();

        var warnings = story.Warnings(story.Julia);
        Assert.Equal(2, warnings.Length);
        Assert.StartsWith("Settled: Gold in Messaging (anniversary 15 May 2018)", warnings[1], StringComparison.Ordinal);
        var first = story.App.Connector.Calls.Last(call => call.Method == "PUT" && call.ConversationId == story.Julia.ConversationId);
        Assert.Contains("Settled: Gold in Messaging", string.Join('\n', CardText.Of(first.Card!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_settled_before_it_was_sent_is_never_told()
    {
        await using var story = await RenewalStory.StartAsync(new AppOptions { Now = new(2018, 3, 1, 22, 0, 0, TimeSpan.FromHours(8)) });
        await story.ScanAsync(); // waits for the morning

        story.App.Evidence.ReplaceInLine("people.csv", Sample.Chen.UserPrincipalName, "2018-04-13", "");
        await story.ImportAsync();
        story.GoTo(2018, 3, 2);
        await story.DeliverAsync();

        var warning = story.Warnings(story.Julia)[0];
        Assert.Contains("Settled: Gold in Messaging", warning, StringComparison.Ordinal);
        Assert.StartsWith("Renewal: 5 matters need attention", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(story.Warnings(story.Julia), text => text.StartsWith("Settled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_level_that_breaks_as_foretold_is_worse_and_not_settled()
    {
        await using var story = await RenewalStory.StartAsync();
        await story.ScanAsync();

        story.GoTo(2018, 4, 13);
        await story.ScanAsync();

        var risk = await story.RiskAsync("eligibility|docs-2017-12|messaging|Gold|2018-05-15");
        Assert.Equal(("lost", null), (risk.Facts, risk.ResolvedAt));
        Assert.Contains("Gold in Messaging is shown as active but is not met any more", story.Warnings(story.Julia)[^1], StringComparison.Ordinal);
        Assert.Contains("Worse than before", story.Warnings(story.Julia)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_that_reached_nobody_is_itself_a_warning()
    {
        await using var story = new RenewalStory(
            await AppFixture.StartAsync(new AppOptions { Settings = new() { ["Renewal:FallbackConversation"] = Fallback } }));
        await story.App.As(Sample.David).InChannel().Says("help"); // the bot is in the channel; no admin has installed it
        await story.ScanAsync();

        story.App.Clock.Advance(TimeSpan.FromHours(2));
        await story.FollowUpAsync();

        var post = Assert.Single(Posts(story));
        Assert.Contains("No message about Gold in Messaging has arrived", post, StringComparison.Ordinal);

        await story.Julia.Installs();
        await story.DeliverAsync();
        await story.FollowUpAsync();

        Assert.Equal(0, await story.App.InDatabaseAsync(db => db.Risks.CountAsync(risk => risk.Kind == RiskKind.Unheard && risk.ResolvedAt == null)));
    }

    [Fact]
    public async Task What_comes_up_while_a_warning_waits_for_the_morning_is_told_with_it()
    {
        await using var story = await RenewalStory.StartAsync(new AppOptions { Now = new(2018, 3, 3, 11, 0, 0, TimeSpan.FromHours(8)) }); // a Saturday
        await story.ScanAsync();

        story.App.Evidence.ReplaceInLine("people.csv", Sample.Chen.UserPrincipalName, "2018-04-13", "2018-03-20");
        await story.ImportAsync();
        story.GoTo(2018, 3, 5);
        await story.DeliverAsync();

        var warning = Assert.Single(story.Warnings(story.Julia));
        Assert.Contains("Worse than before", warning, StringComparison.Ordinal);
        Assert.Contains("Gold in Messaging will not hold from 20 March 2018", warning, StringComparison.Ordinal);
        Assert.Contains("Gold in Data Analytics will not hold from 21 April 2018", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewal_that_was_not_bought_in_time_is_worse_and_needs_a_new_answer()
    {
        await using var story = await RenewalStory.StartAsync();
        story.GoTo(2018, 5, 31);
        await story.ScanAsync();
        await story.Julia.Says("renewal warnings");
        await story.Julia.Presses("I take note of all");

        story.GoTo(2018, 6, 15);
        await story.ScanAsync();

        Assert.Contains("Worse than before · 31 days after the anniversary", story.Warnings(story.Julia)[^1], StringComparison.Ordinal);
        Assert.Contains("Renewal window until 14 June 2018", story.Warnings(story.Julia)[^1], StringComparison.Ordinal);
        Assert.Null((await story.RiskAsync("deadline|docs-2017-12|2018-05-15")).AcknowledgedBy);
    }

    [Fact]
    public async Task Without_any_admin_the_channel_is_told_and_the_bot_is_not_ready()
    {
        await using var story = new RenewalStory(await AppFixture.StartAsync(new AppOptions
        {
            Settings = new() { ["Organisation:Admins:0"] = null, ["Renewal:FallbackConversation"] = Fallback },
            Prepare = files => files.ReplaceInLine("people.csv", Sample.Julia.UserPrincipalName, ",admin,", ",,")
                .ReplaceInLine("people.csv", Sample.Tsai.UserPrincipalName, ",admin,", ",,"),
        }));
        await story.App.As(Sample.David).InChannel().Says("help");
        await story.ScanAsync();
        story.App.Clock.Advance(TimeSpan.FromHours(2));

        using var ready = await story.App.GetAsync("/health/ready");
        Assert.Contains("reached nobody", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await story.FollowUpAsync();
        Assert.Contains("No message about Gold in Messaging has arrived", Assert.Single(Posts(story)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_asked_and_does_not_answer_leaves_the_risk_to_others()
    {
        await using var story = await RenewalStory.StartAsync(("Renewal:Recipients", Sample.Julia.UserPrincipalName));
        await story.ScanAsync();
        await story.Julia.Says("renewal warnings");
        await story.Julia.Presses("I take note of all"); // so that only the one that is asked about waits for an answer
        var messaging = await story.RiskAsync("eligibility|docs-2017-12|messaging|Gold|2018-05-15");
        await story.App.InDatabaseAsync(db => db.Risks.Where(risk => risk.Id == messaging.Id)
            .ExecuteUpdateAsync(risk => risk.SetProperty(row => row.AcknowledgedBy, (string?)null)));
        await story.Julia.Presses("Open", ("chosen", $"{messaging.Id:N}"));
        await story.Julia.Presses("Ask somebody …");
        await story.Julia.Presses("Ask", ("person", Sample.David.UserPrincipalName));

        story.App.Clock.Advance(Day);
        await story.FollowUpAsync();

        Assert.Contains("先前收到通知的人尚未回應", Assert.Single(story.Warnings(story.Tsai)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_working_hours_a_warning_waits_unless_it_is_urgent()
    {
        await using var story = await RenewalStory.StartAsync(new AppOptions { Now = new(2018, 3, 3, 11, 0, 0, TimeSpan.FromHours(8)) }); // a Saturday
        await story.ScanAsync();
        Assert.Empty(story.Warnings(story.Julia));

        story.GoTo(2018, 3, 5);
        await story.DeliverAsync();
        Assert.Single(story.Warnings(story.Julia));

        story.App.Clock.SetUtcNow(new DateTimeOffset(2018, 5, 12, 11, 0, 0, TimeSpan.FromHours(8))); // a Saturday, three days before the anniversary
        await story.ScanAsync();
        Assert.Equal(2, story.Warnings(story.Julia).Length);
    }

    [Fact]
    public async Task Whoever_asks_for_a_scan_does_not_wait_for_their_working_hours()
    {
        await using var story = await RenewalStory.StartAsync(new AppOptions { Now = new(2018, 3, 3, 23, 0, 0, TimeSpan.FromHours(8)) });
        await story.ScanAsync();
        Assert.Empty(story.Warnings(story.Julia));
        var scanned = story.App.Jobs.NextRunOf<CompetencyBot.Features.Renewal.RenewalScanJob>();
        await story.Julia.Says("admin scan");
        await scanned;
        await story.DeliverAsync();

        Assert.Single(story.Warnings(story.Julia));
        Assert.Empty(story.Warnings(story.Tsai));
    }

    private static string[] Posts(RenewalStory story) =>
    [
        .. story.App.Connector.Calls
            .Where(call => call is { Method: "POST", Status: 201, ActivityId: null, Card: not null } && call.ConversationId == Fallback)
            .Select(call => string.Join('\n', CardText.Of(call.Card!))),
    ];
}
