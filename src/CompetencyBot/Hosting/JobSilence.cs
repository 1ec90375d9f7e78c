using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Hosting;

/// <param name="Since">When it last ended well; else when waiting for it began.</param>
/// <param name="Failure">Kind of the failure of its last run; null when it did not run at all, or still runs.</param>
public sealed record SilentJob(string Job, DateTimeOffset Since, string? Failure);

/// <summary>
/// Which jobs have not ended well for longer than their plan allows. The time in which the process was down, or the machine asleep, does not
/// count: jobs are made up then, and need a moment for it.
/// </summary>
public sealed class JobSilence(TimeProvider clock)
{
    private DateTimeOffset _countedFrom = clock.GetUtcNow();

    /// <summary>Time has jumped.</summary>
    public void CountFromNow() => _countedFrom = clock.GetUtcNow();

    public async Task<IReadOnlyList<SilentJob>> FindAsync(BotDb db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var beats = await db.JobBeats.AsNoTracking().ToDictionaryAsync(beat => beat.Job, cancellationToken);
        var now = clock.GetUtcNow();
        return
        [
            .. from plan in Jobs.All
               where plan.Cron is not null
               let beat = beats.GetValueOrDefault(plan.Key.Name)
               let last = beat?.SucceededAt ?? _countedFrom
               where now - (last > _countedFrom ? last : _countedFrom) > plan.MostSilence
               select new SilentJob(plan.Key.Name, last, beat?.Failure),
        ];
    }
}
