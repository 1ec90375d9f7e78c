using System.Diagnostics;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;

namespace CompetencyBot.Outbox;

/// <summary>
/// One span and one count for each attempt to deliver a message. The message carries the trace that it was written in (W3C <c>traceparent</c>, in
/// its stored JSON, which is read without it), so that a delivery is linked to the scan or the turn it comes from, hours later and in another
/// process.
/// </summary>
public static class OutboxTelemetry
{
    private const string Head = "{\"traceparent\":\"";

    /// <summary>00-, 32 digits of the trace, 16 of the span, the flags.</summary>
    private const int Length = 55;

    /// <param name="json">An object.</param>
    /// <returns>The same with the trace of this moment; unchanged when there is none that anybody keeps.</returns>
    public static string Stamp(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C, Id: { Length: Length } id } && json.Length > 2
            ? $"{Head}{id}\",{json.AsSpan(1)}"
            : json;
    }

    public static Activity? Start(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Telemetry.StartDelivery(message.Id, OriginOf(message.Activity));
    }

    public static void End(Activity? span, OutboxMessage message, DeliveryOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(outcome);
        Telemetry.EndDelivery(span, Text(outcome.State), outcome.Trouble is { } trouble ? Text(trouble) : null, message.Attempts + 1, isAnswer: message.IsAnswer);
    }

    public static ActivityContext? OriginOf(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.StartsWith(Head, StringComparison.Ordinal)
            && json.Length > Head.Length + Length
            && ActivityContext.TryParse(json.Substring(Head.Length, Length), null, isRemote: true, out var origin)
            ? origin
            : null;
    }

    private static string Text(DeliveryTrouble trouble) => trouble switch
    {
        DeliveryTrouble.NotInstalled => "not_installed",
        DeliveryTrouble.NotAllowed => "not_allowed",
        DeliveryTrouble.Blocked => "blocked",
        DeliveryTrouble.Gone => "gone",
        DeliveryTrouble.Throttled => "throttled",
        _ => "failed",
    };

    private static string Text(OutboxState state) => state switch
    {
        OutboxState.Sent => "sent",
        OutboxState.Waiting => "put_back",
        OutboxState.Unreachable => "unreachable",
        OutboxState.GivenUp => "given_up",
        _ => "withdrawn",
    };
}
