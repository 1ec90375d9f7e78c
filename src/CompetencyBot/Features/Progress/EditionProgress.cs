using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Progress;

/// <summary>One edition in the overview; the same for everybody, so it is worked out once a day for as long as the evidence stays the same.</summary>
/// <param name="HasEnded">Then nobody is advised to pass anything for it.</param>
/// <param name="Uncounted">Passes of people who have not linked their account.</param>
/// <param name="Expected">Passes of people who have reported that they have, which Partner Center's data do not show yet.</param>
/// <param name="OnceConfirmed">The competencies whose level rises when they do.</param>
/// <param name="Change">Since the same day of the month before.</param>
public sealed record EditionProgress(
    Edition Edition,
    bool HasEnded,
    ImmutableArray<CompetencyProgress> Competencies,
    UncountedPasses Uncounted,
    UncountedPasses Expected,
    ImmutableArray<CompetencyDifference> OnceConfirmed,
    EvidenceChange Change)
{
    /// <summary>Certificates that lapse within so many days are told of.</summary>
    private const int LapsingDays = 90;

    /// <summary>The day for which <see cref="CompetencyProgress.Then"/> is told; null where no renewal lies ahead.</summary>
    public DateOnly? Anniversary { get; init; }

    /// <summary>Who counts, and who is near, by competency and level; none once the edition has ended.</summary>
    public ImmutableArray<Contributors> Contributors { get; init; } = [];

    /// <summary>What lapses soon, the soonest first.</summary>
    public ImmutableArray<LapsingCertificate> Lapsing { get; init; } = [];

    public static EditionProgress Of(FollowedEdition followed, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(followed);
        return followed.Once(today, Find);
    }

    private static EditionProgress Find(FollowedEdition followed, DateOnly today)
    {
        var (edition, matched) = followed;
        var ahead = RenewalAhead.Of(followed, today);
        var ended = edition.HasEnded(today);
        ImmutableArray<Contributors> contributors = ended ? [] : Domain.Evaluation.Contributors.Of(edition, matched, today);
        return new EditionProgress(
            edition,
            ended,
            CompetencyProgress.Of(followed.On(today), ahead, contributors),
            UncountedPasses.OfUnlinked(edition, matched, today),
            UncountedPasses.OfReported(edition, matched, today),
            [.. followed.OnceConfirmed(today)?.Competencies.Where(difference => difference.After is not null) ?? []],
            EvidenceChange.Of(followed.On(today.AddMonths(-1)), followed.On(today), matched))
        {
            Anniversary = ahead?.Anniversary,
            Contributors = contributors,
            Lapsing = [.. LapsingCertificate.Of([(edition, matched)], today, LapsingDays).Where(each => each.Counts).OrderBy(each => each.LastDay)],
        };
    }
}
