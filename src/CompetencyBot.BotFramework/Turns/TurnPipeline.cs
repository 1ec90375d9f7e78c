namespace CompetencyBot.BotFramework.Turns;

/// <summary>The layers of a turn in the order of their registration. Whoever hosts the bot without HTTP runs this.</summary>
public sealed class TurnPipeline(IEnumerable<ITurnMiddleware> layers)
{
    private readonly ITurnMiddleware[] _layers = [.. layers];

    /// <returns>The answer to an invoke; null for every other activity, and for an invoke that no layer answered.</returns>
    public Task<InvokeResponse?> RunAsync(Turn turn, CancellationToken cancellationToken) => RunFrom(0, turn, cancellationToken);

    private Task<InvokeResponse?> RunFrom(int index, Turn turn, CancellationToken cancellationToken) =>
        index == _layers.Length
            ? Task.FromResult<InvokeResponse?>(null)
            : _layers[index].RunAsync(turn, token => RunFrom(index + 1, turn, token), cancellationToken);
}
