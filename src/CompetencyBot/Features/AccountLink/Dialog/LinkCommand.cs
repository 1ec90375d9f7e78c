using CompetencyBot.Conversation;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary><c>link</c>: leads the dialog in which somebody links their Microsoft account, in a chat of their own only.</summary>
public sealed class LinkCommand(LinkSituations situations, LinkRun run, OwnChat ownChat, SignIns signIns, OpenDialogs dialogs) : ICommand
{
    public static CommandInfo Info { get; } = new(
        "link",
        ["link account", "link my account", "link me", "connect account", "連結", "連結帳戶", "連結我的帳戶", "關聯", "產生關聯", "建立關聯"],
        Audience.Everybody,
        () => LinkTexts.HelpOfLink,
        () => Texts.ButtonLinkAccount)
    {
        Actions =
        [
            "show", "another", "begin", "browser", "code", "confirm", "done", "later", OwnChat.Action, DialogActions.Back, DialogActions.Cancel, DialogActions.Where,
        ],
        Group = HelpGroup.Own,
        Menu = Menus.Personal,
        TakesText = (open, text) => LinkWords.Of(open.Step, text) is not null,
    };

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.IsPersonal)
            return await ownChat.AnswerAsync(request, LinkCards.InOwnChat(Info), cancellationToken);
        var (situation, refusal) = await situations.FindAsync(request.Viewer, cancellationToken);
        if (situation is null)
            return refusal!;
        var open = await dialogs.FindAsync(request.Viewer, cancellationToken);
        if (open?.Name != Info.Name)
            open = null;
        return open is null ? await BeginAsync(request, situation, cancellationToken)
            : IsOfAnother(request, open) ? await run.OutdatedAsync(request, situation, open, cancellationToken)
            : request.Action == "another" ? await StartAsync(request, situation, cancellationToken)
            : await run.AnswerAsync(request, situation, open, cancellationToken);
    }

    /// <summary>No dialog is open: what there is to do depends on how far the person is.</summary>
    private async Task<Reply> BeginAsync(Request request, LinkSituation situation, CancellationToken cancellationToken)
    {
        if (request.Action is not (null or "show" or "another" or "begin" or DialogActions.Cancel or DialogActions.Where))
            return LinkSayings.Now(situation, LinkTexts.OldButton);
        if (request.Action == DialogActions.Cancel)
            return new Reply(Texts.NothingToCancel);
        if (request.Action is "another" or "begin")
            return await StartAsync(request, situation, cancellationToken);
        return situation switch
        {
            { Link: { ReportedAt: null, ConfirmedAt: null } } when signIns.IsConfigured => await run.ResumeProvenAsync(request, situation, cancellationToken),
            { Standing.Pending.ReportedAt: not null } or { Standing.CountsFrom: not null } => LinkSayings.Now(situation, null),
            _ => await StartAsync(request, situation, cancellationToken),
        };
    }

    private async Task<Reply> StartAsync(Request request, LinkSituation situation, CancellationToken cancellationToken) =>
        !signIns.IsConfigured ? LinkSayings.WithoutSignIn(situation)
        : await dialogs.OpenAsync(request.Viewer, Info.Name, nameof(LinkStep.Explain), null, cancellationToken) is { } opened
            ? await run.ShowAsync(request, situation, opened, cancellationToken)
            : new Reply(Texts.StatusUnknownPerson);

    /// <summary>Buttons without a dialog are those of other cards; they mean the one that is open.</summary>
    private static bool IsOfAnother(Request request, OpenDialog open) =>
        request.Text(LinkCards.DialogInput) is { } dialog && dialog != open.Id.ToString("N");
}
