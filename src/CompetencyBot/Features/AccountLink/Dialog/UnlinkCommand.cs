using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Features.AccountLink.SignIn;

namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary><c>unlink</c>: says what it costs, asks, and ends the link here; the association itself ends in Partner Center.</summary>
public sealed class UnlinkCommand(LinkSituations situations, LinkBook book, OwnChat ownChat, SignIns signIns, OpenDialogs dialogs, TimeProvider clock) : ICommand
{
    private const string Confirm = "confirm";
    private const string Keep = "keep";

    public static CommandInfo Info { get; } = new(
        "unlink", ["unlink my account", "unlink account", "disconnect account", "解除連結", "取消連結", "取消關聯"],
        Audience.Everybody, () => LinkTexts.HelpOfUnlink, null)
    { Actions = ["show", Confirm, Keep, OwnChat.Action], Group = HelpGroup.Own, Menu = Menus.Personal };

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.IsPersonal)
            return await ownChat.AnswerAsync(request, LinkCards.InOwnChat(Info), cancellationToken);
        var (situation, refusal) = await situations.FindAsync(request.Viewer, cancellationToken);
        if (situation is null)
            return refusal!;
        if (situation is { Link: null, Standing.CountsFrom: null })
            return new Reply(LinkTexts.NothingToUnlink);
        return request.Action switch
        {
            Confirm => await UnlinkAsync(request, situation, cancellationToken),
            Keep => new Reply(LinkTexts.UnlinkKept, LinkCards.Note(LinkTexts.UnlinkKept, new ExecuteAction(Texts.ButtonStatus, "status/show"))),
            _ => new Reply(LinkTexts.UnlinkTitle, Question(situation)),
        };
    }

    private static AdaptiveCard Question(LinkSituation situation) => CardParts.Card(
        [
            CardParts.Heading(LinkTexts.UnlinkTitle),
            new TextBlock(What(situation)),
            .. situation.Costing is { IsEmpty: false } levels
                ? [new Container([new TextBlock(Language.Format(LinkTexts.UnlinkCosts, LinkCards.LevelsOf(levels)))]) { Style = "attention" }]
                : (CardElement[])[],
        ],
        LinkTexts.UnlinkTitle,
        new ExecuteAction(LinkTexts.ButtonUnlink, $"{Info.Name}/{Confirm}"),
        new ExecuteAction(LinkTexts.ButtonKeep, $"{Info.Name}/{Keep}"));

    private static string What(LinkSituation situation) =>
        (situation.Link?.Address ?? situation.Person.Record.MicrosoftAccount) is not { Length: > 0 } address ? LinkTexts.UnlinkWhatUnknown
        : Language.Format(situation.Standing.CountsFrom is null ? LinkTexts.UnlinkWhatPending : LinkTexts.UnlinkWhat, MaskedAddress.OnCard(address));

    private async Task<Reply> UnlinkAsync(Request request, LinkSituation situation, CancellationToken cancellationToken)
    {
        var isOnlyProven = situation is { Link: { ReportedAt: null, ConfirmedAt: null }, Standing.CountsFrom: null };
        await book.UnlinkAsync(situation.Id, situation.Person.Record.MicrosoftAccount, cancellationToken);
        await signIns.WithdrawAsync(situation.Id, cancellationToken);
        await dialogs.CloseAsync(request.Viewer, cancellationToken);
        var text = Language.Format(
            isOnlyProven ? LinkTexts.UnlinkedNeverReported
                : situation.Standing.CountsFrom is null ? LinkTexts.UnlinkedPending
                : LinkTexts.UnlinkedText,
            Phrases.DateAndTime(clock.GetUtcNow(), situation.Surroundings.Zone));
        return new Reply(LinkTexts.UnlinkedTitle, CardParts.Card(
            [CardParts.Heading(LinkTexts.UnlinkedTitle), new TextBlock(text)],
            LinkTexts.UnlinkedTitle,
            [
                .. isOnlyProven ? (CardAction[])[] : [new OpenUrlAction(LinkTexts.ButtonOpenCenter, situation.Surroundings.Dashboard)],
                new ExecuteAction(Texts.ButtonLinkAccount, LinkCommand.Info.ShowVerb),
                new ExecuteAction(Texts.ButtonStatus, "status/show"),
            ]));
    }
}
