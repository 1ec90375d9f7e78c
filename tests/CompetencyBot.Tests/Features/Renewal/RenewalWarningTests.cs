using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.Login;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.Renewal;

/// <summary>From the scan to the message in an admin's chat. The sample has two levels at risk and two admins.</summary>
public sealed class RenewalWarningTests
{
    [Fact]
    public async Task Everything_of_one_day_becomes_one_message_for_each_admin()
    {
        await using var app = await AppFixture.StartAsync();

        await app.RunAsync<RenewalScanJob>();

        Assert.Equal([Sample.Julia.UserPrincipalName, Sample.Tsai.UserPrincipalName], (await RowsAsync(app)).Select(row => row.Recipient).Order());
        var risks = await app.InDatabaseAsync(db => db.Risks.AsNoTracking().Where(risk => risk.Kind == RiskKind.Eligibility).OrderBy(risk => risk.Key).ToListAsync());
        Assert.Equal(
            [
                ("eligibility|docs-2017-12|data-analytics|Gold|2018-05-15", new DateOnly(2018, 4, 21)),
                ("eligibility|docs-2017-12|enterprise-mobility-management|Silver|2018-05-15", new DateOnly(2018, 3, 1)), // lost already
                ("eligibility|docs-2017-12|messaging|Gold|2018-05-15", new DateOnly(2018, 4, 13)),
            ],
            risks.Select(risk => (risk.Key, risk.BreaksOn!.Value)));
    }

    [Fact]
    public async Task The_warning_arrives_in_the_admins_own_chat_and_explains_itself()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Installs();
        await julia.InChannel().Says("help");

        await ScanAndDeliverAsync(app);

        var warning = Assert.Single(WarningsTo(app, julia));
        Assert.Contains("puts the renewal of the membership at risk", warning, StringComparison.Ordinal);
        Assert.Contains("New · 75 days until the anniversary", warning, StringComparison.Ordinal);
        Assert.Contains("Gold in Messaging will not hold from 13 April 2018", warning, StringComparison.Ordinal);
        Assert.Contains("陳冠宇 leaves on 13 April 2018", warning, StringComparison.Ordinal);
        Assert.Contains("anniversary 15 May 2018", warning, StringComparison.Ordinal);
        Assert.Contains("Gold in Data Analytics will not hold from 21 April 2018", warning, StringComparison.Ordinal);
        Assert.Contains("Grace Huang", warning, StringComparison.Ordinal);
        Assert.Contains("its last valid day is 20 April 2018", warning, StringComparison.Ordinal);
        Assert.Single(app.Connector.Calls, call => call.Card is not null && call.ActivityId is null); // nowhere else
    }

    [Fact]
    public async Task A_warning_stays_when_one_of_its_buttons_is_pressed_and_the_answer_comes_below()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Installs();
        await ScanAndDeliverAsync(app);
        var button = CardText.ActionsOf(app.Connector.Calls.Last(call => call.Card is not null).Card!)
            .Single(action => (string?)action["title"] == "Renewal");

        var answer = await julia.Invokes((string?)button["verb"], button["data"]);

        Assert.Equal("application/vnd.microsoft.activity.message", (string?)answer.Body!["type"]);
        Assert.Contains("Renewal of the membership", string.Join('\n', CardText.Of(Assert.Single(answer.Messages).Card!)), StringComparison.Ordinal);

        app.Connector.Answer(500);
        var failed = await julia.Invokes((string?)button["verb"], button["data"]);
        Assert.Equal(500, (int)failed.Body!["statusCode"]!); // it does not claim to have answered
    }

    [Fact]
    public async Task A_second_scan_and_a_restart_send_nothing_twice()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Installs();
        await ScanAndDeliverAsync(app);

        await ScanAndDeliverAsync(app);
        await app.RestartAsync();
        await ScanAndDeliverAsync(app);
        Assert.Single(WarningsTo(app, julia));

        app.Clock.Advance(TimeSpan.FromDays(1)); // on which somebody's account begins to count
        await ScanAndDeliverAsync(app);

        var second = WarningsTo(app, julia)[1];
        Assert.StartsWith("Silver in DevOps hangs on one person", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Messaging", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scans_and_deliveries_at_the_same_moment_send_nothing_twice()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Installs();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ScanAndDeliverAsync(app)));

        Assert.Single(WarningsTo(app, julia));
    }

    [Fact]
    public async Task An_admin_who_never_wrote_to_the_bot_gets_the_warning_upon_installing_it()
    {
        await using var app = await AppFixture.StartAsync();
        await ScanAndDeliverAsync(app);
        var waiting = (await RowsAsync(app)).Where(row => row.Recipient == Sample.Tsai.UserPrincipalName);
        Assert.All(waiting, row => Assert.Equal((OutboxState.Unreachable, "no conversation with this person yet"), (row.State, row.Reason)));

        var tsai = app.As(Sample.Tsai);
        await tsai.Installs();
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Single(WarningsTo(app, tsai));
    }

    [Fact]
    public async Task An_admin_who_simply_writes_gets_what_waited_for_them()
    {
        await using var app = await AppFixture.StartAsync();
        await ScanAndDeliverAsync(app);

        var tsai = app.As(Sample.Tsai);
        await tsai.Says("help");
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Single(WarningsTo(app, tsai));
    }

    /// <summary>The keys are compared over years, machines and versions: whatever changes them tells every old risk again.</summary>
    [Fact]
    public async Task The_key_of_a_warning_does_not_depend_on_machine_or_version()
    {
        await using var app = await AppFixture.StartAsync();
        await app.RunAsync<RenewalScanJob>();

        Assert.Equal(
            [
                "julia.novak@contoso.example|eligibility|docs-2017-12|data-analytics|Gold|2018-05-15|1|facts:2018-04-21|2A810D3BFC213583",
                "julia.novak@contoso.example|eligibility|docs-2017-12|data-analytics|Gold|2018-05-15|1|rung:-90",
                "julia.novak@contoso.example|eligibility|docs-2017-12|enterprise-mobility-management|Silver|2018-05-15|1|facts:lost",
                "julia.novak@contoso.example|eligibility|docs-2017-12|enterprise-mobility-management|Silver|2018-05-15|1|rung:-90",
                "julia.novak@contoso.example|eligibility|docs-2017-12|messaging|Gold|2018-05-15|1|facts:2018-04-13|89FFF785FDC969DA",
                "julia.novak@contoso.example|eligibility|docs-2017-12|messaging|Gold|2018-05-15|1|rung:-90",
            ],
            await app.InDatabaseAsync(db => db.Notices.Where(notice => notice.Key.StartsWith("julia.novak@contoso.example|eligibility")).Select(notice => notice.Key).Order().ToListAsync()));
    }

    [Fact]
    public async Task Waiting_for_an_admin_to_install_the_bot_is_no_attempt()
    {
        await using var app = await AppFixture.StartAsync();
        await app.RunAsync<RenewalScanJob>();
        for (var hour = 0; hour < 40; hour++)
        {
            await app.RunAsync<OutboxDeliveryJob>();
            app.Clock.Advance(TimeSpan.FromHours(1));
        }

        var tsai = app.As(Sample.Tsai);
        await tsai.Installs();
        app.Connector.Answer(502, times: 2);
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.DoesNotContain(await RowsAsync(app), row => row.State == OutboxState.GivenUp);
    }

    [Fact]
    public async Task Another_last_day_of_the_leaver_is_news()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Installs();
        await ScanAndDeliverAsync(app);

        app.Evidence.ReplaceInLine("people.csv", Sample.Chen.UserPrincipalName, "2018-04-13", "2018-04-30");
        await app.RunAsync<EvidenceImportJob>();
        await ScanAndDeliverAsync(app);

        var warnings = WarningsTo(app, julia);
        Assert.Equal(2, warnings.Length);
        Assert.Contains("陳冠宇 leaves on 30 April 2018", warnings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_cause_is_news()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Installs();
        await ScanAndDeliverAsync(app);

        app.Evidence.ReplaceInLine("people.csv", Sample.Chen.UserPrincipalName, "2018-04-13", "");
        var nathan = Sample.Of("nathan.brooks");
        app.Evidence.ReplaceInLine("people.csv", nathan.UserPrincipalName, "Z,", "Z,2018-04-13");
        await app.RunAsync<EvidenceImportJob>();
        await ScanAndDeliverAsync(app);

        var warnings = WarningsTo(app, julia);
        Assert.Equal(2, warnings.Length);
        Assert.Contains("Nathan Brooks leaves on 13 April 2018", warnings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scan_of_six_in_the_morning_runs_when_the_clock_passes_it()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Now = new(2018, 3, 1, 5, 59, 0, TimeSpan.FromHours(8)), Schedule = true });
        var scanned = app.Jobs.NextRunOf<RenewalScanJob>();

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await scanned;

        Assert.Equal(2, (await RowsAsync(app)).Count);
    }

    [Fact]
    public async Task A_scan_that_was_missed_while_the_bot_was_down_is_made_up_at_its_start()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Schedule = true });
        await app.StopAsync();
        Assert.Empty(app.Jobs.Failures);

        app.Clock.Advance(TimeSpan.FromDays(1)); // over six in the morning
        var scanned = app.Jobs.NextRunOf<RenewalScanJob>();
        await app.StartAgainAsync();
        await scanned;

        Assert.Equal(2, (await RowsAsync(app)).Count);
    }

    [Fact]
    public async Task An_admin_starts_a_scan_from_chat_and_is_told_when_it_is_done()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Installs();
        var scanned = app.Jobs.NextRunOf<RenewalScanJob>();

        var started = await julia.Says("admin scan");
        await scanned;
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.StartsWith("The scan has started.", started.Text, StringComparison.Ordinal);
        Assert.Contains(app.Connector.Calls, call => call.ConversationId == julia.ConversationId
            && call.Text?.StartsWith("Scan done. Levels at risk: 3; ", StringComparison.Ordinal) == true);
        Assert.Single(WarningsTo(app, julia));
    }

    [Fact]
    public async Task Requests_that_are_refused_change_nothing()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        var scan = julia.Message("admin scan").ToJsonString();
        var elsewhere = julia.Message("admin scan");
        elsewhere["serviceUrl"] = "https://evil.example/";

        using var expired = await app.PostAsync(scan, new TokenOverrides { ExpiresIn = TimeSpan.FromHours(-1) });
        using var forged = await app.PostAsync(scan, new TokenOverrides { Key = SigningKey.New("key-1", "msteams") });
        using var untrusted = await app.PostAsync(elsewhere.ToJsonString(), tokenServiceUrl: "https://evil.example/");
        using var mismatched = await app.PostAsync(elsewhere.ToJsonString());

        Assert.Equal([401, 401, 403, 401], new[] { expired, forged, untrusted, mismatched }.Select(response => (int)response.StatusCode));
        Assert.Equal((0, 0, 0, 0), await app.InDatabaseAsync(async db => (
            await db.SeenActivities.CountAsync(), await db.Conversations.CountAsync(), await db.KnownUsers.CountAsync(), await db.Outbox.CountAsync())));
        Assert.Empty(app.Connector.Calls);
    }

    private static async Task ScanAndDeliverAsync(AppFixture app)
    {
        await app.RunAsync<RenewalScanJob>();
        await app.RunAsync<OutboxDeliveryJob>();
    }

    private static Task<List<OutboxMessage>> RowsAsync(AppFixture app) =>
        app.InDatabaseAsync(db => db.Outbox.AsNoTracking().Where(row => !row.Key.StartsWith("certificate|")).OrderBy(row => row.Key).ToListAsync());

    /// <summary>The cards that were sent without being an answer.</summary>
    private static string[] WarningsTo(AppFixture app, Chat chat) =>
    [
        .. app.Connector.Calls
            .Where(call => call is { Status: 201, Type: ActivityTypes.Message, ActivityId: null, Card: not null } && call.ConversationId == chat.ConversationId)
            .Select(call => string.Join('\n', CardText.Of(call.Card!))),
    ];
}
