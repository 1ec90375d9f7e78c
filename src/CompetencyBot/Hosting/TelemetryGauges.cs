using System.Data.Common;
using System.Diagnostics.Metrics;
using CompetencyBot.Storage;

namespace CompetencyBot.Hosting;

/// <summary>
/// What is asked of the database when metrics are collected, and only then: three counts, each over an index. With several instances each
/// reports the same numbers: take their maximum.
/// </summary>
public sealed class TelemetryGauges : IHostedService
{
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;

    /// <param name="meters">Of this host, so that two hosts in one process have gauges of their own.</param>
    public TelemetryGauges(IMeterFactory meters, IServiceScopeFactory scopes, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(meters);
        (_scopes, _clock) = (scopes, clock);
        var meter = meters.Create(Telemetry.Name);
        meter.CreateObservableGauge(Telemetry.OutboxDue, () => Ask(Due), "{message}", "Messages that are due and not sent.");
        meter.CreateObservableGauge(Telemetry.OutboxOldest, () => Ask(Oldest), "s", "For how long the oldest of them has been due.");
        meter.CreateObservableGauge(Telemetry.OutboxUnreachable, () => Ask(Unreachable), "{message}", "Messages whose recipients cannot be reached.");
        meter.CreateObservableGauge(Telemetry.RisksOpen, () => Ask(Risks), "{risk}", "Risks that are watched and not resolved, by kind.");
    }

    // It is made at start, and measures as long as the host lives.
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Measurement<double>[] Ask(Func<BotDb, DateTimeOffset, Measurement<double>[]> question)
    {
        try
        {
            using var scope = _scopes.CreateScope();
            return question(scope.ServiceProvider.GetRequiredService<BotDb>(), _clock.GetUtcNow());
        }
        catch (Exception failure) when (failure is DbException or ObjectDisposedException)
        {
            return []; // the health check tells of the database
        }
    }

    private static Measurement<double>[] Due(BotDb db, DateTimeOffset now) =>
        [new(db.Outbox.Count(row => row.State == OutboxState.Waiting && row.DueAt <= now))];

    private static Measurement<double>[] Oldest(BotDb db, DateTimeOffset now)
    {
        var oldest = db.Outbox.Where(row => row.State == OutboxState.Waiting && row.DueAt <= now).Min(row => (DateTimeOffset?)row.DueAt);
        return [new(oldest is { } due ? (now - due).TotalSeconds : 0)];
    }

    private static Measurement<double>[] Unreachable(BotDb db, DateTimeOffset now) =>
        [new(db.Outbox.Count(row => row.State == OutboxState.Unreachable))];

    private static Measurement<double>[] Risks(BotDb db, DateTimeOffset now)
    {
        var open = db.Risks.Where(risk => risk.ResolvedAt == null)
            .GroupBy(risk => risk.Kind)
            .Select(kind => new { Kind = kind.Key, Count = kind.Count() })
            .ToDictionary(kind => kind.Kind, kind => kind.Count);
        return
        [
            .. Enum.GetValues<RiskKind>().Select(kind => new Measurement<double>(
                open.GetValueOrDefault(kind), new KeyValuePair<string, object?>(Telemetry.RiskKind, kind.ToString()))),
        ];
    }
}
