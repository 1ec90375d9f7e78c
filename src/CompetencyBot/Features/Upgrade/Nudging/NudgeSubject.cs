using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Features.Upgrade.Dialog;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Upgrade.Nudging;

/// <summary>Who is asked to pass what, and what for.</summary>
internal sealed record NudgeSubject(FollowedEdition Followed, Person Person, Item Item, Competency Competency, Level Level)
{
    private const int MostDaysAhead = 366;

    /// <returns>Null when the edition is followed no more or knows them no more, or the person is not in the people file.</returns>
    public static NudgeSubject? Of(Nudge nudge, OrganisationEvidence evidence)
    {
        var followed = evidence.Followed.FirstOrDefault(each => each.Edition.Id == nudge.EditionId);
        var person = followed?.Matched.People.FirstOrDefault(each => each.Id.Equals(nudge.Person, StringComparison.OrdinalIgnoreCase));
        var competency = followed?.Edition.Competencies.FirstOrDefault(each => each.Id == nudge.CompetencyId);
        return followed is not null && person is not null && competency is not null
            && followed.Edition.Items.TryGetValue(nudge.ItemId, out var item) && Enum.TryParse<Level>(nudge.Level, out var level)
            ? new(followed, person, item, competency, level)
            : null;
    }

    /// <summary>For example <c>Messaging (Gold)</c>.</summary>
    public string LevelTitle => Language.Format(Texts.CountsForLevel, Phrases.NameOf(Competency.Names), Phrases.Of(Level));

    public bool IsHeld(DateOnly today) => WayPlan.Holds(Person, Item.Id, today);

    public bool HasLeft(DateOnly today) => Person.Record.LeftOn <= today;

    /// <summary>The last day on which it can be passed, within a year: a later day is no plan.</summary>
    public DateOnly LastDay(DateOnly today) => new[] { today.AddDays(MostDaysAhead), Item.Retires ?? DateOnly.MaxValue, Item.AcceptedUntil ?? DateOnly.MaxValue }.Min();

    /// <summary>Why there is no sense in asking, or in answering; null while there is.</summary>
    public string? Pointless(DateOnly today) =>
        Followed.Edition.HasEnded(today) ? UpgradeTexts.NudgeEditionEnded
        : !Item.CanBePassed(today) ? UpgradeTexts.NudgeCannotBePassed
        : null;

    /// <summary>What the pass would be good for, to whoever is to pass it.</summary>
    public string Why(DateOnly today) => Alone(today) switch
    {
        null => Language.Format(UpgradeTexts.WhyOneOfSeveral, LevelTitle),
        { BuildsOnHeld: true } => Language.Format(UpgradeTexts.WhyOtherHalf, LevelTitle),
        _ => Language.Format(UpgradeTexts.WhyAlone, LevelTitle),
    };

    /// <summary>Looked for only where a single pass can be enough: of many who are asked together none is.</summary>
    private NearerLevel? Alone(DateOnly today) => Followed.On(today).LevelsOf(Competency.Id).Any(level => level.Level == Level && level.NewExams == 1)
        ? HelpfulExam.Of([(Followed.Edition, Followed.Matched)], today, Person.Id)
            .Where(exam => exam.Item.Id == Item.Id)
            .SelectMany(exam => exam.Levels)
            .FirstOrDefault(nearer => nearer.IsCompleted && nearer.Competency.Id == Competency.Id && nearer.Level == Level)
        : null;
}
