using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;

namespace CompetencyBot.Sources.Entra;

/// <summary>Whether and how a user is gone.</summary>
/// <param name="Signal">As Graph says; null = is there.</param>
/// <param name="Leave">As it counts, with announced dates and without what an admin holds back.</param>
/// <param name="On">The day from which it counts.</param>
/// <param name="IsPerson">Whether anything depends on it.</param>
public readonly record struct Gone(LeaveSignal? Signal, LeaveSignal? Leave, DateOnly? On, bool IsPerson)
{
    public static Gone Of(DirectoryUser row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var person = row.ToPerson();
        var signal = row.RemovedOn is not null ? LeaveSignal.Deleted : row.DisabledOn is not null ? LeaveSignal.Disabled : (LeaveSignal?)null;
        return new Gone(signal, person.Leave, person.LeftOn, row.IsPerson);
    }

    /// <summary>Whether leaving differs in a way that a level may depend on.</summary>
    public bool Matters(Gone after) => (IsPerson || after.IsPerson) && (Leave, On) != (after.Leave, after.On);
}
