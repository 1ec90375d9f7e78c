using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.MyData.Retention;

/// <summary>Deletes the rows of somebody in every content of evidence there is: of the one that counts, of the one that an undo would bring back, and of one that waits for a word.</summary>
public sealed class EvidenceErasure(BotDb db)
{
    /// <param name="person">By what nobody has who is there.</param>
    /// <param name="accounts">Addresses of Microsoft accounts besides that of the record, which nobody has who is there.</param>
    /// <param name="present">Whose rows stay, whatever else they say.</param>
    public async Task<int> EraseAsync(
        OrganisationEvidence evidence, PersonRecord person, IReadOnlyCollection<string> accounts, PresentNames present, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(present);
        string[] work = Spellings(evidence, [person.UserPrincipalName]), emails = Spellings(evidence, [person.UserPrincipalName, person.MicrosoftAccount, .. accounts]);
        var mcpId = person.McpId;
        var gone = 0;
        foreach (var snapshot in await db.Snapshots.AsNoTracking().Where(row => row.State != SnapshotState.Dead).ToListAsync(cancellationToken))
            gone += snapshot.Kind switch
            {
                nameof(FileKind.People) => await DeleteAsync(snapshot, Of(snapshot, db.People).Where(row => work.Contains(row.UserPrincipalName)), cancellationToken),
                nameof(FileKind.TrainingCompletions) => await DeleteAsync(
                    snapshot,
                    Of(snapshot, db.Training).Where(row => (row.CorpEmail != null && work.Contains(row.CorpEmail)) || (row.Email != null && emails.Contains(row.Email))
                        || (row.McpId != null && row.McpId == mcpId)),
                    present,
                    cancellationToken),
                _ => 0,
            };
        return gone;
    }

    private async Task<int> DeleteAsync(EvidenceSnapshot snapshot, IQueryable<TrainingRecord> rows, PresentNames present, CancellationToken cancellationToken)
    {
        var found = await rows.AsNoTracking().Select(row => new { Id = EF.Property<long>(row, "Id"), Row = row }).ToListAsync(cancellationToken);
        long[] ids = [.. found.Where(each => !present.AreIn(each.Row)).Select(each => each.Id)];
        return ids.Length == 0 ? 0 : await DeleteAsync(snapshot, rows.Where(row => ids.Contains(EF.Property<long>(row, "Id"))), cancellationToken);
    }

    /// <summary>The content then has so many rows fewer, which also tells every instance that it is another; and so has its import, by which an undo sees that nothing is missing.</summary>
    private async Task<int> DeleteAsync<TRecord>(EvidenceSnapshot snapshot, IQueryable<TRecord> rows, CancellationToken cancellationToken)
        where TRecord : class
    {
        var gone = await rows.ExecuteDeleteAsync(cancellationToken);
        if (gone == 0)
            return 0;
        await db.Snapshots.Where(row => row.Id == snapshot.Id).ExecuteUpdateAsync(row => row.SetProperty(r => r.Rows, r => r.Rows - gone), cancellationToken);
        await db.ImportRuns.Where(run => run.Id == snapshot.RunId).ExecuteUpdateAsync(
            run => run.SetProperty(r => r.RowsInAll, r => r.RowsInAll - gone).SetProperty(r => r.RowsSoFar, r => r.RowsSoFar - gone), cancellationToken);
        return gone;
    }

    private static IQueryable<TRecord> Of<TRecord>(EvidenceSnapshot snapshot, IQueryable<TRecord> rows)
        where TRecord : class => rows.Where(row => EF.Property<long>(row, BotDb.SnapshotId) == snapshot.Id);

    /// <summary>As the people file, the rows that count, and the bot write them: no two databases compare without case in the same way.</summary>
    private static string[] Spellings(OrganisationEvidence evidence, IEnumerable<string?> names)
    {
        var known = names.OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var written = evidence.Records.Training.SelectMany(row => new[] { row.CorpEmail, row.Email }).OfType<string>().Where(known.Contains);
        return [.. known.Concat(known.Select(name => name.ToLowerInvariant())).Concat(written).Distinct()];
    }
}
