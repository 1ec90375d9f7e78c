using System.Globalization;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>What became of an admin's word on people who were to be added.</summary>
public enum AddDecision
{
    Taken,

    /// <summary>The batch is somebody else's, was cancelled, or is long gone.</summary>
    Gone,

    /// <summary>Nobody decided in time.</summary>
    Expired,

    /// <summary>It was said before.</summary>
    Already,
}

/// <summary>An admin's word on people who were to be added. Only whoever asked may say it; of two presses one counts.</summary>
public sealed class AddDecisions(BotDb db, JobStarter jobs, AuditLog audit, TimeProvider clock)
{
    /// <summary>For so long passwords and logs are kept.</summary>
    public static readonly TimeSpan LogKept = TimeSpan.FromHours(24);

    /// <summary>The people are created by a job from now on.</summary>
    public async Task<AddDecision> CreateAsync(Guid batch, Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var decision = await ConfirmAsync(batch, viewer, ended: null, cancellationToken);
        if (decision == AddDecision.Taken)
            await jobs.AddPeopleAsync(cancellationToken);
        return decision;
    }

    /// <summary>The people stand on a list from now on.</summary>
    public async Task<AddDecision> ListAsync(Guid batch, Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var decision = await ConfirmAsync(batch, viewer, clock.GetUtcNow(), cancellationToken);
        if (decision != AddDecision.Taken)
            return decision;
        var listed = await db.AddedPeople.Where(person => person.BatchId == batch && person.State == AddState.Planned)
            .ExecuteUpdateAsync(person => person.SetProperty(row => row.State, AddState.Listed), cancellationToken);
        audit.Add(viewer.AuditName, AuditActions.PeopleListed, after: listed.ToString(CultureInfo.InvariantCulture));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return decision;
    }

    /// <summary>Nothing becomes of it.</summary>
    public async Task<AddDecision> DiscardAsync(Guid batch, Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await Own(batch, viewer).Where(row => row.ConfirmedAt == null).ExecuteDeleteAsync(cancellationToken) == 0)
            return await WhyNotAsync(batch, viewer, cancellationToken);
        await db.AddedPeople.Where(person => person.BatchId == batch).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return AddDecision.Taken;
    }

    /// <summary>The log is not needed any more: its passwords are deleted at once.</summary>
    public async Task<AddDecision> ForgetAsync(Guid batch, Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await Own(batch, viewer).Where(row => row.EndedAt != null).ExecuteUpdateAsync(row => row.SetProperty(r => r.ExpiresAt, now), cancellationToken) == 0)
            return AddDecision.Gone;
        await db.AddedPeople.Where(person => person.BatchId == batch)
            .ExecuteUpdateAsync(person => person.SetProperty(row => row.Password, (byte[]?)null), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return AddDecision.Taken;
    }

    /// <returns>How many of a batch are to be added, or were.</returns>
    public Task<int> CountAsync(Guid batch, CancellationToken cancellationToken) =>
        db.AddedPeople.CountAsync(person => person.BatchId == batch && person.State != AddState.Known && person.State != AddState.Failed, cancellationToken);

    private async Task<AddDecision> ConfirmAsync(Guid batch, Viewer viewer, DateTimeOffset? ended, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = now + LogKept;
        return await Own(batch, viewer).Where(row => row.ConfirmedAt == null && row.ExpiresAt > now)
            .ExecuteUpdateAsync(
                row => row.SetProperty(r => r.ConfirmedAt, now).SetProperty(r => r.EndedAt, ended).SetProperty(r => r.ExpiresAt, until), cancellationToken) == 1
            ? AddDecision.Taken
            : await WhyNotAsync(batch, viewer, cancellationToken);
    }

    private async Task<AddDecision> WhyNotAsync(Guid batch, Viewer viewer, CancellationToken cancellationToken) =>
        await Own(batch, viewer).AsNoTracking().FirstOrDefaultAsync(cancellationToken) switch
        {
            null => AddDecision.Gone,
            { ConfirmedAt: not null } => AddDecision.Already,
            _ => AddDecision.Expired,
        };

    private IQueryable<AddBatch> Own(Guid batch, Viewer viewer)
    {
        var by = viewer.AuditName;
        return db.AddBatches.Where(row => row.Id == batch && row.By == by);
    }
}
