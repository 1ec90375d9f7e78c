using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Conversation;

/// <summary>
/// Layer that says hello when the bot is installed, once a conversation although Teams tells of it twice (installationUpdate and membersAdded), and lets
/// go the messages that waited for this person.
/// </summary>
public sealed class WelcomeOnce(BotDb db, ViewerFinder viewers, CommandWords commands, Answers answers, TimeProvider clock) : ITurnMiddleware
{
    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(next);
        if (Presence.IsInstallation(turn.Activity) && IsPlace(turn))
            await WelcomeAsync(turn, cancellationToken);
        return await next(cancellationToken);
    }

    private async Task WelcomeAsync(Turn turn, CancellationToken cancellationToken)
    {
        var viewer = await viewers.FindAsync(turn, cancellationToken);
        if (!await TakeAsync(turn, cancellationToken))
            return;

        using var language = Language.Use(viewer.LocaleOr(turn.Activity));
        var introduction = turn.Activity.IsPersonal ? Texts.WelcomePersonal : Texts.WelcomeShared;
        // In a team the card is for everybody, so it offers what everybody may use.
        var reader = turn.Activity.IsPersonal ? viewer : Viewer.Unknown;
        var card = HelpCard.For(commands.UsableBy(reader, turn.Activity.IsPersonal), Texts.WelcomeTitle, introduction);
        try
        {
            await answers.SendAsync(turn, new Reply(Texts.WelcomeTitle, card), cancellationToken);
        }
        catch (ConnectorException)
        {
            await GiveBackAsync(turn, cancellationToken);
            throw;
        }
    }

    /// <summary>
    /// Of a team's installation Teams tells under the team's id and in the channel that was chosen for the bot: only there it says hello.
    /// </summary>
    private static bool IsPlace(Turn turn) => turn.Activity.ChannelData?.Settings?.SelectedChannel?.Id is not { Length: > 0 } chosen
        || chosen == turn.Conversation.BaseId;

    private async Task<bool> TakeAsync(Turn turn, CancellationToken cancellationToken)
    {
        var id = turn.Conversation.BaseId;
        var now = clock.GetUtcNow();
        return await db.Conversations
            .Where(row => row.ConversationId == id && row.WelcomedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.WelcomedAt, now), cancellationToken) == 1;
    }

    // The other activity that tells of the installation may have more luck.
    private Task<int> GiveBackAsync(Turn turn, CancellationToken cancellationToken)
    {
        var id = turn.Conversation.BaseId;
        return db.Conversations.Where(row => row.ConversationId == id)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.WelcomedAt, (DateTimeOffset?)null), cancellationToken);
    }
}
