using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal.Watching;

/// <summary>What became of a watched risk on a day.</summary>
/// <param name="Found">Null when it was not found any more.</param>
/// <param name="News">Null when everybody knows already.</param>
internal sealed record RiskChange(WatchedRisk Row, FoundRisk? Found, NoticeReason? News);

/// <summary>Carries what was found into the rows of what is watched: what is new, worse, better, back or gone.</summary>
internal static class RiskLedger
{
    /// <param name="rows">All risks that were ever watched; those that were found are changed in place.</param>
    /// <param name="add">Takes a new row.</param>
    public static List<RiskChange> Enter(
        IEnumerable<FoundRisk> found, IReadOnlyCollection<WatchedRisk> rows, RenewalState state, DateTimeOffset now, Action<WatchedRisk> add)
    {
        var known = rows.ToDictionary(row => row.Key);
        var changes = new List<RiskChange>();
        foreach (var risk in found)
        {
            if (known.Remove(risk.Key, out var row))
            {
                var news = Update(row, risk, now);
                changes.Add(new RiskChange(row, risk with { Facts = row.Facts }, news));
                continue;
            }

            var added = risk.ToRow(Guid.CreateVersion7(now), now);
            add(added);
            changes.Add(new RiskChange(added, risk, NoticeReason.New));
        }

        foreach (var row in known.Values.Where(row => row.ResolvedAt is null))
            if (IsUndecided(row, state))
                row.EscalateAt = null;
            else
                changes.Add(new RiskChange(row, null, End(row, state, now)));
        return changes;
    }

    private static NoticeReason? Update(WatchedRisk row, FoundRisk risk, DateTimeOffset now)
    {
        if (row.ResolvedAt is not null)
        {
            Forget(row);
            (row.AssignedTo, row.AssignedBy, row.Assignment, row.AssignmentDueOn) = (null, null, null, null);
            (row.Episode, row.ResolvedAt, row.FoundAt) = (row.Episode + 1, null, now);
            return Renew(row, risk, now, NoticeReason.New);
        }

        if (row.Facts == risk.Facts)
            return null;
        if (RiskFacts.IsNoNews(row.Facts, risk.Facts))
        {
            row.BreaksOn = risk.BreaksOn;
            return null;
        }

        var cameTrue = risk.Facts is RiskFinder.Lost or RiskFinder.Missed;
        if (!cameTrue && row.BreaksOn is { } before && risk.BreaksOn > before)
            return Renew(row, risk, now, NoticeReason.Better);
        var worse = cameTrue || risk.BreaksOn < row.BreaksOn;
        Forget(row);
        return Renew(row, risk, now, worse ? NoticeReason.Worse : NoticeReason.Changed);
    }

    private static NoticeReason Renew(WatchedRisk row, FoundRisk risk, DateTimeOffset now, NoticeReason news)
    {
        (row.Facts, row.BreaksOn, row.ChangedAt) = (risk.Facts, risk.BreaksOn, now);
        return news;
    }

    /// <summary>What people said was said to less than there is now.</summary>
    private static void Forget(WatchedRisk row)
    {
        (row.AcknowledgedBy, row.AcknowledgedAt) = (null, null);
        (row.EscalationStep, row.EscalateAt) = (0, null);
        if (row.Assignment != AssignmentState.Accepted)
            row.Assignment = null;
    }

    /// <returns>Null where nothing was mended and so nothing is to be told: what is told is why it ended.</returns>
    private static NoticeReason? End(WatchedRisk row, RenewalState state, DateTimeOffset now)
    {
        (row.ResolvedAt, row.EscalateAt) = (now, null);
        return state.IsMended(row) ? NoticeReason.Resolved : null;
    }

    /// <summary>After the anniversary nothing is foretold, so that a level which did not hold is not found; it was not mended for that.</summary>
    private static bool IsUndecided(WatchedRisk row, RenewalState state) =>
        row.Kind == RiskKind.Eligibility
        && row.AnniversaryOn < state.Today
        && state.OutlookOf(row.EditionId)?.Calendar?.Anniversary == row.AnniversaryOn;
}
