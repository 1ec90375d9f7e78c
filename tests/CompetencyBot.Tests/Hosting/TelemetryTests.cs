using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using CompetencyBot.BotFramework;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Hosting;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.Telemetry;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Robustness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using Quartz.Diagnostics;

namespace CompetencyBot.Tests.Hosting;

/// <summary>What those who watch over the bot see. Alone, since listeners hear of everything in the process.</summary>
[Collection(Alone.Name)]
public sealed class TelemetryTests
{
    [Fact]
    public async Task A_whole_story_is_sent_to_the_collector_and_nothing_in_it_tells_who_it_was_about()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Settings = new()
            {
                ["Telemetry:OtlpEndpoint"] = collector.Endpoint,
                ["Telemetry:OtlpProtocol"] = "http/protobuf",
                // More than anybody lets the platform write.
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Information",
                ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Information",
                ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Information",
                ["Logging:LogLevel:Quartz"] = "Information",
            },
        });

        await TellStoryAsync(app);
        app.Services.GetRequiredService<MeterProvider>().ForceFlush(); // the end of the process no longer asks the database
        await app.StopAsync();

        Assert.Contains("Huang", app.Log.Text, StringComparison.Ordinal); // what the exceptions of the story say
        var (traces, metrics, logs) = (collector.TextOf("traces"), collector.TextOf("metrics"), collector.TextOf("logs"));
        AssertHas(traces, "turn status", "turn progress", "connector send", "connector create", "outbox delivery", "RenewalScanJob", "bot.scan.notices", "put_back", "/api/messages");
        AssertHas(metrics, WireTelemetry.TurnDuration, WireTelemetry.ConnectorDuration, Telemetry.JobDuration, Telemetry.DeliveryCount);
        AssertHas(metrics, Telemetry.OutboxDue, Telemetry.OutboxOldest, Telemetry.OutboxUnreachable, Telemetry.RisksOpen, "dotnet.gc", "http.server.request.duration");
        AssertHas(logs, "Renewal scan:", "levels at risk", "Turn failed, reference", "exception.stacktrace", "CommandRouter.AnswerMessageAsync", "Executed DbCommand");
        foreach (var sent in new[] { traces, metrics, logs })
            Assert.Equal("", string.Join('\n', Personal.Where(detail => sent.Contains(detail, StringComparison.OrdinalIgnoreCase))
                .Select(detail => $"{detail}: {sent.Substring(Math.Max(0, sent.IndexOf(detail, StringComparison.OrdinalIgnoreCase) - 80), 80)}")));
    }

    [Fact]
    public async Task A_delivery_is_linked_to_the_scan_that_wrote_the_message_also_by_the_next_process()
    {
        using var spans = new SpanRecord();
        await using var app = await AppFixture.StartAsync();
        await app.As(Sample.Julia).Installs();
        await app.As(Sample.Tsai).Installs();

        await app.StopAsync(); // so that nothing is delivered in the moment it is written
        await app.StartAgainAsync();
        await app.RunAsync<RenewalScanJob>();
        await app.RunAsync<OutboxDeliveryJob>();

        var messages = await app.InDatabaseAsync(db => db.Outbox.AsNoTracking().ToListAsync());
        Assert.All(messages, message => Assert.Equal(OutboxState.Sent, message.State));
        var scan = Assert.Single(spans.All, span => span.GetTagItem(Telemetry.Notices) is > 0);
        Assert.Equal((6, messages.Count), (scan.GetTagItem(Telemetry.Risks), scan.GetTagItem(Telemetry.Notices)));
        foreach (var message in messages)
        {
            var delivery = Assert.Single(spans.All, span => span.GetTagItem(Telemetry.MessageId) is string id && id == message.Id.ToString());
            Assert.Equal(("sent", 1, "notice"), (delivery.GetTagItem(WireTelemetry.Outcome), delivery.GetTagItem(Telemetry.Attempt), delivery.GetTagItem(Telemetry.MessageKind)));
            Assert.Equal(scan.TraceId, Assert.Single(delivery.Links).Context.TraceId);
            var call = Assert.Single(spans.All, span => span.ParentSpanId == delivery.SpanId && span.DisplayName == "connector send");
            Assert.Equal(201, call.GetTagItem(WireTelemetry.Status));
        }
    }

    [Fact]
    public async Task A_turn_is_told_with_its_command_and_how_it_ended()
    {
        using var spans = new SpanRecord();
        using var meters = new MeterRecord(meter => meter.Name == WireTelemetry.Name);
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        await grace.Says("status", "f:once");
        await grace.Says("status", "f:once");
        app.Connector.Answer(400, "Bad Argument");
        await grace.Says("progress");
        app.Connector.Answer(429, "Throttled", retryAfter: "60");
        await grace.Says("renewal");

        Assert.Equal(
            ["turn status message status done", "turn message message  repeated", "turn progress message progress failed", "turn renewal message renewal put_off"],
            spans.All.Where(span => span.OperationName == "turn").Select(span => string.Join(
                ' ', span.DisplayName, span.GetTagItem(WireTelemetry.ActivityType), span.GetTagItem(WireTelemetry.Command), span.GetTagItem(WireTelemetry.Outcome))));
        Assert.Equal(
            ["status done", " repeated", "progress failed", "renewal put_off"],
            meters.Of(WireTelemetry.TurnDuration).Select(turn => $"{turn[WireTelemetry.Command]} {turn[WireTelemetry.Outcome]}"));
    }

    [Fact]
    public async Task The_outbox_and_the_risks_are_counted_when_somebody_asks()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        var now = app.Clock.GetUtcNow();
        await app.InDatabaseAsync(db =>
        {
            db.Outbox.AddRange(
                Message("due", OutboxState.Waiting, now - TimeSpan.FromMinutes(2)),
                Message("due longer", OutboxState.Waiting, now - TimeSpan.FromMinutes(5)),
                Message("due later", OutboxState.Waiting, now + TimeSpan.FromMinutes(5)),
                Message("blocked", OutboxState.Unreachable, now + TimeSpan.FromMinutes(5)),
                Message("sent", OutboxState.Sent, now - TimeSpan.FromHours(5)));
            db.Risks.AddRange(Risk("one", null), Risk("two", null), Risk("over", now));
            return db.SaveChangesAsync();

            OutboxMessage Message(string key, OutboxState state, DateTimeOffset due) => new()
            {
                Id = Guid.CreateVersion7(now), Key = key, Recipient = "julia", Activity = "{}", CreatedAt = due, DueAt = due, State = state,
                LeasedUntil = now + TimeSpan.FromHours(1), // so that no delivery takes it meanwhile
            };

            WatchedRisk Risk(string key, DateTimeOffset? resolved) => new()
            {
                Id = Guid.CreateVersion7(now), Key = key, Kind = RiskKind.KeyPerson, Facts = "", FoundAt = now, ChangedAt = now, ResolvedAt = resolved,
            };
        });
        var factory = app.Services.GetRequiredService<IMeterFactory>();
        using var meters = new MeterRecord(meter => meter.Scope == factory);
        _ = new TelemetryGauges(factory, app.Services.GetRequiredService<IServiceScopeFactory>(), app.Clock);

        meters.Collect();

        Assert.Equal([2d], meters.ValuesOf(Telemetry.OutboxDue));
        Assert.Equal([300d], meters.ValuesOf(Telemetry.OutboxOldest));
        Assert.Equal([1d], meters.ValuesOf(Telemetry.OutboxUnreachable));
        var open = meters.Of(Telemetry.RisksOpen).ToDictionary(risk => (string)risk[Telemetry.RiskKind]!, risk => risk[MeterRecord.Value]);
        Assert.Equal((7, 2d, 0d), (open.Count, open["KeyPerson"], open["Eligibility"]));
    }

    [Fact]
    public async Task Without_a_collector_nothing_of_it_is_set_up()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });

        Assert.Null(app.Services.GetService<OpenTelemetry.Trace.TracerProvider>());
        Assert.Null(app.Services.GetService<TelemetryGauges>());
    }

    [Theory]
    [InlineData("Telemetry:OtlpEndpoint", "collector", "Telemetry:OtlpEndpoint \"collector\" is not an address.")]
    [InlineData("Telemetry:OtlpProtocol", "smoke signals", "Telemetry:OtlpProtocol is \"smoke signals\". Set grpc or http/protobuf.")]
    public async Task Settings_that_cannot_work_stop_the_start(string key, string value, string sentence)
    {
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => AppFixture.StartAsync(new AppOptions { Settings = new() { [key] = value } }));

        Assert.StartsWith(sentence, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Turns of several kinds, a scan, deliveries, and failures whose sentences name people.</summary>
    private static async Task TellStoryAsync(AppFixture app)
    {
        var (grace, julia) = (app.As(Sample.Grace), app.As(Sample.Julia));
        await julia.Installs();
        await grace.Installs();
        await grace.Says("status");
        await grace.Says("progress data analytics");
        await grace.Invokes("progress/show");
        await app.As(Sample.David).Says("what if Grace Huang leaves");
        await app.As(Sample.David).InChannel().Says("progress");
        await grace.Says("tell Grace Huang that grace.huang@contoso.example is here");
        await app.As(Sample.Stranger).Says("help");

        app.Connector.AnswerWith(400, """{"error":{"code":"Bad Argument","message":"Grace Huang, grace.huang@contoso.example, 29:grace.huang is no member"}}""");
        await grace.Says("help");
        await app.RunAsync<RenewalScanJob>();
        app.Connector.AnswerWith(403, """{"error":{"code":"ConversationBlockedByUser","message":"Julia Novak blocked a:julia.novak"}}""");
        await app.RunAsync<OutboxDeliveryJob>();
        app.Connector.Answer(429, "Throttled", retryAfter: "60");
        await julia.Says("renewal");
        await app.RunAsync<OutboxDeliveryJob>();
        app.Connector.AnswerWith(502, """{"error":{"code":"BadGateway","message":"Julia Novak is elsewhere"}}""");
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.RunAsync<OutboxDeliveryJob>();
        app.Connector.AnswerAsUsual();
        await app.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"ALTER TABLE EvidenceSnapshots RENAME TO Elsewhere"));
        await grace.Says("progress");
        await Assert.ThrowsAnyAsync<Exception>(() => app.RunAsync<RenewalScanJob>());
    }

    private static IEnumerable<string> Personal =>
    [
        .. Sample.PersonalDetails, .. Sample.Records.People.Select(person => person.UserPrincipalName.Split('@')[0]),
        Sample.Stranger.Name, Sample.Stranger.ObjectId!, Sample.Stranger.UserPrincipalName, SampleCast.TenantId,
        Place.Channel.ConversationId!, "19:general", "19%3Ageneral", "@contoso.example", "leaves on", "is here", "Huang", "Novak",
    ];

    private static void AssertHas(string sent, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, sent, StringComparison.Ordinal));

    private sealed class SpanRecord : IDisposable
    {
        private readonly ActivityListener _listener;
        private readonly ConcurrentQueue<Activity> _ended = new();

        public SpanRecord()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name is WireTelemetry.Name or Telemetry.Name or QuartzInstrumentation.ActivitySourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _ended.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IReadOnlyCollection<Activity> All => _ended;

        public void Dispose() => _listener.Dispose();
    }

    private sealed class MeterRecord : IDisposable
    {
        public const string Value = "value";

        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, Dictionary<string, object?> Measurement)> _measured = new();

        public MeterRecord(Predicate<Meter> meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (meters(instrument.Meter))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public IEnumerable<Dictionary<string, object?>> Of(string name) =>
            _measured.Where(measured => measured.Name == name).Select(measured => measured.Measurement);

        public IEnumerable<double> ValuesOf(string name) => Of(name).Select(measurement => (double)measurement[Value]!);

        public void Collect() => _listener.RecordObservableInstruments();

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var measurement = new Dictionary<string, object?> { [Value] = value };
            foreach (var (key, tag) in tags)
                measurement[key] = tag;
            _measured.Enqueue((instrument.Name, measurement));
        }
    }
}
