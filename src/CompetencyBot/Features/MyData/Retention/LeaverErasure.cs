using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.MyData.Retention;

/// <summary>
/// Erases the details of people who have left: what the bot keeps of them, what the directory said, and their rows in the files that count or could come back. What has to
/// stay of them names a pseudonym instead, and how many left in a month with how many passes is kept as a number.
/// </summary>
public sealed class LeaverErasure(BotDb db, ErasedPeople erased, EvidenceErasure rows, KeptTexts texts, AuditLog audit, TimeProvider clock)
{
    /// <summary>In one transaction, which others wait for on SQLite.</summary>
    private const int PeopleAtOnce = 20;

    /// <param name="present">What they share with people who are there is not touched.</param>
    /// <returns>How many rows are gone or name nobody any more.</returns>
    public async Task<int> EraseAsync(OrganisationEvidence evidence, IReadOnlyCollection<PersonRecord> people, PresentNames present, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(present);
        var names = await erased.NamesAsync(cancellationToken);
        var (number, changed) = (0, 0);
        foreach (var some in people.Chunk(PeopleAtOnce))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var before = changed;
            foreach (var person in some)
            {
                var hashed = await HashAsync(evidence, present.Without(person), present, names, clock.GetUtcNow().AddMicroseconds(number++), cancellationToken);
                changed += await EraseAsync(evidence, hashed, present, names.PseudonymOf(person), cancellationToken);
            }

            audit.Add(AuditLog.ByItself, AuditActions.LeaversErased, after: $"people={some.Length} rows={changed - before}");
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        return changed;
    }

    /// <param name="at">Of nobody else.</param>
    private async Task<Known> HashAsync(
        OrganisationEvidence evidence, PersonRecord person, PresentNames present, ErasedNames names, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var me = new Myself(person.EntraObjectId?.ToLowerInvariant() ?? person.UserPrincipalName.ToLowerInvariant(), person.UserPrincipalName, person);
        var proved = await db.LinkedAccounts.Where(link => me.Names.Contains(link.Person) && link.Subject != null) // else its address is masked
            .Select(link => link.Address).ToListAsync(cancellationToken);
        string[] accounts = [.. proved.Where(account => !present.IsAccount(account))];
        var before = names.Find(person);
        if (before is null)
            await CountAsync(evidence, person, cancellationToken);
        db.ErasedPeople.AddRange(names.Add(person, accounts, evidence.FileSaysLeft(person.UserPrincipalName), before ?? at));
        await db.SaveChangesAsync(cancellationToken);
        return new Known(me, person, accounts);
    }

    private async Task<int> EraseAsync(OrganisationEvidence evidence, Known known, PresentNames present, string pseudonym, CancellationToken cancellationToken)
    {
        var (me, person, accounts) = known;
        var changed = await rows.EraseAsync(evidence, person, accounts, present, cancellationToken);
        foreach (var table in OwnTables.All.Reverse()) // chats last, by which others are found
            changed += await table.RetireAsync(db, me, pseudonym, cancellationToken);
        changed += await texts.CleanAsync([person.UserPrincipalName, person.MicrosoftAccount, person.McpId, .. accounts], pseudonym, cancellationToken);
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

    /// <param name="Record">Without what somebody has who is there.</param>
    /// <param name="Accounts">Proved, besides that of the record.</param>
    private sealed record Known(Myself Me, PersonRecord Record, string[] Accounts);
}
