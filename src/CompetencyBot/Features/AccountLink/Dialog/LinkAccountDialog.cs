namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary>Where somebody is on the way to a linked account; kept in the database by name.</summary>
public enum LinkStep
{
    /// <summary>What linking does and what it costs.</summary>
    Explain,

    /// <summary>The person is sent to the sign-in; its code is waited for.</summary>
    SignIn,

    /// <summary>Who signed in, and what will happen.</summary>
    Confirm,

    /// <summary>What only Partner Center can do.</summary>
    PartnerCenter,
}

/// <summary>What the person, or the sign-in, has done.</summary>
public enum LinkInput
{
    /// <summary>Where was I?</summary>
    Show,

    /// <summary>Go to the sign-in, for the first time or with another account.</summary>
    Begin,

    /// <summary>The sign-in has proved an account that may be theirs.</summary>
    SignedIn,

    /// <summary>The sign-in has proved an account that is a colleague's.</summary>
    SignedInAsColleague,

    /// <summary>A code that is wrong, too early or too late.</summary>
    WrongCode,

    /// <summary>Somebody has signed in, and the code has not come back yet.</summary>
    AwaitCode,

    /// <summary>The window of the sign-in was closed.</summary>
    SignInGivenUp,

    Confirm,

    /// <summary>Done in Partner Center.</summary>
    Done,

    /// <summary>Partner Center another time.</summary>
    Later,

    Back,
    Cancel,
}

/// <summary>What has to be done before the answer is given.</summary>
public enum LinkDeed
{
    Nothing,

    /// <summary>A new link to the sign-in; those given before are worth nothing any more.</summary>
    Invite,

    /// <summary>Links given before are worth nothing any more.</summary>
    Withdraw,

    /// <summary>The account is the person's from now on.</summary>
    Keep,

    /// <summary>Nobody's account changes; the admins are told.</summary>
    Refuse,

    /// <summary>The person says that it is associated.</summary>
    Report,

    /// <summary>What was kept in this dialog is not, and links given before are worth nothing any more.</summary>
    Drop,
}

/// <summary>What the person is shown.</summary>
public enum LinkSaying
{
    Explanation,
    Invitation,
    CodeAgain,
    SignInGivenUp,
    OfColleague,
    WhoSignedIn,
    PartnerCenter,
    Waiting,
    LaterThen,
    Cancelled,

    /// <summary>That was of no use at this step: here is what is.</summary>
    NotNow,
}

/// <param name="Step">Null = the dialog is over.</param>
public sealed record LinkMove(LinkStep? Step, LinkDeed Deed, LinkSaying Saying);

/// <summary>
/// The dialog in which somebody links their Microsoft account: explanation, sign-in, confirmation, Partner Center, and a report of it. Pure: each move
/// follows from the step and the input alone.
/// </summary>
public static class LinkAccountDialog
{
    public static LinkMove Next(LinkStep step, LinkInput input) => (step, input) switch
    {
        (_, LinkInput.Show) => At(step),
        (_, LinkInput.Cancel) => new(null, LinkDeed.Drop, LinkSaying.Cancelled),

        (LinkStep.Explain, LinkInput.Begin) => At(LinkStep.SignIn),
        (LinkStep.Explain, LinkInput.Back) => At(LinkStep.Explain),

        (LinkStep.SignIn, LinkInput.Begin) => At(LinkStep.SignIn),
        (LinkStep.SignIn, LinkInput.SignedIn) => At(LinkStep.Confirm),
        (LinkStep.SignIn, LinkInput.SignedInAsColleague) => new(LinkStep.SignIn, LinkDeed.Refuse, LinkSaying.OfColleague),
        (LinkStep.SignIn, LinkInput.WrongCode or LinkInput.AwaitCode) => new(LinkStep.SignIn, LinkDeed.Nothing, LinkSaying.CodeAgain),
        (LinkStep.SignIn, LinkInput.SignInGivenUp) => new(LinkStep.SignIn, LinkDeed.Invite, LinkSaying.SignInGivenUp),
        (LinkStep.SignIn, LinkInput.Back) => new(LinkStep.Explain, LinkDeed.Withdraw, LinkSaying.Explanation),

        (LinkStep.Confirm, LinkInput.Confirm) => new(LinkStep.PartnerCenter, LinkDeed.Keep, LinkSaying.PartnerCenter),
        // Somebody else was faster: what was theirs to confirm a moment ago is not any more.
        (LinkStep.Confirm, LinkInput.SignedInAsColleague) => new(LinkStep.SignIn, LinkDeed.Refuse, LinkSaying.OfColleague),
        (LinkStep.Confirm, LinkInput.Begin or LinkInput.Back) => At(LinkStep.SignIn),

        (LinkStep.PartnerCenter, LinkInput.Confirm) => At(LinkStep.PartnerCenter), // pressed twice
        (LinkStep.PartnerCenter, LinkInput.Done) => new(null, LinkDeed.Report, LinkSaying.Waiting),
        (LinkStep.PartnerCenter, LinkInput.Later) => new(null, LinkDeed.Nothing, LinkSaying.LaterThen),
        (LinkStep.PartnerCenter, LinkInput.Back) => At(LinkStep.Confirm),
        (LinkStep.PartnerCenter, LinkInput.Begin) => At(LinkStep.SignIn),

        _ => At(step) with { Saying = step == LinkStep.SignIn ? LinkSaying.Invitation : LinkSaying.NotNow },
    };

    private static LinkMove At(LinkStep step) => step switch
    {
        LinkStep.Explain => new(step, LinkDeed.Nothing, LinkSaying.Explanation),
        LinkStep.SignIn => new(step, LinkDeed.Invite, LinkSaying.Invitation), // the link of the last invitation is known to nobody here
        LinkStep.Confirm => new(step, LinkDeed.Nothing, LinkSaying.WhoSignedIn),
        LinkStep.PartnerCenter => new(step, LinkDeed.Nothing, LinkSaying.PartnerCenter),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };
}
