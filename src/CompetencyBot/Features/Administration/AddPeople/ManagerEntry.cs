using CompetencyBot.Graph;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>Enters the managers of people who were created, once all are there: a manager may be among them.</summary>
public sealed class ManagerEntry(DirectoryAccounts accounts, EvidenceReader reader, BotDb db, TimeProvider clock)
{
    /// <summary>For so long the directory may not know yet of somebody whom it has just created.</summary>
    private static readonly TimeSpan Spreading = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, string?> _found = new(StringComparer.Ordinal);

    /// <param name="person">Created, and tracked; what becomes of it is saved.</param>
    /// <returns>Why the directory cannot be asked just now; null when it was.</returns>
    public async Task<GraphFailure?> RunAsync(AddedPerson person, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        var (manager, failure) = await FindAsync(person, cancellationToken);
        if (failure is not null)
            return failure;
        failure = manager is null ? null : await accounts.SetManagerAsync(person.ObjectId!, manager, cancellationToken);
        if (failure is not (null or GraphFailure.Refused))
            return failure;
        person.Reason = ReasonFor(person, manager, failure)?.ToString();
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    private AddProblem? ReasonFor(AddedPerson person, string? manager, GraphFailure? failure) => failure switch
    {
        null => manager is null ? AddProblem.ManagerUnknown : null,
        GraphFailure.Refused { Status: 404 } when clock.GetUtcNow() - person.CreatedAt < Spreading => AddProblem.ManagerWaiting,
        _ => AddProblem.ManagerNotSet,
    };

    /// <returns>The object id; neither it nor a failure when there is no such user.</returns>
    private async Task<(string? Manager, GraphFailure? Failure)> FindAsync(AddedPerson person, CancellationToken cancellationToken)
    {
        var address = person.Manager!;
        if (_found.TryGetValue(address, out var known))
            return (known, null);
        var id = (await reader.ReadAsync(cancellationToken))?.FindByWorkAddress(address)?.EntraObjectId
            ?? await db.AddedPeople.Where(row => row.BatchId == person.BatchId && row.UserPrincipalName == address && row.ObjectId != null)
                .Select(row => row.ObjectId).FirstOrDefaultAsync(cancellationToken);
        if (id is null)
        {
            var asked = await accounts.FindAsync(address, cancellationToken);
            if (asked.Failure is not (null or GraphFailure.Refused))
                return (null, asked.Failure);
            id = asked.Value?.Id;
        }

        return (_found[address] = id, null);
    }
}
