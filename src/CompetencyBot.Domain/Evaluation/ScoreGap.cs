using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>The points that a score lacks.</summary>
/// <param name="Missing">Points; 0 where there are enough of them and only an indicator at zero stands in the way.</param>
/// <param name="FromFigures">
/// The points that figures have to add even when everybody has passed everything that helps; 0 where passes alone bring the points; null where
/// figures cannot bring them either.
/// </param>
/// <param name="Indicators">Those below their maximum, in the order of the catalogue.</param>
public sealed record ScoreGap(
    decimal Value, decimal Need, decimal Missing, decimal? FromFigures, ImmutableArray<IndicatorGap> Indicators)
{
    /// <summary>
    /// Figures that have to rise, whatever people pass: those at zero where every indicator must be above zero; at least one where points have
    /// to come from figures.
    /// </summary>
    public int OpenFigures => Math.Max(
        Indicators.Count(gap => gap is { Blocks: true, Indicator.Scoring: FigureScoring }), FromFigures is 0 ? 0 : 1);

    /// <summary>The part of the need that figures have to bring; 1 where a figure at zero stands in the way or figures are not enough.</summary>
    internal decimal FiguresShare =>
        FromFigures is not { } points || Indicators.Any(gap => gap is { Blocks: true, Indicator.Scoring: FigureScoring }) ? 1 : points / Need;

    internal static ScoreGap Of(LevelRules rules, ScoreAttainment score, DateOnly date)
    {
        var (need, mustHaveAll) = (score.Requirement.Need, score.Requirement.EveryIndicatorAboveZero);
        ImmutableArray<IndicatorGap> indicators =
        [
            .. from each in score.Indicators
               let missing = each.Indicator.MaxPoints - each.Points
               where missing > 0
               select new IndicatorGap(each.Indicator, each.Points, missing, mustHaveAll && each.Points <= 0),
        ];
        return new ScoreGap(score.Value, need, Math.Max(need - score.Value, 0), FromFiguresOf(rules, need, date), indicators);
    }

    private static decimal? FromFiguresOf(LevelRules rules, decimal need, DateOnly date)
    {
        var plan = rules.Plan.Score!;
        var day = rules.ScoreOn(plan, rules.Known(date), date);
        var roster = rules.Roster(date).Select(alike => (alike.Key, alike.Value.Count)).ToArray();
        var points = need - plan.MostPoints(day, roster, rules.Passable(date));
        return points > plan.RoomOfFigures(day) ? null : points < 0 ? 0 : points;
    }
}

/// <param name="Missing">Points up to the maximum, above zero.</param>
/// <param name="Blocks">At zero although every indicator must be above zero: without it no points are enough.</param>
public sealed record IndicatorGap(Indicator Indicator, decimal Points, decimal Missing, bool Blocks);
