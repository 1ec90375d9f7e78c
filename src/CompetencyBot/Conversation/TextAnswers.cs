using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Storage;

namespace CompetencyBot.Conversation;

/// <summary>
/// Answers a text: the words of a command first, then those that an open dialog waits for, then what was guessed. Behind the answer to something else stands
/// what the open dialog still waits for.
/// </summary>
public sealed class TextAnswers(
    CommandWords words, TypedWords typedWords, CompetencyNames competencies, UnknownWords unknownWords, OpenDialogs dialogs, CommandRun run)
{
    /// <param name="typed">As typed, without the mention of the bot.</param>
    /// <returns>At least one.</returns>
    public async Task<IReadOnlyList<Reply>> AnswerAsync(Turn turn, Viewer viewer, string typed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(viewer);
        var text = Wording.Normalise(typed);
        var request = new Request(viewer, null, "", null, turn.Activity.IsPersonal) { Typed = typed };
        var open = await dialogs.FindAsync(viewer, cancellationToken);
        var meant = typedWords.Read(typed);
        var isName = competencies.IsName(text);
        if ((isName || !meant.IsPlain) && open is not null && LeaderOf(open) is { } leader
            && (leader.TakesText?.Invoke(open, text) == true || (isName && leader.TakesCompetency?.Invoke(open) == true)))
            return [await run.AnswerAsync(turn, leader, request with { Action = DialogActions.Text, Argument = text }, cancellationToken)];
        var reply = meant.Command is { } command
            ? await run.AnswerAsync(turn, command, request with { Argument = meant.Argument }, cancellationToken)
            : unknownWords.Answer(text, meant.Understood, viewer, turn.Activity.IsPersonal);
        return [reply, .. await ResumeAsync(turn, open, meant.Command, request, cancellationToken)];
    }

    /// <summary>After something else was asked, what the open dialog waits for; nothing when that was its own command, or closed it.</summary>
    /// <param name="open">As it was before the question.</param>
    private async Task<Reply[]> ResumeAsync(Turn turn, OpenDialog? open, CommandInfo? asked, Request request, CancellationToken cancellationToken) =>
        open is null || asked?.Name == open.Name || asked == CancelCommand.Info || asked == BackCommand.Info
            || LeaderOf(open) is not { } leader || leader.OffersToGoOn?.Invoke(open) == false || (await dialogs.FindAsync(request.Viewer, cancellationToken))?.Id != open.Id
            ? []
            : [await run.AnswerAsync(turn, leader, request with { Action = DialogActions.Where }, cancellationToken)];

    private CommandInfo? LeaderOf(OpenDialog open) => words.All.FirstOrDefault(command => command.Name == open.Name);
}
