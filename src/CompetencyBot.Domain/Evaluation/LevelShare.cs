namespace CompetencyBot.Domain.Evaluation;

/// <summary>How much of something asked for is there, from 0 (nothing) to 1 (all of it), for a picture of it; levels are decided exactly elsewhere.</summary>
public static class LevelShare
{
    /// <summary>The mean of the level's requirements; 1 only where it is met.</summary>
    public static decimal Of(LevelAttainment level)
    {
        ArgumentNullException.ThrowIfNull(level);
        return level.Met || level.Requirements.IsEmpty ? (level.Met ? 1 : 0) : Math.Min(level.Requirements.Average(Of), 0.99m);
    }

    public static decimal Of(RequirementAttainment requirement) => requirement switch
    {
        PerformanceAttainment figure => Of(figure.Value ?? 0, figure.Need),
        ScoreAttainment score => Of(score.Value, score.Requirement.Need),
        SkillAttainment skill => Of(skill.Groups.Sum(group => group.Have), skill.Groups.Sum(group => group.Need)),
        _ => requirement?.Met == true ? 1 : 0,
    };

    /// <param name="need">Where nothing is needed all of it is there.</param>
    public static decimal Of(decimal have, decimal need) => need <= 0 ? 1 : Math.Clamp(have / need, 0, 1);
}
