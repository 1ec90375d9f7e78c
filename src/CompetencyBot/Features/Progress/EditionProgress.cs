using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Progress;

/// <summary>One edition in the overview.</summary>
/// <param name="Uncounted">Passes of people who have not linked their account.</param>
/// <param name="Expected">Passes of people who have reported that they have, which Partner Center's data do not show yet.</param>
/// <param name="OnceConfirmed">The competencies whose level rises when they do.</param>
public sealed record EditionProgress(
    Edition Edition,
    ImmutableArray<CompetencyProgress> Competencies,
    UncountedPasses Uncounted,
    UncountedPasses Expected,
    ImmutableArray<CompetencyDifference> OnceConfirmed)
{
    public static EditionProgress Of(FollowedEdition followed, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(followed);
        var (edition, matched) = followed;
        return new EditionProgress(
            edition,
            CompetencyProgress.Of(followed.On(today)),
            UncountedPasses.OfUnlinked(edition, matched, today),
            UncountedPasses.OfReported(edition, matched, today),
            [.. followed.OnceConfirmed(today)?.Competencies.Where(difference => difference.After is not null) ?? []]);
    }
}
