using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Files;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Administration.Told;

/// <summary>Layer that hands the file over when the person to whom it was offered agrees; what else is agreed to is not its own.</summary>
public sealed class ToldHandout(ViewerFinder viewers, ToldCsv csv, FileUpload upload, Answers answers) : ITurnMiddleware
{
    private const string FileKey = "file";
    private const string File = "told";

    private static readonly InvokeResponse Taken = new(StatusCodes.Status200OK);

    /// <summary>Comes back with the person's answer.</summary>
    public static JsonObject Context => new() { [FileKey] = File };

    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (turn.Activity is not { Type: ActivityTypes.Invoke, Name: InvokeNames.FileConsent }
            || FileConsent.Of(turn.Activity) is not { } consent
            || consent.ContextText(FileKey) != File)
            return await next(cancellationToken);

        var viewer = await viewers.FindAsync(turn, cancellationToken);
        using var language = Language.Use(viewer.LocaleOr(turn.Activity));
        if (consent.Action == FileConsent.Accept)
            await HandOverAsync(turn, viewer, consent, cancellationToken);
        return Taken;
    }

    private async Task HandOverAsync(Turn turn, Viewer viewer, FileConsent consent, CancellationToken cancellationToken)
    {
        if (!viewer.MayUse(AdminCommand.Info.Audience) || !turn.Activity.IsPersonal)
        {
            await answers.SendAsync(turn, new Reply(Language.Format(Texts.OnlyForAdmins, AdminCommand.Info.Name)), cancellationToken);
            return;
        }

        var bytes = await csv.WriteAsync(cancellationToken);
        if (await upload.PutAsync(consent.UploadInfo?.UploadUrl, bytes, cancellationToken))
            await answers.SendAsync(turn, [FileOffer.Uploaded(consent.UploadInfo!)], cancellationToken);
        else
            await answers.SendAsync(turn, new Reply(AdminTexts.ToldFileNotTaken), cancellationToken);
    }
}
