using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>How far an organisation is with a level, as Partner Center tells it.</summary>
public enum Stage
{
    /// <summary>Something of what is asked for is there (designations: in progress).</summary>
    Started,

    /// <summary>Everything is met, the offer is not bought.</summary>
    Qualified,

    /// <summary>Everything is met and the offer is bought (designations: enrolled).</summary>
    Active,

    /// <summary>Active, but not expected to be met when renewal is tested (designations: enrolled, renewal due).</summary>
    AtRisk,
}

/// <param name="Stage">Null when nothing has been done for the level yet.</param>
public sealed record LevelStage(Competency Competency, Level Level, Stage? Stage)
{
    /// <summary>Every level of every competency, through the path that is furthest.</summary>
    /// <param name="risk">The look ahead from the same day; null = nothing is known of the time to come.</param>
    public static ImmutableArray<LevelStage> Of(Attainment attainment, IEnumerable<MembershipRecord> memberships, RenewalRisk? risk)
    {
        ArgumentNullException.ThrowIfNull(attainment);
        MembershipRecord[] bought = [.. memberships.Where(row => IsRunning(row, attainment.Edition, attainment.Date))];
        return
        [
            .. from each in attainment.Levels
               group each by (each.Competency, each.Level) into paths
               select new LevelStage(paths.Key.Competency, paths.Key.Level, StageOf([.. paths], bought, risk)),
        ];
    }

    /// <summary>Benefits last until renewal can no longer be bought.</summary>
    private static bool IsRunning(MembershipRecord row, Edition edition, DateOnly day) =>
        row.PurchasedOn <= day && row.AnniversaryOn.AddDays(edition.PurchaseWindow.LastDay) >= day;

    private static Stage? StageOf(LevelAttainment[] paths, MembershipRecord[] bought, RenewalRisk? risk)
    {
        var (competency, level) = (paths[0].Competency, paths[0].Level);
        if (!paths.Any(path => path.Met) && risk?.QualifiedEarlier.Any(each => each.Competency == competency && each.Level == level) != true)
            return paths.SelectMany(path => path.Requirements).Any(IsBegun) ? Evaluation.Stage.Started : null;
        if (!bought.Any(row => RenewalCalendar.Covers(row.Offer, level)))
            return Evaluation.Stage.Qualified;
        return risk?.AtRisk.Any(each => each.Competency == competency && each.Level == level) == true
            ? Evaluation.Stage.AtRisk
            : Evaluation.Stage.Active;
    }

    private static bool IsBegun(RequirementAttainment requirement) => requirement switch
    {
        PerformanceAttainment figure => figure.Value > 0,
        SkillAttainment skill => skill.Groups.Any(group => group.Have > 0),
        ScoreAttainment score => score.Value > 0 || score.Indicators.Any(indicator => indicator.Steps.Any(step => step.Have > 0)),
        _ => requirement.Met,
    };
}
