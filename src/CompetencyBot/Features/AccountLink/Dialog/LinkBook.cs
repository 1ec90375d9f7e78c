using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Features.AccountLink.SignIn;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.AccountLink.Dialog;

/// <summary>Enters in the database whose account is whose, and in the audit who said so.</summary>
public sealed class LinkBook(BotDb db, AuditLog audit, TimeProvider clock)
{
    /// <param name="person">Work address in lower case.</param>
    public Task<LinkedAccount?> FindAsync(string person, CancellationToken cancellationToken) =>
        db.LinkedAccounts.AsNoTracking().FirstOrDefaultAsync(link => link.Person == person && link.EndedAt == null, cancellationToken);

    /// <summary>Days on which the person reported an association, newest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> ReportedDaysAsync(string person, CancellationToken cancellationToken) =>
    [
        .. (await db.LinkedAccounts.AsNoTracking()
                .Where(link => link.Person == person && link.ReportedAt != null)
                .Select(link => link.ReportedAt!.Value)
                .ToListAsync(cancellationToken))
            .Select(time => DateOnly.FromDateTime(time.UtcDateTime)).OrderDescending(),
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
            ?? new AssociationCheck(evidence.Records, evidence.Followed[0].Matched).ColleagueWith(person, account.Address, today)?.Id.ToLowerInvariant();
    }

    /// <summary>The account is the person's; the one they had before is theirs no longer. The same account again changes nothing.</summary>
    /// <returns>False when a colleague was faster.</returns>
    public async Task<bool> KeepAsync(string person, SignedInAccount account, OrganisationEvidence evidence, DateOnly today, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        return await TryKeepAsync(person, account, evidence, today, cancellationToken)
            || (await FindAsync(person, cancellationToken))?.Subject == account.Subject; // another press of the same person was faster
    }

    /// <summary>The person says that Partner Center has associated the account.</summary>
    /// <returns>The link; null when there is none to report.</returns>
    public Task<LinkedAccount?> ReportAsync(string person, CancellationToken cancellationToken) => ChangeAsync(
        person,
        link =>
        {
            if (link.ReportedAt is not null)
                return false;
            link.ReportedAt = clock.GetUtcNow();
            audit.Add(person, AuditActions.AccountReported, person, after: MaskedAddress.Of(link.Address));
            return true;
        },
        cancellationToken);

    /// <summary>Ends what was kept and never reported; an association that was reported is ended by <c>unlink</c> only.</summary>
    public Task<LinkedAccount?> DropAsync(string person, CancellationToken cancellationToken) => ChangeAsync(
        person,
        link =>
        {
            if (link.ReportedAt is not null || link.ConfirmedAt is not null)
                return false;
            End(link, LinkEnd.Cancelled, person);
            return true;
        },
        cancellationToken);

    /// <summary>Notes that the person ends the association, also one that only the people file knows of.</summary>
    /// <param name="known">Address of the account by the people file; null = it does not say.</param>
    public async Task UnlinkAsync(string person, string? known, CancellationToken cancellationToken)
    {
        var ended = await ChangeAsync(
            person,
            link =>
            {
                End(link, LinkEnd.Unlinked, person);
                return true;
            },
            cancellationToken);
        if (ended is not null)
            return;
        var now = clock.GetUtcNow();
        var noted = new LinkedAccount { Id = Guid.CreateVersion7(now), Person = person, Address = known?.ToLowerInvariant() ?? "", VerifiedAt = now };
        noted.EndAs(LinkEnd.Unlinked, now);
        db.LinkedAccounts.Add(noted);
        audit.Add(person, AuditActions.AccountUnlinked, person, after: MaskedAddress.Of(known ?? ""));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private async Task<bool> TryKeepAsync(
        string person, SignedInAccount account, OrganisationEvidence evidence, DateOnly today, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var before = await db.LinkedAccounts.FirstOrDefaultAsync(link => link.Person == person && link.EndedAt == null, cancellationToken);
        if (before?.Subject == account.Subject)
            return true;
        if (before is not null)
            End(before, LinkEnd.Replaced, person);
        foreach (var link in await OwnersOf(account, person).AsTracking().ToListAsync(cancellationToken))
            if (HasLeft(link.Person, evidence, today))
                End(link, LinkEnd.Left, person);
        try
        {
            await db.SaveChangesAsync(cancellationToken); // first: an index allows one that has not ended
            Add(person, account);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (db.IsLostRace(failure))
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<LinkedAccount?> ChangeAsync(string person, Func<LinkedAccount, bool> change, CancellationToken cancellationToken)
    {
        try
        {
            var link = await db.LinkedAccounts.FirstOrDefaultAsync(row => row.Person == person && row.EndedAt == null, cancellationToken);
            if (link is null || !change(link))
                return link;
            if (link.EndedAt is null)
                link.Revision++;
            await db.SaveChangesAsync(cancellationToken);
            return link;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear(); // a job or another press changed it meanwhile; what it is now is the answer
            return await FindAsync(person, cancellationToken);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private IQueryable<LinkedAccount> OwnersOf(SignedInAccount account, string person) => db.LinkedAccounts.AsNoTracking()
        .Where(link => link.EndedAt == null && link.Person != person && (link.Subject == account.Subject || link.Address == account.Address));

    private static bool HasLeft(string person, OrganisationEvidence evidence, DateOnly today) =>
        evidence.FindByWorkAddress(person) is not { } record || record.LeftOn <= today;

    private void Add(string person, SignedInAccount account)
    {
        var now = clock.GetUtcNow();
        db.LinkedAccounts.Add(new LinkedAccount
        {
            Id = Guid.CreateVersion7(now),
            Person = person,
            Subject = account.Subject,
            Address = account.Address,
            Name = account.Name,
            VerifiedAt = now,
        });
        audit.Add(person, AuditActions.AccountVerified, person, after: MaskedAddress.Of(account.Address));
    }

    private void End(LinkedAccount link, LinkEnd end, string by)
    {
        link.EndAs(end, clock.GetUtcNow());
        audit.Add(
            by, end == LinkEnd.Unlinked ? AuditActions.AccountUnlinked : AuditActions.AccountEnded, link.Person,
            after: end == LinkEnd.Unlinked ? MaskedAddress.Of(link.Address) : $"{MaskedAddress.Of(link.Address)} {AuditReasons.Of(end)}");
    }
}
