using System.Diagnostics;
using System.Diagnostics.Metrics;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;

namespace CompetencyBot.BotFramework;

/// <summary>
/// The wire's spans and metrics, which cost next to nothing while nobody listens. Their values come from fixed lists: nothing that a person wrote
/// or is known by, no id and no address is among them.
/// </summary>
public static class WireTelemetry
{
    /// <summary>Of the activity source and of the meter.</summary>
    public const string Name = "CompetencyBot.BotFramework";

    public const string ActivityType = "bot.activity.type";
    public const string InvokeName = "bot.invoke.name";
    public const string Command = "bot.command";
    public const string Outcome = "bot.outcome";
    public const string Operation = "bot.connector.operation";
    public const string Limit = "bot.connector.limit";
    public const string Status = "http.response.status_code";
    public const string ErrorType = "error.type";

    public const string TurnDuration = "bot.turn.duration";
    public const string ConnectorDuration = "bot.connector.duration";
    public const string ConnectorWait = "bot.connector.wait";

    private const string Other = "other";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Turns = Meter.CreateHistogram(
        TurnDuration, "s", "How long turns took.", advice: Seconds(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25));

    private static readonly Histogram<double> Calls = Meter.CreateHistogram(
        ConnectorDuration, "s", "How long calls to the Bot Connector took.", advice: Seconds(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10));

    private static readonly Histogram<double> Waits = Meter.CreateHistogram(
        ConnectorWait, "s", "How long calls were held back to keep the limits of Teams.", advice: Seconds(0.1, 0.5, 1, 2, 5, 30, 300, 3600));

    private static readonly HashSet<string> Types =
    [
        ActivityTypes.Message, ActivityTypes.Invoke, ActivityTypes.ConversationUpdate, ActivityTypes.InstallationUpdate,
        ActivityTypes.MessageReaction, ActivityTypes.MessageUpdate, ActivityTypes.MessageDelete, ActivityTypes.Event,
        ActivityTypes.EndOfConversation, ActivityTypes.Typing,
    ];

    private static readonly HashSet<string> Invokes =
    [
        InvokeNames.AdaptiveCardAction, InvokeNames.SignInVerifyState, InvokeNames.SignInTokenExchange, InvokeNames.SignInFailure,
        InvokeNames.TaskFetch, InvokeNames.TaskSubmit, InvokeNames.MessageSubmitAction, InvokeNames.FileConsent,
    ];

    /// <summary>A call was held back, or put back for so long.</summary>
    /// <param name="limit"><c>conversation</c> or <c>tenant</c>.</param>
    public static void Waited(string limit, TimeSpan wait) => Waits.Record(wait.TotalSeconds, new KeyValuePair<string, object?>(Limit, limit));

    internal static Activity? StartTurn() => Source.StartActivity("turn");

    internal static void EndTurn(Activity? span, Turn turn, TimeSpan took)
    {
        var tags = new TagList
        {
            { ActivityType, Known(turn.Activity.Type, Types) },
            { Command, turn.Command },
            { Outcome, Text(turn.Outcome) },
        };
        Turns.Record(took.TotalSeconds, tags);
        if (span is null)
            return;
        span.DisplayName = $"turn {turn.Command ?? Known(turn.Activity.Type, Types)}";
        foreach (var (key, value) in tags)
            span.SetTag(key, value);
        if (turn.Activity.Name is { } name)
            span.SetTag(InvokeName, Known(name, Invokes));
        if (turn.Outcome is TurnOutcome.Failed or TurnOutcome.Overdue)
            span.SetStatus(ActivityStatusCode.Error);
    }

    internal static Activity? StartCall(string operation) => Source.StartActivity($"connector {operation}", ActivityKind.Client);

    /// <param name="error">Kind of the failure; null when there was an answer.</param>
    internal static void EndCall(Activity? span, string operation, int? status, string? error, TimeSpan took)
    {
        var tags = new TagList { { Operation, operation } };
        if (status is not null)
            tags.Add(Status, status);
        if (error is not null)
            tags.Add(ErrorType, error);
        Calls.Record(took.TotalSeconds, tags);
        if (span is null)
            return;
        foreach (var (key, value) in tags)
            span.SetTag(key, value);
        if (error is not null || status >= 400)
            span.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>What comes from outside is told only when it is one of the words that the protocol has.</summary>
    private static string Known(string? word, HashSet<string> words) => word is not null && words.Contains(word) ? word : Other;

    private static string Text(TurnOutcome outcome) => outcome switch
    {
        TurnOutcome.Repeated => "repeated",
        TurnOutcome.PutOff => "put_off",
        TurnOutcome.Unreachable => "unreachable",
        TurnOutcome.Failed => "failed",
        TurnOutcome.Overdue => "overdue",
        _ => "done",
    };

    private static InstrumentAdvice<double> Seconds(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };
}
