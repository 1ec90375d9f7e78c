using CompetencyBot.BotFramework.Turns;

namespace CompetencyBot.Conversation;

/// <summary>Gives the answer of one command, to those who may have it and where they may have it; of all commands only this one is made.</summary>
public sealed class CommandRun(IServiceProvider services)
{
    public async Task<Reply> AnswerAsync(Turn turn, CommandInfo command, Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(request);
        turn.Command ??= command.Name;
        if (!request.Viewer.MayUse(command.Audience))
            return new Reply(Language.Format(Texts.OnlyForAdmins, command.Name));
        if (command.PersonalOnly && !request.IsPersonal)
            return new Reply(Language.Format(Texts.OnlyInPersonalChat, command.Name));
        return await services.GetRequiredKeyedService<ICommand>(command.Name).AnswerAsync(request, cancellationToken);
    }
}
