using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary><c>add people</c>: new colleagues one by one or from a file, created in the directory or put on a list, never without having been seen first.</summary>
public sealed class AddPeopleCommand(AddDialog dialog, AddAnswers answers, AddedPeopleFiles files, OwnChat ownChat) : ICommand
{
    public const string Check = "check";
    public const string Template = "template";
    public const string Create = "create";
    public const string WriteList = "list";
    public const string Discard = "discard";
    public const string Log = "log";
    public const string DownloadList = "download";
    public const string Done = "done";

    public static CommandInfo Info { get; } = new(
        "add people", ["addpeople", "新增人員"], Audience.Admins, () => AddPeopleTexts.HelpOfAddPeople, () => AddPeopleTexts.ButtonAddPeople)
    {
        Group = HelpGroup.Administration,
        Actions =
        [
            "show", Check, Template, Create, WriteList, Discard, Log, DownloadList, Done, OwnChat.Action, DialogActions.Where, DialogActions.Back, DialogActions.Cancel,
        ],
    };

    public static string VerbOf(string action) => $"{Info.Name}/{action}";

    public Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.IsPersonal)
            return ownChat.AnswerAsync(request, Elsewhere(), cancellationToken);
        return request.Action switch
        {
            Check => dialog.CheckAsync(request, cancellationToken),
            DialogActions.Where => Task.FromResult(AddDialog.Where()),
            DialogActions.Back or DialogActions.Cancel => dialog.CancelAsync(request, cancellationToken),
            Template => files.OfferTemplateAsync(request, cancellationToken),
            DownloadList => files.OfferListAsync(request, cancellationToken),
            Log => files.OfferLogAsync(request, cancellationToken),
            Create or WriteList => answers.ConfirmAsync(request, cancellationToken),
            Discard => answers.DiscardAsync(request, cancellationToken),
            Done => answers.ForgetAsync(request, cancellationToken),
            _ => dialog.BeginAsync(request, cancellationToken),
        };
    }

    private static OwnChatOffer Elsewhere() => new(
        Info.Name, Info.Word, AddPeopleTexts.FormTitle, AddPeopleTexts.OnlyInOwnChat, new ExecuteAction(AddPeopleTexts.ButtonAddPeople, Info.ShowVerb));
}
