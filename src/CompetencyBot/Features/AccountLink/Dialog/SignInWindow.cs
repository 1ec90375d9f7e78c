using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary>
/// Layer that takes what the sign-in window of a Teams client brings back (<c>signin/verifyState</c>), if this person's dialog waits for it in this chat.
/// Whatever nobody waits for goes on to those who answer late and strange invokes.
/// </summary>
public sealed class SignInWindow(ViewerFinder viewers, OpenDialogs dialogs, LinkSituations situations, LinkRun run, Answers answers) : ITurnMiddleware
{
    private static readonly InvokeResponse Taken = new(StatusCodes.Status200OK);
    private static readonly InvokeResponse NotProved = new(StatusCodes.Status404NotFound);

    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (turn.Activity is not { Type: ActivityTypes.Invoke, Name: InvokeNames.SignInVerifyState, IsPersonal: true }
            || VerifyState.Of(turn.Activity)?.State is not { Length: > 0 } state)
            return await next(cancellationToken);
        var viewer = await viewers.FindAsync(turn, cancellationToken);
        if (await dialogs.FindAsync(viewer, cancellationToken) is not { Name: "link", Step: nameof(LinkStep.SignIn) } open)
            return await next(cancellationToken);

        using var language = Language.Use(viewer.LocaleOr(turn.Activity));
        var (situation, refusal) = await situations.FindAsync(viewer, cancellationToken);
        if (situation is null)
        {
            await answers.SendAsync(turn, refusal!, cancellationToken);
            return NotProved;
        }

        turn.Command = LinkCommand.Info.Name;
        var (reply, isProved) = await run.ReturnAsync(
            new Request(viewer, null, "", null, IsPersonal: true), situation, open, state == VerifyState.Cancelled ? null : state, cancellationToken);
        await answers.SendAsync(turn, reply, cancellationToken);
        return isProved ? Taken : NotProved;
    }
}
