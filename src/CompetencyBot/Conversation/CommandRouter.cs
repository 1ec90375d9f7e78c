using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;

namespace CompetencyBot.Conversation;

/// <summary>Innermost layer: turns a button or a text into one command, and sends its answer in the way that the activity asks for.</summary>
public sealed class CommandRouter(TextAnswers texts, OldCards oldCards, CommandRun run, ViewerFinder viewers, Answers answers) : ITurnMiddleware
{
    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        switch (turn.Activity)
        {
            case { Type: ActivityTypes.Message }:
                await AnswerMessageAsync(turn, cancellationToken);
                return null;
            case { Type: ActivityTypes.Invoke, Name: InvokeNames.AdaptiveCardAction }:
                return await AnswerInvokeAsync(turn, cancellationToken);
            default:
                return null;
        }
    }

    private async Task AnswerMessageAsync(Turn turn, CancellationToken cancellationToken)
    {
        var viewer = await viewers.FindAsync(turn, cancellationToken);
        using var language = Language.Use(viewer.LocaleOr(turn.Activity));
        if (ButtonPress.OfMessage(turn.Activity) is not { } press)
            await SendAsync(turn, await texts.AnswerAsync(turn, viewer, Mentions.Remove(turn.Activity), cancellationToken), cancellationToken);
        else if (oldCards.Find(press) is var (command, action))
            await AnswerSubmitAsync(turn, press, await AnswerPressAsync(turn, viewer, press, command, action, inPlace: false, cancellationToken), cancellationToken);
        else
            await answers.SendAsync(turn, oldCards.Answer(press, viewer, turn.Activity.IsPersonal), cancellationToken);
    }

    /// <summary>An older client sends the button as a message: the card is replaced as an invoke's answer would replace it.</summary>
    private async Task AnswerSubmitAsync(Turn turn, ButtonPress press, IReadOnlyList<Reply> replies, CancellationToken cancellationToken)
    {
        OutboundActivity[] messages = [.. replies.SelectMany(ReplyPages.Of)];
        var replaced = replies[0].Card is not null
            && !press.KeepsCard
            && turn.Activity.ReplyToId is { Length: > 0 } card
            && await turn.UpdateAsync(card, messages[0], cancellationToken) is SendResult.Sent;
        await answers.SendAsync(turn, replaced ? [.. messages.Skip(1)] : messages, cancellationToken);
    }

    private async Task<InvokeResponse?> AnswerInvokeAsync(Turn turn, CancellationToken cancellationToken)
    {
        var viewer = await viewers.FindAsync(turn, cancellationToken);
        using var language = Language.Use(viewer.LocaleOr(turn.Activity));
        if (ButtonPress.OfInvoke(turn.Activity) is not { } press)
            return ButtonPress.FaultOf(turn.Activity);
        if (oldCards.Find(press) is not var (command, action))
            return await AnswerOldAsync(turn, press, oldCards.Answer(press, viewer, turn.Activity.IsPersonal), cancellationToken);

        var replies = await AnswerPressAsync(turn, viewer, press, command, action, inPlace: !press.KeepsCard, cancellationToken);
        var (reply, behind) = (replies[0], replies.Skip(1).ToArray());
        if (reply is { Card: null, Offer: null })
        {
            await SendAsync(turn, behind, cancellationToken);
            return InvokeResponse.Message(reply.Text);
        }

        if (press.KeepsCard || reply.Card is null)
        {
            await SendAsync(turn, replies, cancellationToken);
            return InvokeResponse.Message(Texts.AnsweredBelow);
        }

        if (!turn.Activity.IsPersonal || press.IsAutomatic) // nothing is written below a card that renews itself
        {
            await SendAsync(turn, behind, cancellationToken);
            return InvokeResponse.Card(ReplyPages.Alone(reply.Card).ToJson());
        }

        var (first, more) = ReplyPages.InPlace(reply.Card, reply.Text);
        await answers.SendAsync(turn, [.. more, .. behind.SelectMany(ReplyPages.Of)], cancellationToken);
        return InvokeResponse.Card(first.ToJson());
    }

    /// <summary>The old card stays; what is offered in its place stands below it. A card that refreshes itself where it is shown is told so, and nothing is written.</summary>
    private async Task<InvokeResponse> AnswerOldAsync(Turn turn, ButtonPress press, Reply reply, CancellationToken cancellationToken)
    {
        if (!press.IsAutomatic)
            await answers.SendAsync(turn, reply, cancellationToken);
        return InvokeResponse.Message(reply.Text);
    }

    /// <param name="inPlace">Whether a card takes the place of the one that was pressed, for the pressing person alone (universal actions, user-specific views).</param>
    private async Task<IReadOnlyList<Reply>> AnswerPressAsync(
        Turn turn, Viewer viewer, ButtonPress press, CommandInfo command, string action, bool inPlace, CancellationToken cancellationToken)
    {
        if (press.Words is { } words)
            return await texts.AnswerAsync(turn, viewer, words, cancellationToken);
        var isPersonal = turn.Activity.IsPersonal;
        var request = new Request(viewer, action, "", press.Data, isPersonal) { IsForOneReader = isPersonal || inPlace };
        return [await run.AnswerAsync(turn, command, request, cancellationToken)];
    }

    private Task SendAsync(Turn turn, IReadOnlyList<Reply> replies, CancellationToken cancellationToken) =>
        answers.SendAsync(turn, [.. replies.SelectMany(ReplyPages.Of)], cancellationToken);
}
