using CompetencyBot.Graph;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Graph.Models;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>
/// Creates one person, as often as it takes: before each try the directory is asked whether it has the address, so that nobody is created twice and whom an earlier run
/// created, which ended before it could write that down, is known as such.
/// </summary>
public sealed class PersonCreation(DirectoryAccounts accounts, InitialPasswords passwords, FirstMessages messages, AuditLog audit, BotDb db, TimeProvider clock)
{
    /// <summary>Clocks of the directory and of this machine may differ by so much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <param name="person">Tracked; what becomes of them is saved.</param>
    /// <returns>Why the directory cannot be asked just now, so that nobody else need be tried; null when this person is settled.</returns>
    public async Task<GraphFailure?> RunAsync(AddBatch batch, AddedPerson person, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(person);
        var failure = await TryAsync(batch, person, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return failure;
    }

    private async Task<GraphFailure?> TryAsync(AddBatch batch, AddedPerson person, CancellationToken cancellationToken)
    {
        if (await LookAsync(batch, person, cancellationToken) is var (isSettled, failure) && (isSettled || failure is not null))
            return failure;

        var isFirst = person.State == AddState.Planned;
        if (isFirst && !await ClaimAsync(person, cancellationToken))
            return null;
        var created = await CreateAsync(person, cancellationToken);
        switch (created)
        {
            case { Value.Id: { } id }:
                Created(batch, person, id);
                return null;
            case { Failure: GraphFailure.Refused { Status: not (401 or 403) } }:
                return await RefusedAsync(batch, person, cancellationToken);
            case { Failure: GraphFailure.Refused } when isFirst:
                (person.State, person.Password) = (AddState.Planned, null); // it surely was not made
                return created.Failure;
            default:
                return created.Failure ?? new GraphFailure.NotReached(nameof(CreateAsync)); // no id: whether it was made shows the next time
        }
    }

    /// <summary>Before the directory has the password it is written down; of two runs one does so.</summary>
    private async Task<bool> ClaimAsync(AddedPerson person, CancellationToken cancellationToken)
    {
        var password = passwords.Protect(InitialPasswords.Make());
        var claimed = await db.AddedPeople.Where(row => row.Id == person.Id && row.State == AddState.Planned).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.State, AddState.Creating).SetProperty(r => r.Password, password), cancellationToken);
        await db.Entry(person).ReloadAsync(cancellationToken);
        return claimed == 1;
    }

    private async Task<GraphAnswer<User>> CreateAsync(AddedPerson person, CancellationToken cancellationToken)
    {
        if (passwords.Read(person.Password) is { } password)
            return await accounts.CreateAsync(person, password, cancellationToken);
        person.Password = passwords.Protect(InitialPasswords.Make()); // the key of the earlier one is gone
        await db.SaveChangesAsync(cancellationToken);
        return await accounts.CreateAsync(person, passwords.Read(person.Password)!, cancellationToken);
    }

    /// <summary>The same status means a taken address and one that cannot be; the directory's words for it differ by time and place.</summary>
    private async Task<GraphFailure?> RefusedAsync(AddBatch batch, AddedPerson person, CancellationToken cancellationToken)
    {
        var (isSettled, failure) = await LookAsync(batch, person, cancellationToken);
        if (!isSettled && failure is null)
            End(person, AddState.Failed, AddProblem.Refused);
        return failure;
    }

    /// <summary>Settles whom the directory has.</summary>
    private async Task<(bool IsSettled, GraphFailure? Failure)> LookAsync(AddBatch batch, AddedPerson person, CancellationToken cancellationToken)
    {
        var found = await accounts.FindAsync(person.UserPrincipalName, cancellationToken);
        if (found.Failure is GraphFailure.Refused { Status: not (401 or 403) })
        {
            GiveUp(person);
            return (true, null);
        }

        if (found.Failure is not null)
            return (false, found.Failure);
        if (found.Value is not { } user)
            return (false, null);
        if (IsOurs(batch, person, user))
            Created(batch, person, user.Id!);
        else
            End(person, AddState.Known, AddProblem.Taken);
        return (true, null);
    }

    /// <summary>Whether the user was made by a run of this batch: it was about to, and the user appeared since.</summary>
    private static bool IsOurs(AddBatch batch, AddedPerson person, User user) =>
        person.State == AddState.Creating && user.CreatedDateTime >= batch.ConfirmedAt - Skew && user.DisplayName == person.DisplayName;

    private void Created(AddBatch batch, AddedPerson person, string id)
    {
        (person.State, person.ObjectId, person.CreatedAt) = (AddState.Created, id.ToLowerInvariant(), clock.GetUtcNow());
        person.Reason = person.Manager is null ? null : nameof(AddProblem.ManagerWaiting);
        audit.Add(batch.By, AuditActions.PersonAdded, person.UserPrincipalName);
        messages.Stage(person);
    }

    /// <summary>The directory will not say whether it has them.</summary>
    private static void GiveUp(AddedPerson person)
    {
        if (person.State == AddState.Creating)
            person.Reason = nameof(AddProblem.PerhapsCreated);
        else
            End(person, AddState.Failed, AddProblem.Refused);
    }

    private static void End(AddedPerson person, AddState state, AddProblem problem) =>
        (person.State, person.Reason, person.Password) = (state, problem.ToString(), null);
}
