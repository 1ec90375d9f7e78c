using CompetencyBot.BotFramework.Files;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>
/// Layer before the commands: answers the files of a message with one card, and has them read. The words beside a file are a comment on it, unless they are a
/// command, which is then answered too.
/// </summary>
public sealed class ReceiveFiles(ViewerFinder viewers, FileIntake intake, JobStarter jobs, CommandWords words, Answers answers) : ITurnMiddleware
{
    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (turn.Activity.Type != ActivityTypes.Message || FileAttachments.Of(turn.Activity) is not { Count: > 0 } files)
            return await next(cancellationToken);

        await AnswerAsync(turn, files, cancellationToken);
        return IsCommand(turn.Activity) ? await next(cancellationToken) : null;
    }

    private async Task AnswerAsync(Turn turn, IReadOnlyList<AttachedFile> files, CancellationToken cancellationToken)
    {
        var viewer = await viewers.FindAsync(turn, cancellationToken);
        using var language = Language.Use(viewer.LocaleOr(turn.Activity));
        var reply = await ReplyToAsync(viewer, turn.Activity.IsPersonal, files, cancellationToken);
        await answers.SendAsync(turn, reply, cancellationToken);
    }

    private async Task<Reply> ReplyToAsync(
        Viewer viewer, bool isPersonal, IReadOnlyList<AttachedFile> files, CancellationToken cancellationToken)
    {
        if (!viewer.MayUse(ImportCommand.Info.Audience))
            return new Reply(Language.Format(Texts.OnlyForAdmins, ImportCommand.Info.Name));
        if (!isPersonal)
            return new Reply(Texts.FilesOnlyInOwnChat);
        var taken = await intake.TakeAsync([.. files.Take(FileIntake.MostFiles)], viewer, cancellationToken);
        if (taken.Kept.Count > 0)
            await jobs.PreviewAsync(viewer, taken.Kept, cancellationToken);
        var left = files.Skip(FileIntake.MostFiles).Select(file => file.Name);
        return new Reply(Texts.FilesTitle, ReceivedFilesCard.For(taken.Receipts, [.. left]));
    }

    // "import, please" beside a file says what its card offers anyway.
    private bool IsCommand(InboundActivity activity) =>
        words.FindByText(Wording.Normalise(Mentions.Remove(activity))) is var (command, _) && command != ImportCommand.Info;
}
