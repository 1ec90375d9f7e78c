using System.Text.RegularExpressions;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.MyData.Retention;

/// <summary>
/// Erases the details of people who have left: what the bot keeps of them, what the directory said, and their rows in the files that count or could come back. What has to
/// stay of them names a pseudonym instead, and how many left in a month with how many passes is kept as a number.
/// </summary>
public sealed class LeaverErasure(BotDb db, ErasedPeople erased, EvidenceErasure rows, AuditLog audit, TimeProvider clock)
{
    /// <summary>In one transaction, which others wait for on SQLite.</summary>
    private const int PeopleAtOnce = 20;

    /// <returns>How many rows are gone or name nobody any more.</returns>
    public async Task<int> EraseAsync(OrganisationEvidence evidence, IReadOnlyCollection<PersonRecord> people, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(people);
        var names = await erased.NamesAsync(cancellationToken);
        var (number, changed) = (0, 0);
        foreach (var some in people.Chunk(PeopleAtOnce))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var before = changed;
            foreach (var person in some)
                changed += await EraseAsync(evidence, person, names, clock.GetUtcNow().AddMicroseconds(number++), cancellationToken);
            audit.Add(AuditLog.ByItself, AuditActions.LeaversErased, after: $"people={some.Length} rows={changed - before}");
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        return changed;
    }

    /// <param name="at">Of nobody else.</param>
    private async Task<int> EraseAsync(OrganisationEvidence evidence, PersonRecord person, ErasedNames names, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var me = new Myself(person.EntraObjectId?.ToLowerInvariant() ?? person.UserPrincipalName.ToLowerInvariant(), person.UserPrincipalName, person);
        var accounts = await db.LinkedAccounts.Where(link => me.Names.Contains(link.Person)).Select(link => link.Address).ToListAsync(cancellationToken);
        var isNew = names.Find(person) is null;
        if (isNew)
        {
            await CountAsync(evidence, person, cancellationToken);
            var fileSaidSo = evidence.FileSaysLeft(person.UserPrincipalName);
            db.ErasedPeople.AddRange(names.HashesOf(person, accounts, fileSaidSo).Select(hash => new ErasedPerson { AddressHash = hash, ErasedAt = at }));
            await db.SaveChangesAsync(cancellationToken);
        }

        var changed = await rows.EraseAsync(evidence, person, accounts, cancellationToken);
        foreach (var table in OwnTables.All.Reverse()) // chats last, by which others are found
            changed += await table.RetireAsync(db, me, names.PseudonymOf(person), cancellationToken);
        changed += await AuditAsync(me, names.PseudonymOf(person), cancellationToken);
        return changed + await KeysAsync(me, cancellationToken) + await DirectoryAsync(me, cancellationToken);
    }

    /// <summary>What was told to others about the person has their address in its key.</summary>
    private async Task<int> KeysAsync(Myself me, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var name in me.Names)
        {
            var (inside, end) = ($"|{name}|", $"|{name}");
            changed += await db.Notices.Where(row => row.Key.Contains(inside) || row.Key.EndsWith(end)).ExecuteDeleteAsync(cancellationToken);
            changed += await db.Outbox.Where(row => row.Key.Contains(inside) || row.Key.EndsWith(end)).ExecuteDeleteAsync(cancellationToken);
            changed += await db.Risks.Where(row => row.Kind == RiskKind.Leaver && row.Key.EndsWith(end)).ExecuteDeleteAsync(cancellationToken);
        }

        return changed;
    }

    /// <summary>What was changed may be a list of people, and what it was about a key: there the address is a part of a text.</summary>
    private async Task<int> AuditAsync(Myself me, string pseudonym, CancellationToken cancellationToken)
    {
        var address = me.WorkAddress!.ToLowerInvariant();
        var whole = new Regex($@"(?<![\w.+-]){Regex.Escape(address)}(?![\w-])(?!\.\w)", RegexOptions.IgnoreCase);
        var entries = await db.Audit.AsNoTracking().Where(entry => (entry.Subject != null && entry.Subject.Contains(address))
            || (entry.Before != null && entry.Before.Contains(address)) || (entry.After != null && entry.After.Contains(address))).ToListAsync(cancellationToken);
        foreach (var entry in entries)
        {
            var (subject, before, after) = (Clean(entry.Subject), Clean(entry.Before), Clean(entry.After));
            await db.Audit.Where(row => row.Id == entry.Id).ExecuteUpdateAsync(
                row => row.SetProperty(r => r.Subject, subject).SetProperty(r => r.Before, before).SetProperty(r => r.After, after), cancellationToken);
        }

        return entries.Count;

        string? Clean(string? text) => text is null ? null : whole.Replace(text, pseudonym);
    }

    private async Task<int> DirectoryAsync(Myself me, CancellationToken cancellationToken)
    {
        var gone = await db.DirectoryUsers.Where(user => me.Names.Contains(user.ObjectId) || me.Names.Contains(user.UserPrincipalName)).ExecuteDeleteAsync(cancellationToken);
        if (gone > 0)
            await db.DirectoryStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Revision, row => row.Revision + 1), cancellationToken);
        return gone;
    }

    private async Task CountAsync(OrganisationEvidence evidence, PersonRecord person, CancellationToken cancellationToken)
    {
        var left = person.LeftOn!.Value;
        var (month, passes) = (new DateOnly(left.Year, left.Month, 1), PassesOf(evidence, person, left));
        if (await db.FormerCounts.Where(count => count.Month == month).ExecuteUpdateAsync(
            count => count.SetProperty(row => row.People, row => row.People + 1).SetProperty(row => row.Passes, row => row.Passes + passes), cancellationToken) == 0)
        {
            db.FormerCounts.Add(new FormerCount { Month = month, People = 1, Passes = passes });
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>What counted on the last day; each once, whichever editions ask for it.</summary>
    private static int PassesOf(OrganisationEvidence evidence, PersonRecord person, DateOnly left) => evidence.Followed
        .SelectMany(followed => followed.Matched.People.Where(each => each.Id == person.UserPrincipalName)
            .SelectMany(each => Counting.ItemsOf(each, followed.Edition, left.AddDays(-1))))
        .Where(held => held.Standing == ItemStanding.Counts)
        .Select(held => held.Item!.Id).Distinct().Count();
}
