using CompetencyBot.Features.AccountLink.Dialog;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>Every transition of the dialog, one a line.</summary>
public sealed class LinkAccountDialogTests
{
    public static TheoryData<LinkStep, LinkInput, LinkStep?, LinkDeed, LinkSaying> Transitions => new()
    {
        { LinkStep.Explain, LinkInput.Show, LinkStep.Explain, LinkDeed.Nothing, LinkSaying.Explanation },
        { LinkStep.Explain, LinkInput.Begin, LinkStep.SignIn, LinkDeed.Invite, LinkSaying.Invitation },
        { LinkStep.Explain, LinkInput.Back, LinkStep.Explain, LinkDeed.Nothing, LinkSaying.Explanation },
        { LinkStep.Explain, LinkInput.Cancel, null, LinkDeed.Drop, LinkSaying.Cancelled },
        { LinkStep.Explain, LinkInput.SignedIn, LinkStep.Explain, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.Explain, LinkInput.SignedInAsColleague, LinkStep.Explain, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.Explain, LinkInput.WrongCode, LinkStep.Explain, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.Explain, LinkInput.AwaitCode, LinkStep.Explain, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.Explain, LinkInput.SignInGivenUp, LinkStep.Explain, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.Explain, LinkInput.Confirm, LinkStep.Explain, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.Explain, LinkInput.Done, LinkStep.Explain, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.Explain, LinkInput.Later, LinkStep.Explain, LinkDeed.Nothing, LinkSaying.NotNow },

        { LinkStep.SignIn, LinkInput.Show, LinkStep.SignIn, LinkDeed.Invite, LinkSaying.Invitation },
        { LinkStep.SignIn, LinkInput.Begin, LinkStep.SignIn, LinkDeed.Invite, LinkSaying.Invitation },
        { LinkStep.SignIn, LinkInput.SignedIn, LinkStep.Confirm, LinkDeed.Nothing, LinkSaying.WhoSignedIn },
        { LinkStep.SignIn, LinkInput.SignedInAsColleague, LinkStep.SignIn, LinkDeed.Refuse, LinkSaying.OfColleague },
        { LinkStep.SignIn, LinkInput.WrongCode, LinkStep.SignIn, LinkDeed.Nothing, LinkSaying.CodeAgain },
        { LinkStep.SignIn, LinkInput.AwaitCode, LinkStep.SignIn, LinkDeed.Nothing, LinkSaying.CodeAgain },
        { LinkStep.SignIn, LinkInput.SignInGivenUp, LinkStep.SignIn, LinkDeed.Invite, LinkSaying.SignInGivenUp },
        { LinkStep.SignIn, LinkInput.Back, LinkStep.Explain, LinkDeed.Withdraw, LinkSaying.Explanation },
        { LinkStep.SignIn, LinkInput.Cancel, null, LinkDeed.Drop, LinkSaying.Cancelled },
        { LinkStep.SignIn, LinkInput.Confirm, LinkStep.SignIn, LinkDeed.Invite, LinkSaying.Invitation },
        { LinkStep.SignIn, LinkInput.Done, LinkStep.SignIn, LinkDeed.Invite, LinkSaying.Invitation },
        { LinkStep.SignIn, LinkInput.Later, LinkStep.SignIn, LinkDeed.Invite, LinkSaying.Invitation },

        { LinkStep.Confirm, LinkInput.Show, LinkStep.Confirm, LinkDeed.Nothing, LinkSaying.WhoSignedIn },
        { LinkStep.Confirm, LinkInput.Confirm, LinkStep.PartnerCenter, LinkDeed.Keep, LinkSaying.PartnerCenter },
        { LinkStep.Confirm, LinkInput.SignedInAsColleague, LinkStep.SignIn, LinkDeed.Refuse, LinkSaying.OfColleague },
        { LinkStep.Confirm, LinkInput.Begin, LinkStep.SignIn, LinkDeed.Invite, LinkSaying.Invitation },
        { LinkStep.Confirm, LinkInput.Back, LinkStep.SignIn, LinkDeed.Invite, LinkSaying.Invitation },
        { LinkStep.Confirm, LinkInput.Cancel, null, LinkDeed.Drop, LinkSaying.Cancelled },
        { LinkStep.Confirm, LinkInput.SignedIn, LinkStep.Confirm, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.Confirm, LinkInput.WrongCode, LinkStep.Confirm, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.Confirm, LinkInput.AwaitCode, LinkStep.Confirm, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.Confirm, LinkInput.SignInGivenUp, LinkStep.Confirm, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.Confirm, LinkInput.Done, LinkStep.Confirm, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.Confirm, LinkInput.Later, LinkStep.Confirm, LinkDeed.Nothing, LinkSaying.NotNow },

        { LinkStep.PartnerCenter, LinkInput.Show, LinkStep.PartnerCenter, LinkDeed.Nothing, LinkSaying.PartnerCenter },
        { LinkStep.PartnerCenter, LinkInput.Confirm, LinkStep.PartnerCenter, LinkDeed.Nothing, LinkSaying.PartnerCenter },
        { LinkStep.PartnerCenter, LinkInput.Done, null, LinkDeed.Report, LinkSaying.Waiting },
        { LinkStep.PartnerCenter, LinkInput.Later, null, LinkDeed.Nothing, LinkSaying.LaterThen },
        { LinkStep.PartnerCenter, LinkInput.Back, LinkStep.Confirm, LinkDeed.Nothing, LinkSaying.WhoSignedIn },
        { LinkStep.PartnerCenter, LinkInput.Begin, LinkStep.SignIn, LinkDeed.Invite, LinkSaying.Invitation },
        { LinkStep.PartnerCenter, LinkInput.Cancel, null, LinkDeed.Drop, LinkSaying.Cancelled },
        { LinkStep.PartnerCenter, LinkInput.SignedIn, LinkStep.PartnerCenter, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.PartnerCenter, LinkInput.SignedInAsColleague, LinkStep.PartnerCenter, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.PartnerCenter, LinkInput.WrongCode, LinkStep.PartnerCenter, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.PartnerCenter, LinkInput.AwaitCode, LinkStep.PartnerCenter, LinkDeed.Nothing, LinkSaying.NotNow },
        { LinkStep.PartnerCenter, LinkInput.SignInGivenUp, LinkStep.PartnerCenter, LinkDeed.Nothing, LinkSaying.NotNow },
    };

    [Theory]
    [MemberData(nameof(Transitions))]
    public void Each_step_answers_each_input(LinkStep step, LinkInput input, LinkStep? next, LinkDeed deed, LinkSaying saying) =>
        Assert.Equal(new LinkMove(next, deed, saying), LinkAccountDialog.Next(step, input));

    [Fact]
    public void No_transition_is_left_out() => Assert.Equal(
        from step in Enum.GetValues<LinkStep>() from input in Enum.GetValues<LinkInput>() orderby step, input select (step, input),
        Transitions.Select(row => (row.Data.Item1, row.Data.Item2)).OrderBy(each => each));

    [Fact]
    public void Nothing_is_reported_or_kept_before_the_person_has_said_so()
    {
        var deeds = Transitions.Select(row => row.Data).ToLookup(row => row.Item4, row => (row.Item1, row.Item2));

        Assert.Equal([(LinkStep.PartnerCenter, LinkInput.Done)], deeds[LinkDeed.Report]);
        Assert.Equal([(LinkStep.Confirm, LinkInput.Confirm)], deeds[LinkDeed.Keep]);
    }
}
