using System.Diagnostics;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace CompetencyBot.Hosting;

/// <summary>
/// What leaves with a span: the bot's own tags, and of those of the platform only the ones named here. Addresses of web calls hold ids of
/// conversations and people, and sentences of failures may hold anything.
/// </summary>
public sealed class SpanRedaction : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Kept =
    [
        "http.request.method", "http.response.status_code", "http.route", "error.type", "server.address", "server.port", "url.scheme",
        "network.protocol.version", "otel.status_code",
        "quartz.job.name", "quartz.job.type", "quartz.job.result", "quartz.scheduler.name", "quartz.scheduler.id", "quartz.fire.instance.id",
    ];

    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        foreach (var (key, _) in data.TagObjects.Where(tag => !IsKept(tag.Key)).ToArray())
            data.SetTag(key, null);
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }

    private static bool IsKept(string key) => key.StartsWith("bot.", StringComparison.Ordinal) || Kept.Contains(key);
}

/// <summary>Of a failure its type and where it happened leave with a log line, not what it says, which may hold values of people.</summary>
public sealed class LogRedaction : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Exception is not { } failure)
            return;
        data.Exception = null;
        data.Attributes =
        [
            .. data.Attributes ?? [],
            new("exception.type", failure.GetType().FullName),
            new("exception.stacktrace", Places(failure)),
        ];
    }

    private static string Places(Exception failure)
    {
        var text = new StringBuilder();
        for (var inner = failure; inner is not null; inner = inner.InnerException)
            text.AppendLine(inner.GetType().FullName).AppendLine(inner.StackTrace);
        return text.ToString();
    }
}
