using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Sources.Insights;

/// <summary>How far the bot is with each dataset: a row each.</summary>
public sealed class InsightsBook(BotDb db, TimeProvider clock)
{
    /// <summary>In the order in which they are fetched, not tracked; rows that are not there yet are made, and due.</summary>
    public async Task<IReadOnlyList<InsightsDataset>> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = await db.InsightsDatasets.AsNoTracking().ToDictionaryAsync(row => row.Kind, cancellationToken);
        foreach (var kind in DatasetPlan.Kinds.Select(kind => $"{kind}").Where(kind => !rows.ContainsKey(kind)))
        {
            rows[kind] = new InsightsDataset { Kind = kind, NextAt = clock.GetUtcNow() };
            db.InsightsDatasets.Add(rows[kind]);
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return [.. DatasetPlan.Kinds.Select(kind => rows[$"{kind}"])];
    }

    /// <summary>Saves what was done about one dataset, and nothing else.</summary>
    /// <returns>False when somebody else has changed it meanwhile: theirs stands.</returns>
    public async Task<bool> SaveAsync(InsightsDataset row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        db.ChangeTracker.Clear(); // what failed may have left something
        var entry = db.Entry(row);
        entry.State = EntityState.Modified;
        entry.Property(dataset => dataset.Revision).OriginalValue = row.Revision;
        row.Revision++;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        finally
        {
            entry.State = EntityState.Detached;
        }
    }

    /// <summary>What can be done is due now, but for what the service asked to wait for.</summary>
    public Task HastenAsync(CancellationToken cancellationToken)
    {
        var (now, throttled) = (clock.GetUtcNow(), $"{InsightsTrouble.Throttled}");
        return db.InsightsDatasets.Where(row => row.Problem != throttled).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.NextAt, now).SetProperty(r => r.Revision, r => r.Revision + 1), cancellationToken);
    }

    /// <summary>Another account may not see what was ordered, and has troubles of its own. When what arrived last did is kept.</summary>
    public Task BeginAnewAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.InsightsDatasets.ExecuteUpdateAsync(
            row => row.SetProperty(r => r.Step, InsightsStep.Idle)
                .SetProperty(r => r.QueryId, (string?)null)
                .SetProperty(r => r.ReportId, (string?)null)
                .SetProperty(r => r.OrderedAt, (DateTimeOffset?)null)
                .SetProperty(r => r.Problem, (string?)null)
                .SetProperty(r => r.Detail, (string?)null)
                .SetProperty(r => r.ProblemSince, (DateTimeOffset?)null)
                .SetProperty(r => r.NextAt, now)
                .SetProperty(r => r.Revision, r => r.Revision + 1),
            cancellationToken);
    }
}
