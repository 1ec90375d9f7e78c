using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation.Planning;

/// <summary>The fewest further passes with which an organisation reaches several levels together; one pass may serve several of them.</summary>
/// <param name="Passes">People of the organisation in the order of the people file, then newcomers; none when a level cannot be reached.</param>
/// <param name="Paths">The path chosen for each wanted level, in the order wanted; none when a level cannot be reached.</param>
/// <param name="Gaps">Figures of those paths that are still open: no passes close them.</param>
/// <param name="AtLeast">
/// No plan needs fewer passes than this. Less than <see cref="NewExams"/> only when the search was ended at its limit of work.
/// </param>
/// <param name="OutOfReach">Wanted levels that no passes can reach.</param>
public sealed record Plan(
    DateOnly Date,
    ImmutableArray<WantedLevel> Wanted,
    ImmutableArray<PlannedPass> Passes,
    ImmutableArray<PlannedPath> Paths,
    ImmutableArray<PerformanceGap> Gaps,
    int AtLeast,
    ImmutableArray<LevelOutOfReach> OutOfReach)
{
    /// <summary>The number of passes; null when a wanted level cannot be reached.</summary>
    public int? NewExams => OutOfReach.IsEmpty ? Passes.Length : null;

    /// <summary>Whether it is proven that no plan needs fewer passes.</summary>
    public bool IsProven => !OutOfReach.IsEmpty || AtLeast == Passes.Length;

    /// <summary>
    /// The plan with the fewest passes; of those the one with the fewest open figures, then with the smaller relative gaps (the missing part of
    /// each open figure, added up; an unknown figure misses all of it), then with the paths that stand first in the catalogue. How the paths are
    /// chosen and why the number is the least is told at <see cref="PathChoice"/>.
    /// </summary>
    /// <param name="wanted">The same level twice counts once. Gold does not imply silver.</param>
    /// <param name="mostSteps">
    /// Steps of work after which the best plan found is given although it is not proven to be the least; some ten thousand a second.
    /// </param>
    /// <exception cref="ArgumentException">The edition has no path to a wanted level.</exception>
    /// <exception cref="NotSupportedException">More different items are shared between the levels than can be counted together.</exception>
    public static Plan For(
        Edition edition, MatchedEvidence evidence, DateOnly date, IEnumerable<WantedLevel> wanted, int mostSteps = WorkLimit.UsualSteps)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(wanted);
        ImmutableArray<WantedLevel> levels = [.. wanted.Distinct()];
        var index = new EvidenceIndex(edition, evidence);
        var options = levels.Select((level, position) => WaysToLevel.Of(level, position, index, date)).ToArray();
        ImmutableArray<LevelOutOfReach> outOfReach =
        [
            .. from entry in levels.Zip(options)
               where entry.Second.Options.IsEmpty
               select new LevelOutOfReach(entry.First, entry.Second.NoLongerPassable),
        ];
        if (!outOfReach.IsEmpty)
            return new Plan(date, levels, [], [], [], 0, outOfReach);
        var plans = PathChoice.Fewest([.. options.Select(each => each.Options)], new RosterCache(index, date), new WorkLimit(mostSteps));
        return PlanWriter.Write(date, levels, plans, index);
    }

    /// <summary>Every level that can be wanted of the edition, in the order of the catalogue.</summary>
    public static IEnumerable<WantedLevel> LevelsOf(Edition edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        return from competency in edition.Competencies
               from level in competency.Paths.SelectMany(path => path.Levels).Select(each => each.Level).Distinct().Order()
               select new WantedLevel(competency.Id, level);
    }
}

/// <summary>A level of a competency, or the one level of a designation, through whichever path.</summary>
public sealed record WantedLevel(string CompetencyId, Level Level);

/// <param name="Serves">The wanted levels that the pass is used for.</param>
public sealed record PlannedPass(Pass Pass, ImmutableArray<WantedLevel> Serves);

/// <summary>The path on which the plan reaches a wanted level.</summary>
public sealed record PlannedPath(WantedLevel Wanted, Competency Competency, CompetencyPath Path);

/// <summary>A figure that is still open on a chosen path.</summary>
/// <param name="Metric">Of the catalogue; <see cref="Score"/> for the points of a score.</param>
/// <param name="Value">As known on the day, null when no file has one; of a score the points once the passes are made.</param>
/// <param name="Need">What closes the gap.</param>
public sealed record PerformanceGap(string CompetencyId, string PathId, string Metric, string Unit, decimal? Value, decimal Need)
{
    /// <summary>The metric of a gap in points.</summary>
    public const string Score = "score";

    /// <summary>The missing part of the need: 0 = none, 1 = all; more than 1 for a figure below zero.</summary>
    public decimal Relative => Need == 0 ? 0 : (Need - (Value ?? 0)) / Need;
}

/// <param name="NoLongerPassable">Ids of the items that its paths ask for and nobody can pass any more.</param>
public sealed record LevelOutOfReach(WantedLevel Wanted, ImmutableArray<string> NoLongerPassable);
