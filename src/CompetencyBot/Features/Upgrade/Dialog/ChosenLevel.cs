using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Upgrade.Dialog;

/// <summary>A level that is not held, and the ways to it.</summary>
public sealed record ChosenLevel(KnownCompetency Known, FollowedEdition Followed, NextLevel Next)
{
    public Edition Edition => Followed.Edition;

    public Level Level => Next.Level;

    /// <summary>For example <c>Messaging (Gold)</c>.</summary>
    public string Title => Language.Format(Texts.CountsForLevel, Known.Title, Phrases.Of(Level));

    /// <param name="id">Of a path; null, or one that there is not, = the nearest.</param>
    public Shortfall Way(string? id) => Next.Paths.FirstOrDefault(way => way.Path.Id == id) ?? Next.Paths[0];

    /// <param name="wanted">Null = the next one.</param>
    /// <returns>The level; or null and why it is none to work for.</returns>
    public static (ChosenLevel? Chosen, string Why) Find(UpgradeView view, KnownCompetency known, Level? wanted)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(known);
        var followed = view.Evidence.In(known.EditionId);
        if (WhyNot(followed.Edition, known.Competency, wanted, view.Today) is { } reason)
            return (null, reason);
        return NextOf(followed, known.Competency, wanted, view.Today) is { } next
            ? (new ChosenLevel(known, followed, next), "")
            : (null, wanted is { } level ? Language.Format(Texts.LevelReached, Phrases.Of(level)) : Texts.UpgradeNothingAbove);
    }

    /// <returns>Null when nothing speaks against working for it.</returns>
    public static string? WhyNot(Edition edition, Competency competency, Level? wanted, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(competency);
        return edition.HasEnded(today) ? Texts.UpgradeEnded
            : !competency.RequirementsKnown ? Texts.RequirementsUnknown
            : wanted is { } level && !competency.Paths.Any(path => path.Levels.Any(each => each.Level == level))
                ? Language.Format(Texts.UpgradeNoSuchLevel, Phrases.Of(level))
                : null;
    }

    /// <returns>Null when it is held, or there is none above the one that is held.</returns>
    private static NextLevel? NextOf(FollowedEdition followed, Competency competency, Level? wanted, DateOnly today)
    {
        var (edition, matched) = followed;
        var held = followed.On(today).HighestLevel(competency.Id);
        if (wanted is not { } level)
            return UpgradeOptions.Of(edition, matched, today).Next.FirstOrDefault(each => each.Competency.Id == competency.Id);
        return followed.On(today).LevelsOf(competency.Id).Any(each => each.Level == level && each.Met)
            ? null
            : NextLevel.Of(held, Shortfall.Of(edition, matched, today, competency.Id, level: level));
    }
}
