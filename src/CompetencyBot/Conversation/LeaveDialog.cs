using CompetencyBot.BotFramework.Cards;

namespace CompetencyBot.Conversation;

/// <summary><c>cancel</c>: leaves whatever dialog is open here.</summary>
public sealed class CancelCommand(LeaveDialog leave) : ICommand
{
    public static CommandInfo Info { get; } =
        new("cancel", ["取消", "never mind", "算了"], Audience.Everybody, () => Texts.HelpOfCancel, null) { Group = HelpGroup.Talking };

    public Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken) =>
        leave.AnswerAsync(request, DialogActions.Cancel, cancellationToken);
}

/// <summary><c>back</c>: one step back in whatever dialog is open here.</summary>
public sealed class BackCommand(LeaveDialog leave) : ICommand
{
    public static CommandInfo Info { get; } =
        new("back", ["返回", "上一步"], Audience.Everybody, () => Texts.HelpOfBack, null) { Group = HelpGroup.Talking };

    public Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken) =>
        leave.AnswerAsync(request, DialogActions.Back, cancellationToken);
}

/// <summary>Hands the word to the command that leads the open dialog.</summary>
public sealed class LeaveDialog(OpenDialogs dialogs, CommandWords commands, IServiceProvider services)
{
    public async Task<Reply> AnswerAsync(Request request, string action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await dialogs.FindAsync(request.Viewer, cancellationToken) is { } open
            && services.GetKeyedService<ICommand>(open.Name) is { } leader)
            return await leader.AnswerAsync(request with { Action = action, Argument = "" }, cancellationToken);
        var buttons = HelpCard.Buttons(commands.UsableBy(request.Viewer, request.IsPersonal));
        return new Reply(Texts.NothingToCancel, CardParts.Card([new TextBlock(Texts.NothingToCancel)], Texts.NothingToCancel, buttons));
    }
}
