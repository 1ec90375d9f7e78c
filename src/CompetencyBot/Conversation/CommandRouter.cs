using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Storage;

namespace CompetencyBot.Conversation;

/// <summary>Innermost layer: turns a button or a text into one command, checks who may use it, and gives its answer.</summary>
public sealed class CommandRouter(
    CommandWords words,
    CompetencyNames competencies,
    ViewerFinder viewers,
    UnknownWords unknownWords,
    OpenDialogs dialogs,
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
            await AnswerSubmitAsync(turn, press, await RunAsync(turn, viewer, press, inPlace: false, cancellationToken), cancellationToken);
        else
            await answers.SendAsync(turn, [.. (await RunTextAsync(turn, viewer, cancellationToken)).SelectMany(ReplyPages.Of)], cancellationToken);
    }

    private async Task<Reply[]> RunTextAsync(Turn turn, Viewer viewer, CancellationToken cancellationToken)
    {
        var typed = Mentions.Remove(turn.Activity);
        var text = Wording.Normalise(typed);
        var request = new Request(viewer, null, "", null, turn.Activity.IsPersonal) { Typed = typed };
        var open = await dialogs.FindAsync(viewer, cancellationToken);
        if (words.FindByText(text) is var (command, argument))
            return [await RunAsync(turn, command, request with { Argument = argument }, cancellationToken), .. await ResumeAsync(turn, open, command, request, cancellationToken)];
        if (competencies.IsName(text) && words.FindByText("progress") is var (progress, _))
            return [await RunAsync(turn, progress, request with { Argument = text }, cancellationToken), .. await ResumeAsync(turn, open, progress, request, cancellationToken)];
        if (open is not null && LeaderOf(open) is { } leader && leader.TakesText?.Invoke(open, text) == true)
            return [await RunAsync(turn, leader, request with { Action = DialogActions.Text, Argument = text }, cancellationToken)];
        return [unknownWords.Answer(text, viewer, turn.Activity.IsPersonal), .. await ResumeAsync(turn, open, null, request, cancellationToken)];
    }

    /// <summary>After something else was asked, what the open dialog waits for; nothing when that was its own command, or closed it.</summary>
    /// <param name="open">As it was before the question.</param>
    private async Task<Reply[]> ResumeAsync(Turn turn, OpenDialog? open, CommandInfo? asked, Request request, CancellationToken cancellationToken) =>
        open is null || asked?.Name == open.Name || asked == CancelCommand.Info || asked == BackCommand.Info
            || LeaderOf(open) is not { Resumes: true } leader || (await dialogs.FindAsync(request.Viewer, cancellationToken))?.Id != open.Id
            ? []
            : [await RunAsync(turn, leader, request with { Action = DialogActions.Where }, cancellationToken)];

    private CommandInfo? LeaderOf(OpenDialog open) => words.All.FirstOrDefault(command => command.Name == open.Name);

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

        var reply = await RunAsync(turn, viewer, press, inPlace: !press.KeepsCard, cancellationToken);
        if (reply is { Card: null, Offer: null })
            return InvokeResponse.Message(reply.Text);
        if (press.KeepsCard || reply.Card is null)
        {
            await answers.SendAsync(turn, reply, cancellationToken);
            return InvokeResponse.Message(Texts.AnsweredBelow);
        }

        if (!turn.Activity.IsPersonal)
            return InvokeResponse.Card(ReplyPages.Alone(reply.Card).ToJson());
        var (first, more) = ReplyPages.InPlace(reply.Card, reply.Text);
        await answers.SendAsync(turn, more, cancellationToken);
        return InvokeResponse.Card(first.ToJson());
    }

    /// <param name="inPlace">Whether a card takes the place of the one that was pressed, for the pressing person alone (universal actions, user-specific views).</param>
    private async Task<Reply> RunAsync(Turn turn, Viewer viewer, ButtonPress press, bool inPlace, CancellationToken cancellationToken)
    {
        if (words.FindByVerb(press.Verb) is not var (command, action))
            return new Reply(Texts.ButtonOutdated);
        var isPersonal = turn.Activity.IsPersonal;
        return await RunAsync(
            turn, command, new Request(viewer, action, "", press.Data, isPersonal) { IsForOneReader = isPersonal || inPlace }, cancellationToken);
    }

    // Only the one command that is asked for is made.
    private async Task<Reply> RunAsync(Turn turn, CommandInfo command, Request request, CancellationToken cancellationToken)
    {
        turn.Command ??= command.Name;
        if (!request.Viewer.MayUse(command.Audience))
            return new Reply(Language.Format(Texts.OnlyForAdmins, command.Name));
        if (command.PersonalOnly && !request.IsPersonal)
            return new Reply(Language.Format(Texts.OnlyInPersonalChat, command.Name));
        return await services.GetRequiredKeyedService<ICommand>(command.Name).AnswerAsync(request, cancellationToken);
    }
}
