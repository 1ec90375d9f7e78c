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
        ArgumentNullException.ThrowIfNull(open);
        var at = new LinkPosition(request, situation, open);
        var isTyped = request.Action == DialogActions.Text;
        var action = isTyped ? LinkWords.Of(open.Step, request.Argument) : request.Action;
        return action switch
        {
            DialogActions.Where => LinkSayings.Where(at),
            "code" => await CodeAsync(at, isTyped ? request.Argument : request.Text(LinkCards.CodeInput) ?? "", cancellationToken),
            _ => await MoveAsync(at, InputOf(action), cancellationToken),
        };
    }

    /// <summary>Shows where the person is.</summary>
    public Task<Reply> ShowAsync(Request request, LinkSituation situation, OpenDialog open, CancellationToken cancellationToken) =>
        MoveAsync(new LinkPosition(request, situation, open), LinkInput.Show, cancellationToken);

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
        var at = new LinkPosition(request, situation, open);
        if (code is null)
            return (await MoveAsync(at, LinkInput.SignInGivenUp, cancellationToken), true);
        var result = await signIns.RedeemAsync(at.Person, at.ObjectId, code, cancellationToken);
        return (await AnswerAsync(at, result, cancellationToken), result is SignInResult.Done);
    }

    /// <summary>An account was proved and the step in Partner Center is missing.</summary>
    public async Task<Reply> ResumeProvenAsync(Request request, LinkSituation situation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(situation);
        var link = situation.Link!;
        var memory = new LinkMemory(new SignedInAccount(link.Subject ?? "", link.Address, link.Name)).Write();
        return await dialogs.OpenAsync(request.Viewer, LinkCommand.Info.Name, nameof(LinkStep.PartnerCenter), memory, cancellationToken) is { } opened
            ? await ShowAsync(request, situation, opened, cancellationToken)
            : new Reply(Texts.StatusUnknownPerson);
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

    private async Task<Reply> CodeAsync(LinkPosition at, string code, CancellationToken cancellationToken)
    {
        if (at.Step != LinkStep.SignIn)
            return await MoveAsync(at, LinkInput.WrongCode, cancellationToken);
        if (code.Count(char.IsDigit) != SignIns.Digits)
            return await MoveAsync(at with { Note = LinkTexts.CodeError }, LinkInput.WrongCode, cancellationToken);
        return await AnswerAsync(at, await signIns.RedeemAsync(at.Person, at.ObjectId, code, cancellationToken), cancellationToken);
    }

    private Task<Reply> AnswerAsync(LinkPosition at, SignInResult result, CancellationToken cancellationToken) => result switch
    {
        SignInResult.Done { Account: var account } => SignedInAsync(at with { Memory = at.Memory with { Account = account } }, cancellationToken),
        SignInResult.Wrong { TriesLeft: var left } => MoveAsync(
            at with { Note = left == 1 ? LinkTexts.CodeWrongOnce : Language.Format(LinkTexts.CodeWrong, left) }, LinkInput.WrongCode, cancellationToken),
        SignInResult.NotYet => MoveAsync(at with { Note = LinkTexts.CodeNotYet }, LinkInput.WrongCode, cancellationToken),
        SignInResult.TooMany => MoveAsync(at with { Note = LinkTexts.CodeTooMany }, LinkInput.Begin, cancellationToken),
        SignInResult.Expired => MoveAsync(
            at with { Note = Language.Format(LinkTexts.CodeExpired, SignIns.GoodFor.TotalMinutes) }, LinkInput.Begin, cancellationToken),
        _ => MoveAsync(at with { Note = LinkTexts.CodeNothingWaits }, LinkInput.Begin, cancellationToken),
    };

    private async Task<Reply> SignedInAsync(LinkPosition at, CancellationToken cancellationToken)
    {
        var owner = await book.ColleagueWithAsync(at.Account!, at.Person, at.Situation.Evidence, at.Situation.Today, cancellationToken);
        return await MoveAsync(at with { Owner = owner }, owner is null ? LinkInput.SignedIn : LinkInput.SignedInAsColleague, cancellationToken);
    }

    private async Task<Reply> MoveAsync(LinkPosition at, LinkInput input, CancellationToken cancellationToken)
    {
        // Whoever has signed in needs the digits that the page shows; a new link would make them worthless.
        if (at.Step == LinkStep.SignIn && input is LinkInput.Show or LinkInput.SignInGivenUp
            && await signIns.HasReturnedAsync(at.Person, at.ObjectId, cancellationToken))
            (at, input) = (at with { Note = LinkTexts.CodeShown }, LinkInput.AwaitCode);

        var move = LinkAccountDialog.Next(at.Step, input);
        if (!await TakeAsync(at, move, cancellationToken))
            return await OvertakenAsync(at, move, cancellationToken);
        switch (move.Deed)
        {
            case LinkDeed.Invite when await signIns.BeginAsync(at.Person, at.ObjectId, Language.Tag, cancellationToken) is { } link:
                return LinkSayings.Of(at, move, link);
            case LinkDeed.Invite:
                await dialogs.CloseAsync(at.Request.Viewer, cancellationToken);
                return LinkSayings.Unreachable(at);
            case LinkDeed.Withdraw or LinkDeed.Drop:
                await signIns.WithdrawAsync(at.Person, cancellationToken);
                return LinkSayings.Of(at, move, null);
            case LinkDeed.Refuse:
                await alert.TellAsync(at.Situation, at.Account!, at.Owner!, cancellationToken);
                return LinkSayings.Of(at, move, null);
            case LinkDeed.Report:
                await requests.WithdrawAsync([at.Person], cancellationToken); // whoever has reported need not be asked
                return LinkSayings.Now(await WithLinkAsync(at, cancellationToken), null);
            default:
                return LinkSayings.Of(at, move, null);
        }
    }

    /// <summary>Moves the dialog on and enters what follows from it, both or neither: of two answers to one step one has an effect.</summary>
    private async Task<bool> TakeAsync(LinkPosition at, LinkMove move, CancellationToken cancellationToken)
    {
        if (move.Step == at.Step && move.Deed is not LinkDeed.Keep && at.MemoryAt(at.Step) == (at.Open.Data ?? new LinkMemory().Write()))
            return true;
        return await book.TogetherAsync(
            async () =>
            {
                switch (move.Deed)
                {
                    case LinkDeed.Keep:
                        at = at with { Memory = await book.KeepAsync(at.Person, at.Memory, at.Situation.Evidence, at.Situation.Today, cancellationToken) };
                        break;
                    case LinkDeed.Report when !await book.ReportAsync(at.Person, at.Account!, cancellationToken):
                        return false;
                    case LinkDeed.Drop:
                        await book.DropAsync(at.Person, at.Memory, cancellationToken);
                        break;
                }

                return move.Step is { } step
                    ? await dialogs.MoveAsync(at.Open, $"{step}", at.MemoryAt(step), cancellationToken)
                    : await dialogs.CloseAsync(at.Open, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Another answer was faster, or somebody else has the account now: says how it is.</summary>
    private async Task<Reply> OvertakenAsync(LinkPosition at, LinkMove move, CancellationToken cancellationToken)
    {
        var now = await dialogs.FindAsync(at.Request.Viewer, cancellationToken);
        if (now is not null && now.Id == at.Open.Id && now.Revision != at.Open.Revision)
            return await ShowAsync(at.Request, at.Situation, now, cancellationToken);
        if (now is not null && move.Deed == LinkDeed.Keep
            && await book.ColleagueWithAsync(at.Account!, at.Person, at.Situation.Evidence, at.Situation.Today, cancellationToken) is { } owner)
            return await MoveAsync(at with { Owner = owner }, LinkInput.SignedInAsColleague, cancellationToken);
        if (now is not null)
            await dialogs.CloseAsync(at.Request.Viewer, cancellationToken); // the account that it speaks of is not theirs any more
        return LinkSayings.Now(await WithLinkAsync(at, cancellationToken), LinkTexts.OldButton);
    }

    private async Task<LinkSituation> WithLinkAsync(LinkPosition at, CancellationToken cancellationToken) =>
        at.Situation with { Link = await book.FindAsync(at.Person, cancellationToken) };
}
