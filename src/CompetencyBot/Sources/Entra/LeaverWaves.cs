using CompetencyBot.Graph;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Sources.Entra;

/// <summary>
/// Holds back what would take away many people at once: more likely somebody's mistake than so many leaving. An admin decides. Until then nobody of them has left.
/// </summary>
public sealed class LeaverWaves(BotDb db, DirectoryRows rows, IOptions<GraphOptions> options, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>Changes come with several syncs when Graph tells of each at once.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromHours(1);

    /// <summary>Marks those of the rows that are held, without saving.</summary>
    /// <returns>How many left now, and how many were held.</returns>
    public async Task<(int Left, int Held)> HoldAsync(UserChanges changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var open = await db.DirectoryWaves.AsNoTracking().Where(wave => wave.DecidedAt == null).ToListAsync(cancellationToken);
        DirectoryUser[] leavers = [.. rows.All.Where(row => IsNew(row, changes.Today, open))];
        if (leavers.Length == 0)
            return (0, 0);
        var isWave = open.Any(wave => wave.FoundAt > changes.Now - AtOnce)
            || leavers.Length + await LatelyAsync(leavers, changes, cancellationToken) > options.Value.LeaversAtOnce;
        Guid? held = isWave ? Begin(leavers.Length) : null; // one of its own: nobody may decide about more people than they were asked about
        foreach (var leaver in leavers)
            leaver.HeldIn = held; // null also of whom an admin had once kept, for another reason
        return isWave ? (0, leavers.Length) : (leavers.Length, 0);
    }

    /// <summary>Whether somebody is gone in a way that nobody has decided on, and that did not count already.</summary>
    private bool IsNew(DirectoryUser row, DateOnly today, List<DirectoryWave> open)
    {
        var (before, after) = (rows.Before(row).SignalOn(today), Gone.Of(row).SignalOn(today));
        return after is not null
            && after != before
            && (before is null || (row.HeldIn is { } held && !open.Exists(wave => wave.Id == held)));
    }

    private Guid Begin(int people)
    {
        var now = clock.GetUtcNow();
        var wave = new DirectoryWave { Id = Guid.CreateVersion7(now), FoundAt = now, People = people };
        db.DirectoryWaves.Add(wave);
        return wave.Id;
    }

    /// <summary>Who left within the hour, by earlier syncs. Of announced days nothing tells when they were announced.</summary>
    private async Task<int> LatelyAsync(DirectoryUser[] leavers, UserChanges changes, CancellationToken cancellationToken)
    {
        var since = changes.Now - AtOnce;
        var removedFrom = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(since, organisation.CurrentValue.Zone).DateTime); // yesterday, soon after midnight
        var disabledFrom = removedFrom.AddDays(changes.DisabledDays);
        var lately = await db.DirectoryUsers
            .Where(row => row.IsPerson && row.HeldIn == null && row.SeenAt >= since && (row.RemovedOn >= removedFrom || row.DisabledOn >= disabledFrom))
            .Select(row => row.ObjectId)
            .ToListAsync(cancellationToken);
        return lately.Except(leavers.Select(row => row.ObjectId)).Count();
    }
}
