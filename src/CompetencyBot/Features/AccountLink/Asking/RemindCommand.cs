using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.Asking;

/// <summary><c>remind unlinked</c>: an admin has everybody asked who is not linked; whoever was asked answers with the buttons of the message.</summary>
public sealed class RemindCommand(
    EvidenceReader reader, UnlinkedPeople people, AskAnswers answers, JobStarter jobs, IOptionsMonitor<AccountLinkOptions> accountLink) : ICommand
{
    public const string Unlinked = "unlinked";
    public const string Confirm = "confirm";
    public const string Later = "later";
    public const string NoExams = "noexams";
    public const string Stop = "stop";
    public const string Undo = "undo";

    private static readonly string[] UnlinkedWords = ["", Unlinked, "who is not linked", "everybody who is not linked", "未連結", "未連結的人", "未連結的人員"];

    public static CommandInfo Info { get; } = new(
        "remind", ["提醒"], Audience.Everybody, () => AskTexts.HelpOfRemind, null)
    {
        PersonalOnly = true,
        ShownTo = Audience.Admins,
        Actions = [Unlinked, Confirm, Later, NoExams, Stop, Undo],
        Example = () => AskTexts.ExampleOfRemind,
        Group = HelpGroup.Administration,
    };

    public static string VerbOf(string action) => $"{Info.Name}/{action}";

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Action is Later or NoExams or Stop or Undo)
            return await answers.AnswerAsync(request, cancellationToken);
        if (request.Action is null && !UnlinkedWords.Contains(request.Argument))
            return NothingElse();
        if (!request.Viewer.IsAdmin)
            return new Reply(Language.Format(Texts.OnlyForAdmins, Info.Name));
        if (request.Action != Confirm)
            return await AskFirstAsync(cancellationToken);
        await jobs.AskUnlinkedAsync(request.Viewer, cancellationToken);
        return new Reply(AskTexts.AskingStarted, RemindCard.Said(AskTexts.AskingStarted));
    }

    private async Task<Reply> AskFirstAsync(CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        var unlinked = await people.ReadAsync(evidence, cancellationToken);
        return new Reply(AskTexts.RemindTitle, RemindCard.For(unlinked, accountLink.CurrentValue.AskAgainAfterDays));
    }

    private static Reply NothingElse() => new(AskTexts.RemindOtherwise, CardParts.Card(
        [new TextBlock(AskTexts.RemindOtherwise)],
        AskTexts.RemindOtherwise,
        new ExecuteAction(Texts.ButtonStatus, "status/show"),
        new ExecuteAction(Texts.ButtonProgress, "progress/show")));
}
