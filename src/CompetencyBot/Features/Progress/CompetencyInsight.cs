using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Progress;

/// <summary>What is known of one competency beside how far it is: what is missing, who holds it up, and what becomes of it until renewal.</summary>
/// <param name="Missing">What each level of each path lacks; empty for an edition that has ended, since nobody should sit exams for it.</param>
/// <param name="Ahead">The levels held today; empty where no renewal lies ahead.</param>
public sealed record CompetencyInsight(
    ImmutableArray<LevelAttainment> Levels,
    ImmutableArray<Shortfall> Missing,
    ImmutableArray<KeyPeople> Held,
    ImmutableArray<LevelStage> Stages,
    ImmutableArray<LevelForecast> Ahead)
{
    /// <summary>Null when nobody's report is awaited here.</summary>
    public ExpectedHere? Expected { get; init; }

    public static CompetencyInsight Of(FollowedEdition followed, Competency competency, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(followed);
        ArgumentNullException.ThrowIfNull(competency);
        var (edition, matched) = followed;
        var attainment = followed.On(today);
        var risk = RenewalAhead.Of(followed, today)?.Risk;
        return new CompetencyInsight(
            [.. attainment.LevelsOf(competency.Id)],
            edition.HasEnded(today) || !competency.RequirementsKnown ? [] : Shortfall.Of(edition, matched, today, competency.Id),
            [.. KeyPeople.Of(edition, matched, today).Where(level => level.Competency.Id == competency.Id)],
            [.. LevelStage.Of(attainment, matched.Memberships, risk).Where(level => level.Competency.Id == competency.Id)],
            [.. risk?.Levels.Where(level => level.Competency.Id == competency.Id) ?? []])
        {
            Expected = ExpectedHere.Of(followed, competency, today),
        };
    }

    /// <summary>Null for a level that is met, through this path or another.</summary>
    public Shortfall? MissingOf(LevelAttainment level)
    {
        ArgumentNullException.ThrowIfNull(level);
        return IsCovered(level) || Missing.FirstOrDefault(each => each.Path.Id == level.Path.Id && each.Level == level.Level) is not { } missing
            ? null
            : missing with { Linking = [.. missing.Linking.Where(person => Expected?.People.Contains(person) != true)] }; // who has reported has linked
    }

    /// <summary>How a level will be once accounts are confirmed; null for one that is met, through this path or another, or will be as it is.</summary>
    public LevelAttainment? ExpectedOf(LevelAttainment level) => IsCovered(level) ? null : Expected?.Then(level);

    private bool IsCovered(LevelAttainment level) => Levels.Any(other => other.Met && other.Level >= level.Level);
}
