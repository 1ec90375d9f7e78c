using System.Net;
using System.Text.Json.Nodes;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.Connector;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;

namespace CompetencyBot.Tests.Hosting;

public sealed class HealthTests
{
    private const string Silent = "stands still: OutboxDeliveryJob has not ended well since 1 March 2018 09:3";

    [Fact]
    public async Task A_scheduler_that_stands_still_is_noticed_without_it_and_each_admin_is_told_once()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        app.Connector.AddMember(Sample.Julia.TeamsId, "Julia", Sample.Julia.ObjectId, Sample.Julia.UserPrincipalName);
        await app.As(Sample.Julia).Installs();
        var scheduler = await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        await app.RunAsync<OutboxDeliveryJob>();
        await app.RunAsync<OutboxDeliveryJob>(); // begins only when the beat of the one before is written
        await scheduler.Standby(TestContext.Current.CancellationToken);
        await app.Clock.BegunAsync(wait => wait == Watchdog.Every);

        while (Told(app).Length == 0)
        {
            Assert.Equal("Healthy", (string?)(await CheckAsync(app, "jobs")).Check["status"]);
            await PassLooksAsync(app, 1);
        }

        await PassLooksAsync(app, 3);
        Assert.Single(Told(app), call => call.ConversationId == "a:julia.novak");
        var last = await app.InDatabaseAsync(db => db.JobBeats.Where(beat => beat.Job == nameof(OutboxDeliveryJob)).Select(beat => beat.SucceededAt).SingleAsync());
        Assert.InRange(Told(app)[0].At - last!.Value, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5) + Watchdog.Every);
        var (status, jobs) = await CheckAsync(app, "jobs");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal($"OutboxDeliveryJob has not ended well since {last:u}.", (string?)jobs["reason"]);
        Assert.Contains("Error: OutboxDeliveryJob has not ended well since", app.Log.Text, StringComparison.Ordinal);

        await scheduler.Start(TestContext.Current.CancellationToken);
        await app.RunAsync<OutboxDeliveryJob>();
        await app.RunAsync<OutboxDeliveryJob>();
        await PassLooksAsync(app, 1);
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await StatusAsync(app));
        Assert.Single(Told(app));
    }

    [Fact]
    public async Task A_bot_that_was_down_over_night_is_healthy_when_it_starts()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        await app.RunAsync<OutboxDeliveryJob>();
        await app.RunAsync<OutboxDeliveryJob>();
        await app.StopAsync();
        app.Clock.Advance(TimeSpan.FromDays(3));

        await app.StartAgainAsync();

        Assert.Equal("Healthy", (string?)(await CheckAsync(app, "jobs")).Check["status"]);
    }

    [Fact]
    public async Task A_machine_that_was_asleep_gives_its_jobs_time()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        await app.Clock.BegunAsync(wait => wait == Watchdog.Every);

        app.Clock.Advance(TimeSpan.FromDays(3));
        await app.Clock.BegunAsync(wait => wait == Watchdog.Every);

        Assert.Equal("Healthy", (string?)(await CheckAsync(app, "jobs")).Check["status"]);
        Assert.DoesNotContain("has not ended well", app.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_daily_job_may_be_silent_for_a_day_and_is_then_named_with_the_kind_of_its_failure()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        var clock = new TestClock(SampleCast.Morning); // of a bot on the same database whose scheduler stands still
        var silence = new JobSilence(clock);
        await app.InDatabaseAsync(async db =>
        {
            db.JobBeats.Add(new JobBeat { Job = "HousekeepingJob", StartedAt = clock.GetUtcNow(), Failure = "SqliteException" });
            return await db.SaveChangesAsync();
        });

        clock.Advance(TimeSpan.FromHours(26));
        Assert.DoesNotContain(await app.InDatabaseAsync(db => silence.FindAsync(db, CancellationToken.None)), job => job.Job == "HousekeepingJob");
        clock.Advance(TimeSpan.FromSeconds(1));
        var health = await app.InDatabaseAsync(db => new JobsHealth(db, silence).CheckHealthAsync(new(), CancellationToken.None));

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains(
            "HousekeepingJob has not ended well since 2018-03-01 01:30:00Z, its last run failed with SqliteException.",
            health.Description,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OutboxState.Unreachable, "no conversation with this person yet", 61, 1)]
    [InlineData(OutboxState.GivenUp, "400 Bad Argument", 61, 1)]
    [InlineData(OutboxState.Waiting, null, 61, 1)]
    [InlineData(OutboxState.Waiting, null, 59, 0)] // due in a minute less than an hour
    [InlineData(OutboxState.Sent, null, 61, 0)]
    [InlineData(OutboxState.Withdrawn, null, 61, 0)]
    public async Task A_warning_that_reached_nobody_within_an_hour_makes_the_bot_unhealthy(
        OutboxState state, string? reason, int minutes, int unheard)
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        await WarnAsync(app, "risk", minutes, (state, reason));

        Assert.Equal(Sentence(unheard), (string?)(await CheckAsync(app, "warnings")).Check["reason"]);
    }

    [Fact]
    public async Task A_warning_that_reached_one_of_several_reached_somebody()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        await WarnAsync(app, "heard", 90, (OutboxState.Sent, null), (OutboxState.Unreachable, "403"));
        await WarnAsync(app, "unheard", 90, (OutboxState.GivenUp, "400"), (OutboxState.Unreachable, "403"));
        await WarnAsync(app, "over", 90, (OutboxState.Unreachable, "403"));
        await WarnAsync(app, "gone", 90, (OutboxState.Unreachable, "403"));
        await app.InDatabaseAsync(async db =>
        {
            db.Risks.Single(risk => risk.Key == "gone").ResolvedAt = app.Clock.GetUtcNow();
            return await db.SaveChangesAsync();
        });

        var (status, check) = await CheckAsync(app, "warnings");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(Sentence(2), (string?)check["reason"]);
    }

    private static string? Sentence(int unheard) => unheard == 0
        ? null
        : $"{(unheard == 1 ? "1 warning has" : $"{unheard} warnings have")} reached nobody for more than an hour. \"admin told\" in the chat "
            + "with the bot lists whom and why.";

    /// <summary>A risk, and for each recipient a notice with its message, written and due so many minutes ago.</summary>
    private static async Task WarnAsync(AppFixture app, string key, int minutes, params (OutboxState State, string? Reason)[] messages)
    {
        var at = app.Clock.GetUtcNow() - TimeSpan.FromMinutes(minutes);
        var risk = new WatchedRisk
        {
            Id = Guid.CreateVersion7(at), Key = key, Kind = RiskKind.Eligibility, Facts = "facts", FoundAt = at, ChangedAt = at,
        };
        await app.InDatabaseAsync(async db =>
        {
            db.Risks.Add(risk);
            for (var i = 0; i < messages.Length; i++)
            {
                var message = new OutboxMessage
                {
                    Id = Guid.CreateVersion7(at),
                    Key = $"{key}|{i}",
                    Recipient = $"admin{i}@contoso.example",
                    Activity = "{}",
                    CreatedAt = at,
                    // As delivery moves it with each attempt.
                    DueAt = messages[i].State == OutboxState.Unreachable ? app.Clock.GetUtcNow() + TimeSpan.FromMinutes(30) : at,
                    State = messages[i].State,
                    Reason = messages[i].Reason,
                };
                db.Outbox.Add(message);
                db.Notices.Add(new Notice
                {
                    Id = Guid.CreateVersion7(at), Key = message.Key, RiskId = risk.Id, Recipient = message.Recipient, Reason = NoticeReason.New,
                    MessageId = message.Id, At = at,
                });
            }

            return await db.SaveChangesAsync();
        });
    }

    private static async Task PassLooksAsync(AppFixture app, int looks)
    {
        for (var i = 0; i < looks; i++)
        {
            app.Clock.Advance(Watchdog.Every);
            await app.Clock.BegunAsync(wait => wait == Watchdog.Every);
        }
    }

    private static ConnectorCall[] Told(AppFixture app) =>
        [.. app.Connector.Calls.Where(call => call.Text?.Contains(Silent, StringComparison.Ordinal) == true)];

    private static async Task<(HttpStatusCode Status, string? Overall)> StatusAsync(AppFixture app)
    {
        using var response = await app.GetAsync("/health/ready");
        return (response.StatusCode, (string?)(await JsonAsync(response))["status"]);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Check)> CheckAsync(AppFixture app, string name)
    {
        using var response = await app.GetAsync("/health/ready");
        return (response.StatusCode, (await JsonAsync(response))["checks"]![name]!);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
