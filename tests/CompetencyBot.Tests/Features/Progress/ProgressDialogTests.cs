using CompetencyBot.Features.Progress;

namespace CompetencyBot.Tests.Features.Progress;

/// <summary>Every transition of the dialog, one a line.</summary>
public sealed class ProgressDialogTests
{
    public static TheoryData<ProgressStep, ProgressInput, ProgressStep?, ProgressSaying> Transitions => new()
    {
        { ProgressStep.Overview, ProgressInput.Overview, ProgressStep.Overview, ProgressSaying.Overview },
        { ProgressStep.Overview, ProgressInput.Choose, ProgressStep.Choose, ProgressSaying.Choice },
        { ProgressStep.Overview, ProgressInput.Competency, ProgressStep.Detail, ProgressSaying.Competency },
        { ProgressStep.Overview, ProgressInput.Team, ProgressStep.Detail, ProgressSaying.Team },
        { ProgressStep.Overview, ProgressInput.Where, ProgressStep.Overview, ProgressSaying.Overview },
        { ProgressStep.Overview, ProgressInput.Back, ProgressStep.Overview, ProgressSaying.Overview },
        { ProgressStep.Overview, ProgressInput.Cancel, null, ProgressSaying.Left },

        { ProgressStep.Choose, ProgressInput.Overview, ProgressStep.Overview, ProgressSaying.Overview },
        { ProgressStep.Choose, ProgressInput.Choose, ProgressStep.Choose, ProgressSaying.Choice },
        { ProgressStep.Choose, ProgressInput.Competency, ProgressStep.Detail, ProgressSaying.Competency },
        { ProgressStep.Choose, ProgressInput.Team, ProgressStep.Detail, ProgressSaying.Team },
        { ProgressStep.Choose, ProgressInput.Where, ProgressStep.Choose, ProgressSaying.Choice },
        { ProgressStep.Choose, ProgressInput.Back, ProgressStep.Overview, ProgressSaying.Overview },
        { ProgressStep.Choose, ProgressInput.Cancel, null, ProgressSaying.Left },

        { ProgressStep.Detail, ProgressInput.Overview, ProgressStep.Overview, ProgressSaying.Overview },
        { ProgressStep.Detail, ProgressInput.Choose, ProgressStep.Choose, ProgressSaying.Choice },
        { ProgressStep.Detail, ProgressInput.Competency, ProgressStep.Detail, ProgressSaying.Competency },
        { ProgressStep.Detail, ProgressInput.Team, ProgressStep.Detail, ProgressSaying.Team },
        { ProgressStep.Detail, ProgressInput.Where, ProgressStep.Choose, ProgressSaying.Choice },
        { ProgressStep.Detail, ProgressInput.Back, ProgressStep.Choose, ProgressSaying.Choice },
        { ProgressStep.Detail, ProgressInput.Cancel, null, ProgressSaying.Left },
    };

    [Theory]
    [MemberData(nameof(Transitions))]
    public void Each_input_at_each_step_leads_to_one_answer(ProgressStep step, ProgressInput input, ProgressStep? next, ProgressSaying saying) =>
        Assert.Equal(new ProgressMove(next, saying), ProgressDialog.Next(step, input));

    [Fact]
    public void No_transition_is_left_out() => Assert.Equal(
        from step in Enum.GetValues<ProgressStep>() from input in Enum.GetValues<ProgressInput>() orderby step, input select (step, input),
        from row in Transitions orderby row.Data.Item1, row.Data.Item2 select (row.Data.Item1, row.Data.Item2));
}
