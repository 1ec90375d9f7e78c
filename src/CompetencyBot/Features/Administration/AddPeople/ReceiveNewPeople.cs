using CompetencyBot.BotFramework.Files;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Conversation;
using CompetencyBot.Features.Administration.Imports;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>
/// Layer before that of all files: takes one that is called as a file of new people is, or beside which <c>add people</c> is written, and while the form is open each that has the
/// columns. Whatever else is sent, wherever and by whomever, is that layer's.
/// </summary>
public sealed class ReceiveNewPeople(ViewerFinder viewers, FileDownload download, AddDialog dialog, CommandWords words, Answers answers) : ITurnMiddleware
{
    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (turn.Activity is not { Type: ActivityTypes.Message, IsPersonal: true } || FileAttachments.Of(turn.Activity) is not { Count: > 0 } files)
            return await next(cancellationToken);
        var viewer = await viewers.FindAsync(turn, cancellationToken);
        using var language = Language.Use(viewer.LocaleOr(turn.Activity));
        if (!viewer.MayUse(AddPeopleCommand.Info.Audience) || await AnswerAsync(files, IsOrdered(turn.Activity), viewer, cancellationToken) is not { } reply)
            return await next(cancellationToken);
        await answers.SendAsync(turn, reply, cancellationToken);
        return null;
    }

    /// <returns>Null for what is not for this layer.</returns>
    private async Task<Reply?> AnswerAsync(IReadOnlyList<AttachedFile> files, bool isOrdered, Viewer viewer, CancellationToken cancellationToken)
    {
        var isMeant = isOrdered || files.Any(file => NewPeopleFile.IsNamed(file.Name));
        if (files.Count > 1)
            return isMeant ? new Reply(AddPeopleTexts.FileAlone) : null;
        if (!isMeant && !await dialog.WaitsAsync(viewer, cancellationToken))
            return null;
        await foreach (var result in download.FetchAsync(files, cancellationToken))
            return await AnswerAsync(result, isMeant, viewer, cancellationToken);
        return null;
    }

    private async Task<Reply?> AnswerAsync(DownloadResult result, bool isMeant, Viewer viewer, CancellationToken cancellationToken)
    {
        if (result is not DownloadResult.Downloaded file)
            return isMeant && result is DownloadResult.Refused refused ? Refused(refused.Name, FileWords.Why(refused.Fault)) : null;
        var kind = FileContent.KindOf(file.Bytes);
        if (FileWords.WhyNot(kind) is { } why)
            return isMeant ? Refused(file.Name, why) : null;
        var text = FileContent.ToUtf8(file.Bytes, kind);
        if (!isMeant && !NewPeopleFile.Fits(text))
            return null;
        var read = NewPeopleFile.Read(text);
        return read.Refusal is { } refusal ? Refused(file.Name, refusal) : await dialog.PlanAsync(read.People, viewer, cancellationToken);
    }

    private bool IsOrdered(InboundActivity activity) =>
        words.FindByText(Wording.Normalise(Mentions.Remove(activity))) is var (command, _) && command == AddPeopleCommand.Info;

    private static Reply Refused(string name, string why)
    {
        var text = Language.Format(AddPeopleTexts.FileRefused, Phrases.Name(name), Phrases.Escape(why));
        return new Reply(text, AddCards.Said(text));
    }
}
