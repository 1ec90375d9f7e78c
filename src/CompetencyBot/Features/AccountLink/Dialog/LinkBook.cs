using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary>Enters in the database whose account is whose, and in the audit who said so.</summary>
public sealed class LinkBook(BotDb db, AuditLog audit, TimeProvider clock)
{
    private const int MostTries = 3;

    /// <param name="person">Work address in lower case.</param>
    public Task<LinkedAccount?> FindAsync(string person, CancellationToken cancellationToken) =>
        db.LinkedAccounts.AsNoTracking().FirstOrDefaultAsync(link => link.Person == person && link.EndedAt == null, cancellationToken);

    /// <summary>Days on which the person reported an association that was confirmed or may still be.</summary>
    public async Task<IReadOnlyList<DateOnly>> ReportedDaysAsync(string person, CancellationToken cancellationToken) =>
    [
        .. (await db.LinkedAccounts.AsNoTracking()
                .Where(link => link.Person == person && link.ReportedAt != null && (link.ConfirmedAt != null || link.MissedAt == null))
                .Select(link => link.ReportedAt!.Value)
                .ToListAsync(cancellationToken))
            .Select(time => DateOnly.FromDateTime(time.UtcDateTime)),
    ];

    /// <summary>Whose account it is beside the asking person: by what others have linked here, else by the people file.</summary>
    /// <returns>Work address; null when it is nobody's, or somebody's who has left.</returns>
    public async Task<string?> ColleagueWithAsync(
        SignedInAccount account, string person, OrganisationEvidence evidence, DateOnly today, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(evidence);
        var owners = await OwnersOf(account, person).ToListAsync(cancellationToken);
        return owners.Select(link => link.Person).FirstOrDefault(owner => !HasLeft(owner, evidence, today))
            ?? new AssociationCheck(evidence.Records, evidence.PresentOn(today).Matched).ColleagueWith(person, account.Address, today)?.Id.ToLowerInvariant();
    }

    /// <summary>All of it happens, or nothing.</summary>
    /// <param name="work">Says whether it is to be kept. A race that it loses is as if it had said no.</param>
    public async Task<bool> TogetherAsync(Func<Task<bool>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            if (!await work())
                return false;
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is DbUpdateConcurrencyException || db.IsLostRace(failure))
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>The account is the person's; the one they had before is theirs no longer. To be done together with the dialog's move.</summary>
    /// <param name="memory">Of the dialog, with the account.</param>
    /// <returns>The same with what was kept, and with what that replaced.</returns>
    /// <exception cref="DbUpdateException">A colleague, or the same person in another chat, was faster.</exception>
    public async Task<LinkMemory> KeepAsync(string person, LinkMemory memory, OrganisationEvidence evidence, DateOnly today, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(memory);
        var (account, now) = (memory.Account!, clock.GetUtcNow());
        var before = await db.LinkedAccounts.FirstOrDefaultAsync(link => link.Person == person && link.EndedAt == null, cancellationToken);
        if (before is not null && before.Subject == account.Subject)
        {
            if (before.Address != account.Address || before.Name != account.Name)
                (before.Address, before.Name, before.Revision) = (account.Address, account.Name, before.Revision + 1);
            await db.SaveChangesAsync(cancellationToken);
            return memory;
        }

        var isOfThisDialog = before is not null && before.Id == memory.Kept;
        if (before is not null)
            End(before, isOfThisDialog ? LinkEnd.Cancelled : LinkEnd.Replaced, person, now);
        foreach (var link in await OwnersOf(account, person).AsTracking().ToListAsync(cancellationToken))
            if (HasLeft(link.Person, evidence, today))
                End(link, LinkEnd.Left, person, now);
        await db.SaveChangesAsync(cancellationToken); // first: an index allows one that has not ended
        var kept = Add(person, account, now);
        await db.SaveChangesAsync(cancellationToken);
        return memory with { Kept = kept.Id, Replaced = isOfThisDialog ? memory.Replaced : before?.Id };
    }

    /// <summary>The person says that Partner Center has associated the account; said again, it counts from then.</summary>
    /// <returns>False when the account is theirs no longer.</returns>
    public async Task<bool> ReportAsync(string person, SignedInAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var links = await db.LinkedAccounts
            .Where(link => link.Person == person && (link.EndedAt == null || (link.End == LinkEnd.Replaced && link.Subject != null)))
            .ToListAsync(cancellationToken);
        var active = links.FirstOrDefault(link => link.EndedAt is null);
        if (active is null || active.Subject != account.Subject)
            return false;
        foreach (var replaced in links.Where(link => link.EndedAt is not null))
            replaced.Forget(); // it does not come back any more
        if (active.ConfirmedAt is null)
        {
            (active.ReportedAt, active.MissedAt, active.Revision) = (clock.GetUtcNow(), null, active.Revision + 1);
            audit.Add(person, AuditActions.AccountReported, person, after: MaskedAddress.Of(active.Address));
        }

        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>What the dialog has kept is kept no more, and what that had replaced is back.</summary>
    public async Task DropAsync(string person, LinkMemory memory, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (memory.Kept is not { } id
            || await db.LinkedAccounts.FirstOrDefaultAsync(link => link.Id == id, cancellationToken) is not { EndedAt: null, ReportedAt: null, ConfirmedAt: null } kept)
            return;
        End(kept, LinkEnd.Cancelled, person, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken); // first: an index allows one that has not ended
        if (memory.Replaced is { } earlier
            && await db.LinkedAccounts.FirstOrDefaultAsync(link => link.Id == earlier && link.End == LinkEnd.Replaced, cancellationToken) is { Subject: not null } replaced)
        {
            replaced.BringBack();
            audit.Add(person, AuditActions.AccountVerified, person, after: MaskedAddress.Of(replaced.Address));
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Notes that the person ends the association, also one that only the people file knows of.</summary>
    /// <param name="known">Address of the account by the people file; null = it does not say.</param>
    /// <exception cref="DbUpdateConcurrencyException">Others change the link all the time.</exception>
    public async Task UnlinkAsync(string person, string? known, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        for (var tried = 1; ; tried++)
        {
            var active = await db.LinkedAccounts.FirstOrDefaultAsync(row => row.Person == person && row.EndedAt == null, cancellationToken);
            if (active is not null)
                End(active, LinkEnd.Unlinked, person, now);
            else
                Note(person, known, now);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateConcurrencyException) when (tried < MostTries)
            {
                // A job has changed it meanwhile; it is to end all the same.
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private IQueryable<LinkedAccount> OwnersOf(SignedInAccount account, string person) => db.LinkedAccounts.AsNoTracking()
        .Where(link => link.EndedAt == null && link.Person != person && (link.Subject == account.Subject || link.Address == account.Address));

    private static bool HasLeft(string person, OrganisationEvidence evidence, DateOnly today) =>
        evidence.FindByWorkAddress(person) is not { } record || record.LeftOn <= today;

    private LinkedAccount Add(string person, SignedInAccount account, DateTimeOffset now)
    {
        var link = new LinkedAccount
        {
            Id = Guid.CreateVersion7(now),
            Person = person,
            Subject = account.Subject,
            Address = account.Address,
            Name = account.Name,
            VerifiedAt = now,
        };
        db.LinkedAccounts.Add(link);
        audit.Add(person, AuditActions.AccountVerified, person, after: MaskedAddress.Of(account.Address));
        return link;
    }

    private void Note(string person, string? known, DateTimeOffset now)
    {
        var noted = new LinkedAccount { Id = Guid.CreateVersion7(now), Person = person, Address = known?.ToLowerInvariant() ?? "", VerifiedAt = now };
        noted.EndAs(LinkEnd.Unlinked, now);
        db.LinkedAccounts.Add(noted);
        audit.Add(person, AuditActions.AccountUnlinked, person, after: noted.Address);
    }

    private void End(LinkedAccount link, LinkEnd end, string by, DateTimeOffset now)
    {
        var masked = MaskedAddress.Of(link.Address);
        link.EndAs(end, now);
        audit.Add(
            by, end == LinkEnd.Unlinked ? AuditActions.AccountUnlinked : AuditActions.AccountEnded, link.Person,
            after: end == LinkEnd.Unlinked ? masked : $"{masked} {AuditReasons.Of(end)}");
    }
}
