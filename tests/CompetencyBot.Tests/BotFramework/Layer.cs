using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;

namespace CompetencyBot.Tests.BotFramework;

/// <summary>A layer of the turn pipeline, written in the test that needs it.</summary>
internal sealed class Layer(Func<Turn, TurnStep, CancellationToken, Task<InvokeResponse?>> run) : ITurnMiddleware
{
    public static readonly Layer Echo = For(async (turn, cancellationToken) =>
        await turn.ReplyAsync(OutboundActivity.Message($"You said: {turn.Activity.Text}"), cancellationToken));

    public static Layer For(Func<Turn, CancellationToken, Task> handle) => new(async (turn, _, cancellationToken) =>
    {
        await handle(turn, cancellationToken);
        return null;
    });

    public static Layer Answering(InvokeResponse? response) => new((_, _, _) => Task.FromResult(response));

    public Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken) => run(turn, next, cancellationToken);
}
