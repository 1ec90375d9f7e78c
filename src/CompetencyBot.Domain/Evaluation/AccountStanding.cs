using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Domain.Evaluation;

public enum AccountState
{
    NotLinked,

    /// <summary>The person has proved whose the account is; nothing is said of its association yet.</summary>
    Verified,

    /// <summary>The person said that the account is associated; Partner Center's data do not show it yet.</summary>
    Reported,

    /// <summary>Partner Center's data show the association; the edition's waiting time is not over.</summary>
    Waiting,

    /// <summary>What the person holds counts.</summary>
    Linked,

    Left,
}

/// <summary>How far a person is with linking their Microsoft account.</summary>
/// <param name="CountsFrom">First day on which Partner Center's data let them count; null = not associated there.</param>
/// <param name="Pending">An account that is proved or reported and not confirmed: beside <see cref="AccountState.Linked"/> a change under way.</param>
public sealed record AccountStanding(AccountState State, DateOnly? CountsFrom, ProvenAccount? Pending)
{
    public static AccountStanding Of(Person person, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(person);
        var pending = person.Account is { ConfirmedAt: null } account ? account : null;
        var from = Counting.FirstDay(person);
        var state = person.Record.LeftOn <= date ? AccountState.Left
            : from <= date ? AccountState.Linked
            : from is not null ? AccountState.Waiting
            : pending is null ? AccountState.NotLinked
            : pending.ReportedAt is null ? AccountState.Verified
            : AccountState.Reported;
        return new AccountStanding(state, from, pending);
    }

    /// <summary>Whether nothing tells that the person counts, or will.</summary>
    public bool IsUnlinked => State is AccountState.NotLinked or AccountState.Verified;
}
