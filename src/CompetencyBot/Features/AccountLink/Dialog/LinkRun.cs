using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Features.AccountLink.Asking;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary>Does what the moves of <see cref="LinkAccountDialog"/> ask for and shows what they say.</summary>
public sealed class LinkRun(OpenDialogs dialogs, SignIns signIns, LinkBook book, ColleagueAlert alert, LinkRequests requests)
{
    public async Task<Reply> AnswerAsync(Request request, LinkSituation situation, OpenDialog open, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var at = new Position(request, situation, open);
        var action = request.Action == DialogActions.Text ? LinkWords.Of(open.Step, request.Argument) : request.Action;
        return action switch
        {
            DialogActions.Where => Where(at),
            "code" => await CodeAsync(at, request.Action == DialogActions.Text ? request.Argument : request.Text(LinkCards.CodeInput) ?? "", cancellationToken),
            _ => await MoveAsync(at, InputOf(action), cancellationToken),
        };
    }

    /// <summary>Shows where the person is.</summary>
    public Task<Reply> ShowAsync(Request request, LinkSituation situation, OpenDialog open, CancellationToken cancellationToken) =>
        MoveAsync(new Position(request, situation, open), LinkInput.Show, cancellationToken);

    /// <summary>A button of an earlier dialog: shows where this one is.</summary>
    public async Task<Reply> OutdatedAsync(Request request, LinkSituation situation, OpenDialog open, CancellationToken cancellationToken)
    {
        var shown = await ShowAsync(request, situation, open, cancellationToken);
        return shown.Card is { } card ? shown with { Card = card with { Body = [new TextBlock(LinkTexts.OldButton), .. card.Body] } } : shown;
    }

    /// <summary>The sign-in window of Teams was closed, or brought a code.</summary>
    /// <param name="code">Null = it was closed.</param>
    /// <returns>Whether an account was proved.</returns>
    public async Task<(Reply Reply, bool IsProved)> ReturnAsync(
        Request request, LinkSituation situation, OpenDialog open, string? code, CancellationToken cancellationToken)
    {
        var at = new Position(request, situation, open);
        if (code is null)
            return (await MoveAsync(at, LinkInput.SignInGivenUp, cancellationToken), true);
        var result = await signIns.RedeemAsync(situation.Id, at.ObjectId, code, cancellationToken);
        return (await AnswerAsync(at, result, cancellationToken), result is SignInResult.Done);
    }

    /// <summary>An account was proved and the step in Partner Center is missing.</summary>
    public async Task<Reply> ResumeProvenAsync(Request request, LinkSituation situation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(situation);
        var link = situation.Link!;
        var memory = LinkMemory.Of(new SignedInAccount(link.Subject ?? "", link.Address, link.Name));
        return await dialogs.OpenAsync(request.Viewer, LinkCommand.Info.Name, nameof(LinkStep.PartnerCenter), memory, cancellationToken) is { } opened
            ? await ShowAsync(request, situation, opened, cancellationToken)
            : new Reply(Texts.StatusUnknownPerson);
    }

    /// <summary>What is known of the person's account while no dialog is open.</summary>
    /// <param name="note">What comes first; null = nothing.</param>
    public Reply Stale(LinkSituation situation, string? note)
    {
        ArgumentNullException.ThrowIfNull(situation);
        var card = situation switch
        {
            { Link: { ReportedAt: { } reported, ConfirmedAt: null, Address: var address } } =>
                LinkCards.Waiting(situation, address, reported, situation.Surroundings.Zone),
            { Standing.CountsFrom: not null } => LinkCards.Linked(situation),
            _ => LinkCards.Note(LinkTexts.ExplainWhy, new ExecuteAction(Texts.ButtonLinkAccount, LinkCommand.Info.ShowVerb)),
        };
        return new Reply(note ?? card.FallbackText ?? "", note is null ? card : card with { Body = [new TextBlock(note), .. card.Body] });
    }

    public Reply WithoutSignIn(LinkSituation situation)
    {
        ArgumentNullException.ThrowIfNull(situation);
        var text = Language.Format(LinkTexts.NoSignIn, situation.Edition.AssociationWait.TotalHours);
        return new Reply(text, LinkCards.Note(text, new OpenUrlAction(LinkTexts.ButtonOpenCenter, situation.Surroundings.Dashboard), new ExecuteAction(Texts.ButtonStatus, "status/show")));
    }

    private static LinkInput InputOf(string? action) => action switch
    {
        "begin" or "browser" => LinkInput.Begin,
        "confirm" => LinkInput.Confirm,
        "done" => LinkInput.Done,
        "later" => LinkInput.Later,
        DialogActions.Back => LinkInput.Back,
        DialogActions.Cancel => LinkInput.Cancel,
        _ => LinkInput.Show,
    };

    private async Task<Reply> CodeAsync(Position at, string code, CancellationToken cancellationToken)
    {
        if (at.Step != LinkStep.SignIn)
            return await MoveAsync(at, LinkInput.WrongCode, cancellationToken);
        var digits = code.Count(char.IsDigit);
        if (digits != SignIns.Digits)
            return await MoveAsync(at with { Note = LinkTexts.CodeError }, LinkInput.WrongCode, cancellationToken);
        return await AnswerAsync(at, await signIns.RedeemAsync(at.Situation.Id, at.ObjectId, code, cancellationToken), cancellationToken);
    }

    private async Task<Reply> AnswerAsync(Position at, SignInResult result, CancellationToken cancellationToken) => result switch
    {
        SignInResult.Done { Account: var account } => await SignedInAsync(at with { Account = account }, cancellationToken),
        SignInResult.Wrong { TriesLeft: var left } => await MoveAsync(
            at with { Note = left == 1 ? LinkTexts.CodeWrongOnce : Language.Format(LinkTexts.CodeWrong, left) }, LinkInput.WrongCode, cancellationToken),
        SignInResult.NotYet => await MoveAsync(at with { Note = LinkTexts.CodeNotYet }, LinkInput.WrongCode, cancellationToken),
        SignInResult.TooMany => await MoveAsync(at with { Note = LinkTexts.CodeTooMany }, LinkInput.Begin, cancellationToken),
        SignInResult.Expired => await MoveAsync(
            at with { Note = Language.Format(LinkTexts.CodeExpired, SignIns.GoodFor.TotalMinutes) }, LinkInput.Begin, cancellationToken),
        _ => await MoveAsync(at with { Note = LinkTexts.CodeNothingWaits }, LinkInput.Begin, cancellationToken),
    };

    private async Task<Reply> SignedInAsync(Position at, CancellationToken cancellationToken)
    {
        var owner = await book.ColleagueWithAsync(at.Account!, at.Situation.Id, at.Situation.Evidence, at.Situation.Today, cancellationToken);
        return await MoveAsync(at with { Owner = owner }, owner is null ? LinkInput.SignedIn : LinkInput.SignedInAsColleague, cancellationToken);
    }

    private async Task<Reply> MoveAsync(Position at, LinkInput input, CancellationToken cancellationToken)
    {
        var move = LinkAccountDialog.Next(at.Step, input);
        Uri? signIn = null;
        switch (move.Deed)
        {
            case LinkDeed.Invite:
                signIn = await signIns.BeginAsync(at.Situation.Id, at.ObjectId, Language.Tag, cancellationToken);
                if (signIn is null)
                    return await EndAsync(at, new Reply(LinkTexts.SignInUnreachable, LinkCards.Note(
                        LinkTexts.SignInUnreachable, new OpenUrlAction(LinkTexts.ButtonOpenCenter, at.Situation.Surroundings.Dashboard))), cancellationToken);
                break;
            case LinkDeed.Withdraw:
                await signIns.WithdrawAsync(at.Situation.Id, cancellationToken);
                break;
            case LinkDeed.Keep when !await KeepAsync(at, cancellationToken):
                return await SignedInAsync(at, cancellationToken);
            case LinkDeed.Refuse:
                await alert.TellAsync(at.Situation, at.Account!, at.Owner!, cancellationToken);
                break;
            case LinkDeed.Report:
                var link = await book.ReportAsync(at.Situation.Id, cancellationToken);
                at = at with { Situation = at.Situation with { Link = link } };
                await requests.WithdrawAsync([at.Situation.Id], cancellationToken); // whoever has reported need not be asked
                break;
            case LinkDeed.Drop:
                await book.DropAsync(at.Situation.Id, cancellationToken);
                break;
        }

        return await GoAsync(at, move, signIn, cancellationToken);
    }

    private Task<bool> KeepAsync(Position at, CancellationToken cancellationToken) =>
        book.KeepAsync(at.Situation.Id, at.Account!, at.Situation.Evidence, at.Situation.Today, cancellationToken);

    private async Task<Reply> GoAsync(Position at, LinkMove move, Uri? signIn, CancellationToken cancellationToken)
    {
        if (move.Step is not { } step)
            return await EndAsync(at, Say(at, move, null), cancellationToken);
        var memory = step is LinkStep.Confirm or LinkStep.PartnerCenter ? LinkMemory.Of(at.Account) : null;
        var stays = step == at.Step && memory == at.Open.Data;
        if (!stays && !await dialogs.MoveAsync(at.Open, $"{step}", memory, cancellationToken)
            && await dialogs.FindAsync(at.Request.Viewer, cancellationToken) is { } now && now.Step != $"{step}")
            return await ShowAsync(at.Request, at.Situation, now, cancellationToken); // another answer was faster
        return Say(at, move, signIn);
    }

    private async Task<Reply> EndAsync(Position at, Reply reply, CancellationToken cancellationToken)
    {
        await dialogs.CloseAsync(at.Request.Viewer, cancellationToken);
        return reply;
    }

    private static Reply Say(Position at, LinkMove move, Uri? signIn)
    {
        var (situation, dialog) = (at.Situation, at.Open.Id);
        var card = move.Saying switch
        {
            LinkSaying.Explanation => LinkCards.Explanation(situation, dialog),
            LinkSaying.Invitation => LinkCards.Invitation(signIn!, at.InTeams, dialog, at.Note),
            LinkSaying.SignInGivenUp => LinkCards.Invitation(signIn!, at.InTeams, dialog, LinkTexts.SignInGivenUp),
            LinkSaying.WrongCode => LinkCards.CodeAgain(at.Note!, dialog),
            LinkSaying.OfColleague => LinkCards.OfColleague(at.Account!, dialog),
            LinkSaying.WhoSignedIn => LinkCards.WhoSignedIn(situation, at.Account!, dialog),
            LinkSaying.PartnerCenter => LinkCards.PartnerCenter(situation, at.Account!.Address, situation.Surroundings.Dashboard, dialog),
            LinkSaying.Waiting when situation.Link is { ReportedAt: { } reported, Address: var address } =>
                LinkCards.Waiting(situation, address, reported, situation.Surroundings.Zone),
            LinkSaying.LaterThen => LinkCards.Note(
                Language.Format(LinkTexts.LaterText, LinkCards.Masked(at.Account!.Address)), new ExecuteAction(Texts.ButtonLinkAccount, LinkCommand.Info.ShowVerb)),
            LinkSaying.Cancelled => LinkCards.Note(LinkTexts.CancelledText, new ExecuteAction(Texts.ButtonLinkAccount, LinkCommand.Info.ShowVerb)),
            _ => NotNow(at, move),
        };
        return new Reply(card.FallbackText ?? "", card);
    }

    private static AdaptiveCard NotNow(Position at, LinkMove move)
    {
        var here = Where(at).Card!;
        return move.Step is null ? here : here with { Body = [new TextBlock(LinkTexts.NotNowText), .. here.Body] };
    }

    private static Reply Where(Position at)
    {
        var text = at.Step switch
        {
            LinkStep.SignIn => LinkTexts.WhereSignIn,
            LinkStep.Confirm => Language.Format(LinkTexts.WhereConfirm, LinkCards.Masked(at.Account!.Address)),
            LinkStep.PartnerCenter => LinkTexts.WherePartnerCenter,
            _ => LinkTexts.WhereExplain,
        };
        return new Reply(text, LinkCards.Note(
            text,
            new ExecuteAction(LinkTexts.ButtonContinue, LinkCommand.Info.ShowVerb),
            LinkCards.Button(LinkTexts.ButtonCancel, "link/cancel", at.Open.Id)));
    }

    /// <summary>One answer to one step.</summary>
    private sealed record Position(Request Request, LinkSituation Situation, OpenDialog Open)
    {
        public LinkStep Step { get; } = Enum.TryParse<LinkStep>(Open.Step, out var step) ? step : LinkStep.Explain;

        /// <summary>Who signed in, at the steps behind the sign-in.</summary>
        public SignedInAccount? Account { get; init; } = LinkMemory.Read(Open.Data);

        /// <summary>The colleague whose account it is.</summary>
        public string? Owner { get; init; }

        /// <summary>What the card says first, of a code that was not taken.</summary>
        public string? Note { get; init; }

        public string ObjectId => Request.Viewer.ObjectId!;

        public bool InTeams => Situation.Surroundings.InTeams && Request.Action != "browser";
    }
}
