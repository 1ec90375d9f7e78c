using System.Collections.Immutable;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.MyData;

/// <summary>What came of a wish to delete.</summary>
/// <param name="At">When it was done.</param>
/// <param name="Gone">How many rows of which table are deleted or emptied; empty where it was done before.</param>
/// <param name="IsRepeat">Whether the same question was answered before.</param>
public sealed record DeletionReceipt(string Reference, DateTimeOffset At, ImmutableArray<(OwnTable Table, int Rows)> Gone, bool IsRepeat);

/// <summary>The question whether to delete, as the button brings its id back: it can be answered once, and for a day.</summary>
public static class DeletionQuestion
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromDays(1);

    /// <returns>Null for text that no question of ours has, or of one that is too old; ids tell when they were made (RFC 9562, version 7).</returns>
    public static Guid? Read(string? text, DateTimeOffset now)
    {
        if (!Guid.TryParseExact(text, "N", out var id) || id.Version != 7)
            return null;
        var asked = DateTimeOffset.UnixEpoch.AddMilliseconds(Convert.ToInt64($"{id:N}"[..12], 16));
        return asked <= now && now - asked <= GoodFor ? id : null;
    }

    /// <summary>What the person can name to an admin; the random end of the id.</summary>
    public static string ReferenceOf(Guid question) => $"{question:N}"[^8..].ToUpperInvariant();
}

/// <summary>
/// Deletes what the bot itself keeps of a person: all of it together with the entry in the audit, or nothing. The entry has the id of the question, so that a second press,
/// also one of the same moment, deletes nothing and tells of the first.
/// </summary>
public sealed class OwnDataDeletion(BotDb db, AuditLog audit, TimeProvider clock)
{
    private const int MostTries = 3;

    /// <param name="by">As the audit names the person.</param>
    /// <returns>Null for a question that somebody else has answered, so that it was never this person's.</returns>
    public async Task<DeletionReceipt?> RunAsync(Myself me, string by, Guid question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(me);
        for (var tried = 1; ; tried++)
            try
            {
                return await OnceAsync(me, by, question, cancellationToken);
            }
            catch (Exception failure) when (tried < MostTries && (failure is DbUpdateConcurrencyException || db.IsLostRace(failure)))
            {
                // The other press has done it, which the next try sees; or something else changed the rows.
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
    }

    private async Task<DeletionReceipt?> OnceAsync(Myself me, string by, Guid question, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var reference = DeletionQuestion.ReferenceOf(question);
        if (await db.Audit.AsNoTracking().FirstOrDefaultAsync(entry => entry.Id == question, cancellationToken) is { } done)
            return done is { Action: AuditActions.OwnDataDeleted } && done.By == by ? new DeletionReceipt(reference, done.At, [], IsRepeat: true) : null;
        var gone = ImmutableArray.CreateBuilder<(OwnTable Table, int Rows)>();
        foreach (var table in OwnTables.All)
            if (await table.ForgetAsync(db, me, cancellationToken) is > 0 and var rows)
                gone.Add((table, rows));
        audit.Add(by, AuditActions.OwnDataDeleted, after: string.Join(' ', [reference, .. gone.Select(each => $"{each.Table.Key}={each.Rows}")]), id: question);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new DeletionReceipt(reference, clock.GetUtcNow(), gone.ToImmutable(), IsRepeat: false);
    }
}
