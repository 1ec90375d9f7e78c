using System.Diagnostics;
using System.Diagnostics.Metrics;
using CompetencyBot.BotFramework;

namespace CompetencyBot.Hosting;

/// <summary>
/// The bot's spans and metrics, with all their names; those of the wire are in <see cref="WireTelemetry"/>. Their values are numbers, words from
/// fixed lists and ids of outbox rows: no name, address, conversation or text is among them.
/// </summary>
public static class Telemetry
{
    /// <summary>Of the activity source and of the meter.</summary>
    public const string Name = "CompetencyBot";

    public const string MessageId = "bot.outbox.message";
    public const string Attempt = "bot.outbox.attempt";
    public const string MessageKind = "bot.outbox.kind";
    public const string Job = "bot.job";
    public const string Risks = "bot.scan.risks";
    public const string Notices = "bot.scan.notices";
    public const string RiskKind = "bot.risk.kind";

    public const string JobDuration = "bot.job.duration";
    public const string DeliveryCount = "bot.outbox.attempts";
    public const string SilentCount = "bot.job.silent";
    public const string OutboxDue = "bot.outbox.due";
    public const string OutboxOldest = "bot.outbox.oldest";
    public const string OutboxUnreachable = "bot.outbox.unreachable";
    public const string RisksOpen = "bot.risks.open";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Jobs = Meter.CreateHistogram(
        JobDuration,
        "s",
        "How long jobs took.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800] });

    private static readonly Counter<long> Deliveries = Meter.CreateCounter<long>(DeliveryCount, "{attempt}", "Attempts to deliver a message.");

    private static readonly Counter<long> Silences = Meter.CreateCounter<long>(
        SilentCount, "{job}", "Jobs found not to have ended well for longer than their plan allows.");

    /// <summary>What a scan found, on the span of the job.</summary>
    public static void Scanned(int risks, int notices) => Activity.Current?.SetTag(Risks, risks).SetTag(Notices, notices);

    /// <param name="error">Kind of the failure; null when the job ended well.</param>
    public static void JobEnded(string job, string? error, TimeSpan took)
    {
        var tags = new TagList { { Job, job } };
        if (error is not null)
            tags.Add(WireTelemetry.ErrorType, error);
        Jobs.Record(took.TotalSeconds, tags);
    }

    public static void JobIsSilent(string job) => Silences.Add(1, new KeyValuePair<string, object?>(Job, job));

    /// <param name="origin">Where the message was written.</param>
    public static Activity? StartDelivery(Guid message, ActivityContext? origin)
    {
        ActivityLink[] links = origin is { } written ? [new ActivityLink(written)] : [];
        var span = Source.StartActivity("outbox delivery", ActivityKind.Producer, parentContext: default, links: links);
        return span?.SetTag(MessageId, message.ToString());
    }

    /// <param name="isAnswer">To what somebody asked; else it is told unasked.</param>
    public static void EndDelivery(Activity? span, string outcome, string? trouble, int attempt, bool isAnswer)
    {
        var kind = isAnswer ? "answer" : "notice";
        var tags = new TagList { { WireTelemetry.Outcome, outcome }, { MessageKind, kind } };
        if (trouble is not null)
            tags.Add(WireTelemetry.ErrorType, trouble);
        Deliveries.Add(1, tags);
        span?.SetTag(WireTelemetry.Outcome, outcome).SetTag(Attempt, attempt).SetTag(MessageKind, kind);
        if (trouble is not null)
            span?.SetTag(WireTelemetry.ErrorType, trouble);
        if (outcome is not ("sent" or "withdrawn"))
            span?.SetStatus(ActivityStatusCode.Error);
    }
}
