using CompetencyBot.Features.Upgrade.Dialog;

namespace CompetencyBot.Tests.Features.Upgrade;

/// <summary>Every transition of the dialog, one a line.</summary>
public sealed class UpgradeDialogTests
{
    public static TheoryData<UpgradeStep, UpgradeInput, UpgradeStep?, UpgradeSaying> Transitions => new()
    {
        { UpgradeStep.Choose, UpgradeInput.Show, UpgradeStep.Choose, UpgradeSaying.Choice },
        { UpgradeStep.Choose, UpgradeInput.Choose, UpgradeStep.Ways, UpgradeSaying.Ways },
        { UpgradeStep.Choose, UpgradeInput.Unclear, UpgradeStep.Choose, UpgradeSaying.Choice },
        { UpgradeStep.Choose, UpgradeInput.Suppose, UpgradeStep.Choose, UpgradeSaying.NotNow },
        { UpgradeStep.Choose, UpgradeInput.Answer, UpgradeStep.Choose, UpgradeSaying.NotNow },
        { UpgradeStep.Choose, UpgradeInput.Faulty, UpgradeStep.Choose, UpgradeSaying.NotNow },
        { UpgradeStep.Choose, UpgradeInput.Nudge, UpgradeStep.Choose, UpgradeSaying.NotNow },
        { UpgradeStep.Choose, UpgradeInput.Send, UpgradeStep.Choose, UpgradeSaying.NotNow },
        { UpgradeStep.Choose, UpgradeInput.Back, UpgradeStep.Choose, UpgradeSaying.Choice },
        { UpgradeStep.Choose, UpgradeInput.Cancel, null, UpgradeSaying.Cancelled },

        { UpgradeStep.Ways, UpgradeInput.Show, UpgradeStep.Ways, UpgradeSaying.Ways },
        { UpgradeStep.Ways, UpgradeInput.Choose, UpgradeStep.Ways, UpgradeSaying.Ways },
        { UpgradeStep.Ways, UpgradeInput.Unclear, UpgradeStep.Choose, UpgradeSaying.Choice },
        { UpgradeStep.Ways, UpgradeInput.Suppose, UpgradeStep.Suppose, UpgradeSaying.Form },
        { UpgradeStep.Ways, UpgradeInput.Answer, UpgradeStep.Ways, UpgradeSaying.NotNow },
        { UpgradeStep.Ways, UpgradeInput.Faulty, UpgradeStep.Ways, UpgradeSaying.NotNow },
        { UpgradeStep.Ways, UpgradeInput.Nudge, UpgradeStep.Ways, UpgradeSaying.NotNow },
        { UpgradeStep.Ways, UpgradeInput.Send, UpgradeStep.Ways, UpgradeSaying.NotNow },
        { UpgradeStep.Ways, UpgradeInput.Back, UpgradeStep.Choose, UpgradeSaying.Choice },
        { UpgradeStep.Ways, UpgradeInput.Cancel, null, UpgradeSaying.Cancelled },

        { UpgradeStep.Suppose, UpgradeInput.Show, UpgradeStep.Suppose, UpgradeSaying.Form },
        { UpgradeStep.Suppose, UpgradeInput.Choose, UpgradeStep.Ways, UpgradeSaying.Ways },
        { UpgradeStep.Suppose, UpgradeInput.Unclear, UpgradeStep.Choose, UpgradeSaying.Choice },
        { UpgradeStep.Suppose, UpgradeInput.Suppose, UpgradeStep.Suppose, UpgradeSaying.Form },
        { UpgradeStep.Suppose, UpgradeInput.Answer, UpgradeStep.Result, UpgradeSaying.Result },
        { UpgradeStep.Suppose, UpgradeInput.Faulty, UpgradeStep.Suppose, UpgradeSaying.Form },
        { UpgradeStep.Suppose, UpgradeInput.Nudge, UpgradeStep.Suppose, UpgradeSaying.NotNow },
        { UpgradeStep.Suppose, UpgradeInput.Send, UpgradeStep.Suppose, UpgradeSaying.NotNow },
        { UpgradeStep.Suppose, UpgradeInput.Back, UpgradeStep.Ways, UpgradeSaying.Ways },
        { UpgradeStep.Suppose, UpgradeInput.Cancel, null, UpgradeSaying.Cancelled },

        { UpgradeStep.Result, UpgradeInput.Show, UpgradeStep.Result, UpgradeSaying.Result },
        { UpgradeStep.Result, UpgradeInput.Choose, UpgradeStep.Ways, UpgradeSaying.Ways },
        { UpgradeStep.Result, UpgradeInput.Unclear, UpgradeStep.Choose, UpgradeSaying.Choice },
        { UpgradeStep.Result, UpgradeInput.Suppose, UpgradeStep.Suppose, UpgradeSaying.Form },
        { UpgradeStep.Result, UpgradeInput.Answer, UpgradeStep.Result, UpgradeSaying.Result },
        { UpgradeStep.Result, UpgradeInput.Faulty, UpgradeStep.Suppose, UpgradeSaying.Form },
        { UpgradeStep.Result, UpgradeInput.Nudge, UpgradeStep.Nudge, UpgradeSaying.Question },
        { UpgradeStep.Result, UpgradeInput.Send, UpgradeStep.Result, UpgradeSaying.NotNow },
        { UpgradeStep.Result, UpgradeInput.Back, UpgradeStep.Suppose, UpgradeSaying.Form },
        { UpgradeStep.Result, UpgradeInput.Cancel, null, UpgradeSaying.Cancelled },

        { UpgradeStep.Nudge, UpgradeInput.Show, UpgradeStep.Nudge, UpgradeSaying.Question },
        { UpgradeStep.Nudge, UpgradeInput.Choose, UpgradeStep.Ways, UpgradeSaying.Ways },
        { UpgradeStep.Nudge, UpgradeInput.Unclear, UpgradeStep.Choose, UpgradeSaying.Choice },
        { UpgradeStep.Nudge, UpgradeInput.Suppose, UpgradeStep.Suppose, UpgradeSaying.Form },
        { UpgradeStep.Nudge, UpgradeInput.Answer, UpgradeStep.Nudge, UpgradeSaying.NotNow },
        { UpgradeStep.Nudge, UpgradeInput.Faulty, UpgradeStep.Nudge, UpgradeSaying.NotNow },
        { UpgradeStep.Nudge, UpgradeInput.Nudge, UpgradeStep.Nudge, UpgradeSaying.Question },
        { UpgradeStep.Nudge, UpgradeInput.Send, null, UpgradeSaying.Sent },
        { UpgradeStep.Nudge, UpgradeInput.Back, UpgradeStep.Result, UpgradeSaying.Result },
        { UpgradeStep.Nudge, UpgradeInput.Cancel, null, UpgradeSaying.Cancelled },
    };

    [Theory]
    [MemberData(nameof(Transitions))]
    public void Each_step_answers_each_input(UpgradeStep step, UpgradeInput input, UpgradeStep? next, UpgradeSaying saying) =>
        Assert.Equal(new UpgradeMove(next, saying), UpgradeDialog.Next(step, input));

    [Fact]
    public void No_transition_is_left_out() => Assert.Equal(
        from step in Enum.GetValues<UpgradeStep>() from input in Enum.GetValues<UpgradeInput>() orderby step, input select (step, input),
        Transitions.Select(row => (row.Data.Item1, row.Data.Item2)).OrderBy(each => each));

    [Fact]
    public void Nobody_is_asked_before_the_person_has_seen_who_gets_what() => Assert.Equal(
        [(UpgradeStep.Nudge, UpgradeInput.Send)],
        Transitions.Select(row => row.Data).Where(row => row.Item4 == UpgradeSaying.Sent).Select(row => (row.Item1, row.Item2)));
}
