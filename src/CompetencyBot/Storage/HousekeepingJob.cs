using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CompetencyBot.Storage;

/// <summary>Deletes what nobody will ask for again.</summary>
[DisallowConcurrentExecution]
public sealed class HousekeepingJob(BotDb db, EvidenceSweep evidence, TimeProvider clock) : IJob
{
    /// <summary>Teams repeats an activity within seconds; two days leave room for a process that was down.</summary>
    private static readonly TimeSpan ActivitiesKept = TimeSpan.FromDays(2);

    /// <summary>Long enough for a second look at a report; the evidence itself is kept.</summary>
    private static readonly TimeSpan ImportRunsKept = TimeSpan.FromDays(400);

    /// <summary>A sent message may name people; its key stays, so that it is never told again.</summary>
    private static readonly TimeSpan MessageTextsKept = TimeSpan.FromDays(90);

    /// <summary>No limit of Teams looks back further than an hour; a setting may.</summary>
    private static readonly TimeSpan PaceKept = TimeSpan.FromDays(1);

    /// <summary>Whoever opens an old link is told what became of it.</summary>
    private static readonly TimeSpan AttemptsKept = TimeSpan.FromDays(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var activitiesBefore = now - ActivitiesKept;
        var runsBefore = now - ImportRunsKept;
        await db.SeenActivities.Where(row => row.SeenAt < activitiesBefore).ExecuteDeleteAsync(cancellationToken);
        var textsBefore = now - MessageTextsKept;
        await db.Outbox
            .Where(row => row.Activity != "" && (row.State == OutboxState.Sent
                ? row.SentAt < textsBefore
                : (row.State == OutboxState.GivenUp || row.State == OutboxState.Withdrawn) && row.DueAt < textsBefore))
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Activity, ""), cancellationToken);
        await db.ImportRuns.Where(row => row.At < runsBefore).ExecuteDeleteAsync(cancellationToken);
        var paceBefore = now - PaceKept;
        await db.SharedPaces
            .Where(row => row.UsedAt < paceBefore && (row.ClosedUntil == null || row.ClosedUntil < now))
            .ExecuteDeleteAsync(cancellationToken);
        var filesBefore = now - ReceivedFile.Kept;
        await db.ReceivedFiles.Where(row => row.At < filesBefore).ExecuteDeleteAsync(cancellationToken);
        await ForgetSignInsAsync(now, cancellationToken);
        await ForgetAddedPeopleAsync(now, cancellationToken);
        await evidence.SweepAsync(now, cancellationToken);
    }

    /// <summary>People whom an admin had added, with their initial passwords, and those on whom nobody decided. What is under way is left alone: it ends by itself.</summary>
    private async Task ForgetAddedPeopleAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var over = await db.AddBatches.Where(batch => batch.ExpiresAt <= now && (batch.ConfirmedAt == null || batch.EndedAt != null))
            .Select(batch => batch.Id).ToListAsync(cancellationToken);
        await db.AddedPeople.Where(person => over.Contains(person.BatchId)).ExecuteDeleteAsync(cancellationToken);
        await db.AddBatches.Where(batch => over.Contains(batch.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task ForgetSignInsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var attemptsBefore = now - AttemptsKept;
        await db.OpenDialogs.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken); // may name an account that was never confirmed
        await db.SignInAttempts.Where(row => row.ExpiresAt < attemptsBefore).ExecuteDeleteAsync(cancellationToken);

        // Somebody signed in and never brought the code: perhaps a stranger, who was sent the link.
        await db.SignInAttempts.Where(row => row.ExpiresAt <= now && row.Address != null).ExecuteUpdateAsync(SignInAttempt.Forget, cancellationToken);
    }
}
