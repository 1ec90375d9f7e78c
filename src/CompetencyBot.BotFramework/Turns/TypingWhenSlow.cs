using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.BotFramework.Turns;

/// <summary>
/// Shows that an answer is being written when it takes longer than a second, and again for as long as it takes, but never after the answer.
/// Teams shows the dots for about three seconds; sent more often they only use up the conversation's limit.
/// </summary>
public sealed class TypingWhenSlow(TimeProvider clock) : ITurnMiddleware
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(3);

    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (turn.Activity.Type != ActivityTypes.Message)
            return await next(cancellationToken);

        var working = next(cancellationToken);
        if (working.IsCompleted)
            return await working;
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var typing = TypeAsync(turn, answered.Token);
        try
        {
            return await working;
        }
        finally
        {
            await answered.CancelAsync();
            await typing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // whatever came of the dots, the answer counts
        }
    }

    private async Task TypeAsync(Turn turn, CancellationToken cancellationToken)
    {
        for (var pause = First; await WaitAsync(pause, cancellationToken); pause = Again)
            if (!await turn.ShowTypingAsync(clock.GetUtcNow(), cancellationToken))
                return;
    }

    /// <returns>False when the turn is over. It is told without an exception, since nearly every turn ends here.</returns>
    private async Task<bool> WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}
