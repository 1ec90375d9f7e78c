using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Sources.Entra;

/// <summary>Whether and how a user is gone.</summary>
/// <param name="Signal">As Graph says, without announced dates; null = is there.</param>
/// <param name="LeavesOn">As announced; null = nothing is.</param>
/// <param name="Leave">As it counts, with announced dates and without what an admin holds back.</param>
/// <param name="On">The day from which it counts.</param>
/// <param name="IsPerson">Whether anything depends on it.</param>
public readonly record struct Gone(LeaveSignal? Signal, DateOnly? LeavesOn, LeaveSignal? Leave, DateOnly? On, bool IsPerson)
{
    public static Gone Of(DirectoryUser row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var person = row.ToPerson();
        var signal = row.RemovedOn is not null ? LeaveSignal.Deleted : row.DisabledOn is not null ? LeaveSignal.Disabled : (LeaveSignal?)null;
        return new Gone(signal, row.LeavesOn, person.Leave, person.LeftOn, row.IsPerson);
    }

    private (LeaveSignal? Leave, DateOnly? On) Counted => IsPerson ? (Leave, On) : default;

    /// <summary>Whether leaving differs in a way that a level may depend on.</summary>
    public bool Matters(Gone after) => Counted != after.Counted;

    /// <summary>Why somebody is gone who was one of the people; a day that was announced is a reason once it has come.</summary>
    public LeaveSignal? SignalOn(DateOnly today) =>
        !IsPerson ? null
        : Signal ?? (LeavesOn <= today ? LeaveSignal.Announced : null);
}
