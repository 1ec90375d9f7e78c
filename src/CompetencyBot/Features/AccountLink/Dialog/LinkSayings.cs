using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary>What the person reads behind a move of the dialog, and outside of it.</summary>
internal static class LinkSayings
{
    /// <param name="signIn">Of an invitation.</param>
    public static Reply Of(LinkPosition at, LinkMove move, Uri? signIn)
    {
        var (situation, dialog) = (at.Situation, at.Open.Id);
        var card = move.Saying switch
        {
            LinkSaying.Explanation => LinkCards.Explanation(situation, dialog),
            LinkSaying.Invitation => LinkCards.Invitation(signIn!, at.InTeams, dialog, at.Note),
            LinkSaying.SignInGivenUp => LinkCards.Invitation(signIn!, at.InTeams, dialog, LinkTexts.SignInGivenUp),
            LinkSaying.CodeAgain => LinkCards.CodeAgain(at.Note ?? LinkTexts.CodeError, dialog),
            LinkSaying.OfColleague => LinkCards.OfColleague(at.Account!, dialog),
            LinkSaying.WhoSignedIn => LinkCards.WhoSignedIn(situation, at.Account!, dialog),
            LinkSaying.PartnerCenter => LinkCards.PartnerCenter(situation, at.Account!.Address, situation.Surroundings.Dashboard, dialog),
            LinkSaying.LaterThen => WithLink(Language.Format(LinkTexts.LaterText, MaskedAddress.OnCard(at.Account!.Address))),
            LinkSaying.Cancelled => WithLink(LinkTexts.CancelledText),
            _ => NotNow(at),
        };
        return new Reply(card.FallbackText ?? "", card);
    }

    /// <summary>What is known of the person's account while no dialog is open.</summary>
    /// <param name="note">What comes first; null = nothing.</param>
    public static Reply Now(LinkSituation situation, string? note)
    {
        var card = situation switch
        {
            { Link: { ReportedAt: { } reported, ConfirmedAt: null, Address: var address } } =>
                LinkCards.Waiting(situation, address, reported, situation.Surroundings.Zone),
            { Standing.CountsFrom: not null } => LinkCards.Linked(situation),
            _ => WithLink(LinkTexts.ExplainWhy),
        };
        return new Reply(note ?? card.FallbackText ?? "", note is null ? card : card with { Body = [new TextBlock(note), .. card.Body] });
    }

    public static Reply WithoutSignIn(LinkSituation situation)
    {
        var text = Language.Format(LinkTexts.NoSignIn, Phrases.Wait(situation.Edition.AssociationWait));
        return new Reply(text, LinkCards.Note(
            text, new OpenUrlAction(LinkTexts.ButtonOpenCenter, situation.Surroundings.Dashboard), new ExecuteAction(Texts.ButtonStatus, "status/show")));
    }

    public static Reply Unreachable(LinkPosition at) => new(LinkTexts.SignInUnreachable, LinkCards.Note(
        LinkTexts.SignInUnreachable, new OpenUrlAction(LinkTexts.ButtonOpenCenter, at.Situation.Surroundings.Dashboard)));

    /// <summary>A few words that say what is waited for.</summary>
    public static Reply Where(LinkPosition at)
    {
        var text = at.Step switch
        {
            LinkStep.SignIn => LinkTexts.WhereSignIn,
            LinkStep.Confirm => Language.Format(LinkTexts.WhereConfirm, MaskedAddress.OnCard(at.Account!.Address)),
            LinkStep.PartnerCenter => LinkTexts.WherePartnerCenter,
            _ => LinkTexts.WhereExplain,
        };
        return new Reply(text, LinkCards.Note(
            text,
            new ExecuteAction(LinkTexts.ButtonContinue, LinkCommand.Info.ShowVerb),
            LinkCards.Button(LinkTexts.ButtonCancel, "link/cancel", at.Open.Id)));
    }

    private static AdaptiveCard NotNow(LinkPosition at)
    {
        var here = Where(at).Card!;
        return here with { Body = [new TextBlock(LinkTexts.NotNowText), .. here.Body] };
    }

    private static AdaptiveCard WithLink(string text) => LinkCards.Note(text, new ExecuteAction(Texts.ButtonLinkAccount, LinkCommand.Info.ShowVerb));
}
