using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>One level of one path from today on: when something it depends on changes, and whether it is met on a day.</summary>
internal sealed class PathOutlook(EvidenceIndex evidence, Competency competency, CompetencyPath path, PathLevel level, DateOnly today)
{
    public CompetencyPath Path => path;

    public LevelPlan Plan { get; } = LevelPlan.Compile(level);

    public bool MetOn(DateOnly day) =>
        Plan.Performance.All(requirement => FigureMet(requirement, day))
        && Plan.SkillsMet(evidence.Roster(Plan, day).Select(alike => (alike.Key, alike.Value.Count)));

    /// <summary>Whether the figure reaches its threshold on the day: as known up to today, then as to be expected.</summary>
    public bool FigureMet(PerformanceRequirement requirement, DateOnly day) =>
        evidence.FigureOn(competency.Id, path.Id, requirement.Metric, day) is var (series, row)
        && FigureSeries.Ahead(series, row, requirement.Window, today, day) >= requirement.Need.Of(evidence.Market);

    public IEnumerable<Holding> Holdings() => Plan.Items.SelectMany(evidence.Holdings);

    public IEnumerable<Holding> Holdings(string itemId) => evidence.Holdings(itemId);

    /// <summary>Days after today on which something may change, in no order.</summary>
    public IEnumerable<DateOnly> Changes()
    {
        foreach (var holding in Holdings())
        {
            yield return holding.From;
            if (holding.LeftOn is { } left)
                yield return left;
            foreach (var last in (DateOnly?[])[holding.ExpiresOn, holding.AcceptedUntil])
                if (last is { } day && day < DateOnly.MaxValue)
                    yield return day.AddDays(1);
        }

        foreach (var requirement in Plan.Performance)
            foreach (var series in evidence.Figures(competency.Id, path.Id, requirement.Metric))
                foreach (var day in series.Changes(requirement.Window, today))
                    yield return day;
    }

    /// <summary>Everything up to the day that may take the level away on this path.</summary>
    /// <param name="days">Today and the days up to the last on which something changes, ascending.</param>
    public IEnumerable<Loss> LossesUntil(DateOnly last, ImmutableArray<DateOnly> days)
    {
        foreach (var holding in Holdings())
        {
            if (holding.ExpiresOn >= today && holding.ExpiresOn < last)
                yield return new Loss(LossKey.Lapse(holding), holding.ExpiresOn.Value.AddDays(1));
            if (holding.LeftOn > today && holding.LeftOn <= last)
                yield return new Loss(LossKey.Leaver(holding.Person), holding.LeftOn.Value);
            if (holding.AcceptedUntil >= today && holding.AcceptedUntil < last)
                yield return new Loss(LossKey.NotAccepted(holding.ItemId), holding.AcceptedUntil.Value.AddDays(1));
        }

        foreach (var requirement in Plan.Performance.Where(requirement => FigureMet(requirement, today)))
            if (BelowFrom(requirement, days) is { } day)
                yield return new Loss(LossKey.Figure(path, requirement), day);
    }

    /// <summary>First day of the last run of days on which the figure is below its threshold; null when it never is.</summary>
    private DateOnly? BelowFrom(PerformanceRequirement requirement, ImmutableArray<DateOnly> days)
    {
        DateOnly? from = null;
        var wasMet = true;
        foreach (var day in days)
        {
            var met = FigureMet(requirement, day);
            from = wasMet && !met ? day : from;
            wasMet = met;
        }

        return from;
    }
}
