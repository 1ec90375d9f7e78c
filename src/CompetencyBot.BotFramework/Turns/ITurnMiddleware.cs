namespace CompetencyBot.BotFramework.Turns;

/// <summary>
/// One layer of the turn pipeline. The layers run in the order of their registration, the first registered outermost; the innermost
/// one answers and does not call the next. This is the seam between the wire and the bot: whoever can build a <see cref="Turn"/> can
/// host the bot.
/// </summary>
public interface ITurnMiddleware
{
    /// <param name="next">The layers further in.</param>
    /// <returns>The answer to an invoke; null for every other activity, and for an invoke that nobody handles (501).</returns>
    Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken);
}

public delegate Task<InvokeResponse?> TurnStep(CancellationToken cancellationToken);
