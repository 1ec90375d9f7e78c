using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

/// <summary>A level that is met through no path, and that the account of any one of these people would complete if it counted.</summary>
/// <param name="People">Their ids, in the order of the people file; at least one.</param>
public sealed record AccountGain(Competency Competency, Level Level, ImmutableArray<string> People)
{
    /// <summary>In the order of the catalogue. Further passes are not searched for, so it takes less time than <see cref="Shortfall"/>.</summary>
    /// <param name="attainment">Of the same evidence, on the day that is looked at.</param>
    public static ImmutableArray<AccountGain> Of(Attainment attainment, MatchedEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(attainment);
        ArgumentNullException.ThrowIfNull(evidence);
        var date = attainment.Date;
        return
        [
            .. from rules in LevelRules.Of(new EvidenceIndex(attainment.Edition, evidence))
               group rules by (rules.Competency.Id, rules.Level.Level) into level
               where !(attainment.HighestLevel(level.Key.Id) >= level.Key.Level)
               let people = Linking.Completing(level.Select(rules => (rules, rules.Known(date))), date)
               where !people.IsEmpty
               select new AccountGain(level.First().Competency, level.Key.Level, people),
        ];
    }
}
