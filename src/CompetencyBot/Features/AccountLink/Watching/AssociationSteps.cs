using System.Collections.Immutable;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>What one look finds to do.</summary>
/// <param name="Found">Also what a file that looks incomplete says.</param>
/// <param name="Confirmed">Confirmed accounts of which the data say anything.</param>
internal sealed record AssociationSteps(ImmutableArray<(LinkedAccount Link, AssociationStep Step)> Found, int Confirmed)
{
    /// <summary>Fewer may well end on one day.</summary>
    private const int ManyEnds = 5;

    public static AssociationSteps Of(IReadOnlyCollection<LinkedAccount> links, AssociationLook look) => new(
        [.. from link in links let step = look.StepOf(link) where step is not null select (link, step)],
        links.Count(link => link.ConfirmedAt is not null && look.Evidence.FindByWorkAddress(link.Person) is not null));

    /// <summary>Confirmed accounts that would end since the data do not show them any more.</summary>
    public int Ends => Found.Count(IsEndOfConfirmed);

    /// <summary>Whether so many would end at once that the file is more likely incomplete than right.</summary>
    public bool IsFileIncomplete => Ends is >= ManyEnds and var ends && 2 * ends > Confirmed;

    public IEnumerable<(LinkedAccount Link, AssociationStep Step)> ToTake => IsFileIncomplete ? Found.Where(each => !IsEndOfConfirmed(each)) : Found;

    private static bool IsEndOfConfirmed((LinkedAccount Link, AssociationStep Step) each) =>
        each is { Link.ConfirmedAt: not null, Step: AssociationStep.Finish { Why: LinkEnd.NoMore or LinkEnd.OtherAccount } };
}
