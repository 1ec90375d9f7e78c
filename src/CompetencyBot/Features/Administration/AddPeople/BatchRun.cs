using CompetencyBot.Graph;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>One run over one batch: people first, then their managers, then the report to whoever asked.</summary>
public sealed class BatchRun(
    BotDb db, PersonCreation creation, ManagerEntry managers, AddReport report, IOptions<GraphOptions> graph, TimeProvider clock)
{
    /// <summary>People in one run, which comes each minute: the directory has other callers too.</summary>
    private const int AtOnce = 50;

    /// <summary>For so long a directory that cannot be asked is asked again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(6);

    /// <param name="batch">Confirmed, not ended.</param>
    /// <returns>How many are still to be done, and why the directory cannot be asked just now.</returns>
    public async Task<(int Left, GraphFailure? Failure)> RunAsync(AddBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var failure = await AskAsync(batch, cancellationToken);
        db.ChangeTracker.Clear();
        if (graph.Value is not { Enabled: true, CreateUsers: true })
            await GiveUpAsync(batch, AddProblem.SwitchedOff, cancellationToken);
        else if (failure is GraphFailure.Refused) // by no fault of a person's, see PersonCreation
            await GiveUpAsync(batch, AddProblem.NotPermitted, cancellationToken);
        else if (failure is not null && clock.GetUtcNow() - batch.ConfirmedAt > Patience)
            await GiveUpAsync(batch, AddProblem.NotReached, cancellationToken);

        var left = await ToCreate(batch).CountAsync(cancellationToken) + await WithoutManager(batch).CountAsync(cancellationToken);
        if (left == 0)
            await EndAsync(batch, cancellationToken);
        return (left, failure);
    }

    /// <returns>Why the directory cannot be asked any more in this run; null when it can.</returns>
    private async Task<GraphFailure?> AskAsync(AddBatch batch, CancellationToken cancellationToken)
    {
        if (graph.Value is not { Enabled: true, CreateUsers: true })
            return null;
        foreach (var person in await ToCreate(batch).OrderBy(person => person.Line).Take(AtOnce).ToListAsync(cancellationToken))
            if (await creation.RunAsync(batch, person, cancellationToken) is { } failure)
                return failure;
        if (await ToCreate(batch).AnyAsync(cancellationToken))
            return null;
        foreach (var person in await WithoutManager(batch).OrderBy(person => person.Line).Take(AtOnce).ToListAsync(cancellationToken))
            if (await managers.RunAsync(person, cancellationToken) is { } failure)
                return failure;
        return null;
    }

    /// <summary>Of somebody whom the directory was told to create nobody knows whether it did: the password is kept.</summary>
    private async Task GiveUpAsync(AddBatch batch, AddProblem problem, CancellationToken cancellationToken)
    {
        await ToCreate(batch).Where(person => person.State == AddState.Creating)
            .ExecuteUpdateAsync(person => person.SetProperty(row => row.Reason, nameof(AddProblem.PerhapsCreated)), cancellationToken);
        await ToCreate(batch).ExecuteUpdateAsync(
            person => person
                .SetProperty(row => row.State, AddState.Failed)
                .SetProperty(row => row.Reason, problem.ToString())
                .SetProperty(row => row.Password, (byte[]?)null),
            cancellationToken);
        await WithoutManager(batch).ExecuteUpdateAsync(person => person.SetProperty(row => row.Reason, nameof(AddProblem.ManagerNotSet)), cancellationToken);
    }

    private async Task EndAsync(AddBatch batch, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.AddBatches.Where(row => row.Id == batch.Id && row.EndedAt == null).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.EndedAt, now).SetProperty(r => r.ExpiresAt, now + AddDecisions.LogKept), cancellationToken);
        await report.StageAsync(batch, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private IQueryable<AddedPerson> ToCreate(AddBatch batch) =>
        db.AddedPeople.Where(person => person.BatchId == batch.Id && (person.State == AddState.Planned || (person.State == AddState.Creating && person.Reason == null)));

    private IQueryable<AddedPerson> WithoutManager(AddBatch batch) => db.AddedPeople.Where(person =>
        person.BatchId == batch.Id && person.State == AddState.Created && person.Reason == nameof(AddProblem.ManagerWaiting));
}
