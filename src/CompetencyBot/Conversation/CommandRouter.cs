using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;

namespace CompetencyBot.Conversation;

/// <summary>Innermost layer: turns a button or a text into one command, checks who may use it, and gives its answer.</summary>
public sealed class CommandRouter(
    CommandWords words,
    CompetencyNames competencies,
    ViewerFinder viewers,
    UnknownWords unknownWords,
    Answers answers,
    IServiceProvider services) : ITurnMiddleware
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
        if (ButtonPress.OfMessage(turn.Activity) is { } press)
            await AnswerSubmitAsync(turn, press, await RunAsync(turn, viewer, press, cancellationToken), cancellationToken);
        else
            await answers.SendAsync(turn, await RunTextAsync(turn, viewer, cancellationToken), cancellationToken);
    }

    private async Task<Reply> RunTextAsync(Turn turn, Viewer viewer, CancellationToken cancellationToken)
    {
        var text = Wording.Normalise(Mentions.Remove(turn.Activity));
        if (words.FindByText(text) is var (command, argument))
            return await RunAsync(
                turn,
                command,
                new Request(viewer, null, argument, null, turn.Activity.IsPersonal) { Typed = Mentions.Remove(turn.Activity) },
                cancellationToken);
        if (competencies.IsName(text) && words.FindByText("progress") is var (progress, _))
            return await RunAsync(turn, progress, new Request(viewer, null, text, null, turn.Activity.IsPersonal), cancellationToken);
        return unknownWords.Answer(text, viewer, turn.Activity.IsPersonal);
    }

    /// <summary>An older client sends the button as a message: the card is replaced as an invoke's answer would replace it.</summary>
    private async Task AnswerSubmitAsync(Turn turn, ButtonPress press, Reply reply, CancellationToken cancellationToken)
    {
        var messages = ReplyPages.Of(reply);
        var replaced = reply.Card is not null
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

        var reply = await RunAsync(turn, viewer, press, cancellationToken);
        if (reply is { Card: null, Offer: null })
            return InvokeResponse.Message(reply.Text);
        if (press.KeepsCard || reply.Card is null)
        {
            await answers.SendAsync(turn, reply, cancellationToken);
            return InvokeResponse.Message(Texts.AnsweredBelow);
        }

        var (first, more) = ReplyPages.InPlace(reply.Card, reply.Text);
        await answers.SendAsync(turn, more, cancellationToken);
        return InvokeResponse.Card(first.ToJson());
    }

    private async Task<Reply> RunAsync(Turn turn, Viewer viewer, ButtonPress press, CancellationToken cancellationToken) =>
        words.FindByVerb(press.Verb) is var (command, action)
            ? await RunAsync(turn, command, new Request(viewer, action, "", press.Data, turn.Activity.IsPersonal), cancellationToken)
            : new Reply(Texts.ButtonOutdated);

    // Only the one command that is asked for is made.
    private async Task<Reply> RunAsync(Turn turn, CommandInfo command, Request request, CancellationToken cancellationToken)
    {
        turn.Command = command.Name;
        if (!request.Viewer.MayUse(command.Audience))
            return new Reply(Language.Format(Texts.OnlyForAdmins, command.Name));
        if (command.PersonalOnly && !request.IsPersonal)
            return new Reply(Language.Format(Texts.OnlyInPersonalChat, command.Name));
        return await services.GetRequiredKeyedService<ICommand>(command.Name).AnswerAsync(request, cancellationToken);
    }
}
