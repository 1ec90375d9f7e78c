using CompetencyBot.BotFramework.Turns;
using Quartz;

namespace CompetencyBot.Hosting;

/// <summary>Layer that begins a turn with the settings as they are now, whichever instance changed them.</summary>
public sealed class FollowSettings(StoredSettings settings) : ITurnMiddleware
{
    public async Task<InvokeResponse?> RunAsync(Turn turn, TurnStep next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(next);
        await settings.FollowAsync(cancellationToken);
        return await next(cancellationToken);
    }
}

/// <summary>The same for a job.</summary>
public sealed class SettingsOfJobs(StoredSettings settings) : IJobListener
{
    public async ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await settings.FollowAsync(cancellationToken);
}
