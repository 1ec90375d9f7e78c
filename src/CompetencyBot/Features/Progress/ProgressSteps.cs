using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Progress;

/// <summary>
/// Keeps where somebody is in <see cref="ProgressDialog"/>, in each conversation by itself. A look at progress never takes the place of another dialog, which
/// may wait for something; it is answered beside it.
/// </summary>
public sealed class ProgressSteps(OpenDialogs dialogs)
{
    /// <summary>Moves on. Two inputs at once both get their answer; where the dialog stands afterwards is where one of them left it.</summary>
    public async Task<ProgressSaying> TakeAsync(Viewer viewer, ProgressInput input, CancellationToken cancellationToken)
    {
        var open = await dialogs.FindAsync(viewer, cancellationToken);
        var own = open?.Name == ProgressCommand.Info.Name ? open : null;
        var move = ProgressDialog.Next(Enum.TryParse<ProgressStep>(own?.Step, out var step) ? step : ProgressStep.Overview, input);
        switch (move.Step)
        {
            case null when own is not null:
                await dialogs.CloseAsync(own, cancellationToken);
                break;
            case { } to when own is not null:
                await dialogs.MoveAsync(own, $"{to}", null, cancellationToken);
                break;
            case { } to when open is null:
                await dialogs.OpenAsync(viewer, ProgressCommand.Info.Name, $"{to}", null, cancellationToken);
                break;
        }

        return move.Saying;
    }
}
