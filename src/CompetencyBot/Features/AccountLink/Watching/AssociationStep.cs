using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>What is to be done about a proved account, by what Partner Center's data say of it.</summary>
public abstract record AssociationStep
{
    /// <summary>So long after the waiting time somebody hears that nothing was seen even if nothing was imported meanwhile.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private AssociationStep()
    {
    }

    public sealed record Confirm : AssociationStep;

    public sealed record Finish(LinkEnd Why) : AssociationStep;

    /// <summary>The association was reported, and its time is over.</summary>
    public sealed record Miss : AssociationStep;

    /// <param name="wait">The edition's waiting time, which the data may take to show it.</param>
    /// <returns>Null = nothing, or nothing new.</returns>
    public static AssociationStep? Of(LinkedAccount link, AssociationSeen seen, DataAtHand data, DateTimeOffset now, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(data);
        return seen switch
        {
            AssociationSeen.Confirmed => link.ConfirmedAt is null ? new Confirm() : null,
            // Data from before the sign-in tell of the account before.
            AssociationSeen.OtherAccount => data.IsOlderThan(link.VerifiedAt) ? null : new Finish(LinkEnd.OtherAccount),
            AssociationSeen.OfColleague => new Finish(LinkEnd.OfColleague),
            AssociationSeen.NoMore => new Finish(LinkEnd.NoMore),
            AssociationSeen.Left => new Finish(LinkEnd.Left),
            _ => IsMissed(link, data, now, wait) ? new Miss() : null,
        };
    }

    private static bool IsMissed(LinkedAccount link, DataAtHand data, DateTimeOffset now, TimeSpan wait) =>
        link is { ReportedAt: { } reported, ConfirmedAt: null, MissedAt: null }
        && reported + wait is var due
        && (data.ReadAt >= due || now >= due + Patience);
}
