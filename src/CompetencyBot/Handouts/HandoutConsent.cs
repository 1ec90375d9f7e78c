using CompetencyBot.BotFramework.Files;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Conversation;

namespace CompetencyBot.Handouts;

/// <summary>Layer that hands a file over when the person to whom it was offered agrees; what else is agreed to is not its own.</summary>
public sealed class HandoutConsent(IEnumerable<Handout> handouts, ViewerFinder viewers, FileUpload upload, Answers answers, IServiceProvider services) : ITurnMiddleware
{
    private static readonly InvokeResponse Taken = new(StatusCodes.Status200OK);

    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (turn.Activity is not { Type: ActivityTypes.Invoke, Name: InvokeNames.FileConsent }
            || FileConsent.Of(turn.Activity) is not { } consent
            || handouts.FirstOrDefault(handout => handout.Key == consent.ContextText(Handout.FileKey)) is not { } asked)
            return await next(cancellationToken);

        var viewer = await viewers.FindAsync(turn, cancellationToken);
        using var language = Language.Use(viewer.LocaleOr(turn.Activity));
        if (consent.Action == FileConsent.Accept)
            await HandOverAsync(turn, asked, viewer, consent, cancellationToken);
        return Taken;
    }

    private async Task HandOverAsync(Turn turn, Handout handout, Viewer viewer, FileConsent consent, CancellationToken cancellationToken)
    {
        if (!viewer.MayUse(handout.Command.Audience))
        {
            await answers.SendAsync(turn, new Reply(Language.Format(Texts.OnlyForAdmins, handout.Command.Name)), cancellationToken);
            return;
        }

        if (!turn.Activity.IsPersonal)
        {
            await answers.SendAsync(turn, new Reply(Language.Format(Texts.OnlyInPersonalChat, handout.Command.Name)), cancellationToken);
            return;
        }

        if (handout.TakingAsync is { } taking)
            await taking(services, viewer, cancellationToken);
        var bytes = await handout.WriteAsync(services, viewer, consent.ContextText(Handout.AboutKey), cancellationToken);
        if (await upload.PutAsync(consent.UploadInfo?.UploadUrl, bytes, cancellationToken))
            await answers.SendAsync(turn, [FileOffer.Uploaded(consent.UploadInfo!)], cancellationToken);
        else
            await answers.SendAsync(turn, new Reply(HandoutTexts.NotTaken), cancellationToken);
    }
}
