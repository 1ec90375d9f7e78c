using System.Text.Json;
using CompetencyBot.Graph;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CompetencyBot.Sources.Entra;

/// <summary>Has the directory read when Graph says that something changed; once, however often it says so.</summary>
public sealed partial class NotificationReader(
    BotDb db, SubscriptionSecret secrets, ISchedulerFactory schedulers, TimeProvider clock, ILogger<NotificationReader> logger)
{
    /// <summary>Changes come in swarms.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromSeconds(5);

    private static readonly TriggerKey Told = new($"{nameof(DirectorySyncJob)}.Told");

    /// <param name="message">A change notification collection.</param>
    /// <param name="isLifecycle">Whether it is about the subscription itself, which then is renewed.</param>
    public async Task TakeAsync(JsonElement message, bool isLifecycle, CancellationToken cancellationToken)
    {
        var state = await db.DirectoryStates.AsNoTracking().FirstOrDefaultAsync(row => row.Name == DirectoryState.Users, cancellationToken);
        if (!NotificationsIn(message).Any(notification => IsOurs(notification, state)))
        {
            Log.NotOurs(logger);
            return;
        }

        if (isLifecycle)
            await db.DirectoryStates.Where(row => row.Name == DirectoryState.Users)
                .ExecuteUpdateAsync(row => row.SetProperty(known => known.SubscribedUntil, (DateTimeOffset?)null), cancellationToken);
        await StartAsync(await schedulers.GetScheduler(cancellationToken), cancellationToken);
    }

    /// <summary>A run that is still to begin sees this change too; one that has begun may have asked for the changes already.</summary>
    private async Task StartAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        if (await scheduler.GetTrigger(Told, cancellationToken) is { NextFireTimeUtc: not null })
            return;
        await scheduler.ScheduleTrigger(
            TriggerBuilder.Create(scheduler.TimeProvider).ForJob(new JobKey(nameof(DirectorySyncJob))).WithIdentity(Told).StartAt(clock.GetUtcNow() + Gathering).Build(),
            TriggerConflict.Replace,
            cancellationToken);
    }

    private static JsonElement.ArrayEnumerator NotificationsIn(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;

    private bool IsOurs(JsonElement notification, DirectoryState? state) =>
        state is { SubscriptionId: { } id, SubscriptionSecret: { } secret }
        && id == notification.Text("subscriptionId")
        && secrets.IsSame(secret, notification.Text("clientState"));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A notification came that is of no subscription of the bot, or without its secret. It is ignored.")]
        public static partial void NotOurs(ILogger logger);
    }
}
