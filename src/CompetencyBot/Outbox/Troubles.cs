using CompetencyBot.BotFramework.Connector;
using CompetencyBot.Storage;

namespace CompetencyBot.Outbox;

/// <summary>How a call ended, as the report of deliveries tells it.</summary>
internal static class Troubles
{
    /// <param name="result">Null when there was no conversation to send to.</param>
    /// <returns>Null when it was sent.</returns>
    public static DeliveryTrouble? Trouble(this SendResult? result) => result switch
    {
        SendResult.Sent => null,
        SendResult.Unreachable unreachable => Of(unreachable.Cause),
        SendResult.MessageGone => DeliveryTrouble.Gone,
        SendResult.TryLater or SendResult.Refused { Status: 408 or >= 500 } => DeliveryTrouble.Throttled,
        null => DeliveryTrouble.NotInstalled,
        _ => DeliveryTrouble.Failed,
    };

    private static DeliveryTrouble Of(UnreachableCause cause) => cause switch
    {
        UnreachableCause.Blocked => DeliveryTrouble.Blocked,
        UnreachableCause.NotInstalled => DeliveryTrouble.NotInstalled,
        UnreachableCause.Gone => DeliveryTrouble.Gone,
        _ => DeliveryTrouble.NotAllowed,
    };
}
