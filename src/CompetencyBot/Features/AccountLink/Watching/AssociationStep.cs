using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <summary>What is to be done about a proved account, by what Partner Center's data say of it.</summary>
public abstract record AssociationStep
{
    /// <summary>
    /// If for so long after the waiting time no data came that could show the association, the person hears that those at hand are too old. A file with the same
    /// content again is no newer data.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private AssociationStep()
    {
    }

    public sealed record Confirm : AssociationStep;

    public sealed record Finish(LinkEnd Why) : AssociationStep;

    /// <summary>The association was reported, and data that should show it do not.</summary>
    public sealed record Miss : AssociationStep;

    /// <summary>The association was reported, and there are no data that could show it; nothing is the person's mistake so far.</summary>
    public sealed record OldData : AssociationStep;

    /// <param name="wait">The edition's waiting time, which the data may take to show it.</param>
    /// <returns>Null = nothing, or nothing new; <see cref="OldData"/> is said each time, since nothing is kept of it but its message.</returns>
    public static AssociationStep? Of(LinkedAccount link, AssociationSeen seen, DataAtHand data, DateTimeOffset now, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(data);
        var due = link.ReportedAt + wait;
        return seen switch
        {
            AssociationSeen.Confirmed => link.ConfirmedAt is null ? new Confirm() : null,
            // Data from before the sign-in tell of the account before, and what was reported since takes its time to show.
            AssociationSeen.OtherAccount when !data.IsOlderThan(link.ConfirmedAt is null ? due ?? link.VerifiedAt : link.VerifiedAt) => new Finish(LinkEnd.OtherAccount),
            AssociationSeen.OfColleague => new Finish(LinkEnd.OfColleague),
            AssociationSeen.NoMore => new Finish(LinkEnd.NoMore),
            AssociationSeen.Left => new Finish(LinkEnd.Left),
            AssociationSeen.Absent or AssociationSeen.Away => null, // nothing of them counts meanwhile, and whoever else proves the account gets it
            _ => Unseen(link, data, now, due),
        };
    }

    private static AssociationStep? Unseen(LinkedAccount link, DataAtHand data, DateTimeOffset now, DateTimeOffset? due) =>
        link is not { ConfirmedAt: null, MissedAt: null } || due is not { } time ? null
        : !data.IsOlderThan(time) ? new Miss()
        : now >= time + Patience ? new OldData()
        : null;
}
