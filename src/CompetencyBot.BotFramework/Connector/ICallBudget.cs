namespace CompetencyBot.BotFramework.Connector;

/// <summary>
/// What an app may call in all, beyond what each conversation's lane keeps by itself: counted in memory where one process makes all calls
/// (<see cref="OwnCallBudget"/>), or where several instances see it.
/// </summary>
public interface ICallBudget
{
    /// <summary>Takes the next free place for a call.</summary>
    /// <returns>How long to wait for it; the place is not taken when the conversation would have to wait longer than <see cref="PlannedCall.Patience"/>.</returns>
    ValueTask<CallPlace> TakeAsync(PlannedCall call, CancellationToken cancellationToken);

    /// <summary>The service said how long it wants to hear nothing of this kind about this conversation.</summary>
    ValueTask CloseAsync(PlannedCall call, DateTimeOffset until);
}

/// <param name="Wait">Until the call may be made.</param>
public readonly record struct CallPlace(TimeSpan Wait, bool IsTaken);

/// <param name="Conversation">Without its thread.</param>
/// <param name="Limits">Of the conversation.</param>
public sealed record PlannedCall(CallKind Kind, string Conversation, string Tenant, IReadOnlyList<RateLimit> Limits)
{
    /// <summary>What somebody waits for is counted for the tenant and never held by it.</summary>
    public required bool SomebodyWaits { get; init; }

    /// <summary>The limits with longer windows than this do not hold the call.</summary>
    public required TimeSpan LongestWindow { get; init; }

    /// <summary>How long the call can wait for its conversation.</summary>
    public required TimeSpan Patience { get; init; }
}

public enum CallKind
{
    Send,
    Read,
}
