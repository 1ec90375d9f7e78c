using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>
/// The sign-ins that people have begun, of which each has one open at a time. Every change is one statement whose row count says who was first, also between
/// instances.
/// </summary>
public sealed class SignInAttempts(BotDb db)
{
    /// <summary>Of so many links that one person asks for in the same moment each is given.</summary>
    private const int MostAtOnce = 5;

    /// <summary>Closes whichever the person had open, and opens this one.</summary>
    /// <exception cref="DbUpdateException">The person opened others all the while.</exception>
    public async Task OpenAsync(SignInAttempt attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        for (var left = MostAtOnce - 1; ; left--)
        {
            await CloseOfAsync(attempt.Person, attempt.CreatedAt, cancellationToken);
            db.SignInAttempts.Add(attempt);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
            {
                db.Entry(attempt).State = EntityState.Detached;
                if (left == 0)
                    throw;
            }
        }
    }

    /// <param name="objectId">In lower case.</param>
    public Task<SignInAttempt?> FindOpenAsync(string person, string objectId, CancellationToken cancellationToken) => db.SignInAttempts.AsNoTracking()
        .FirstOrDefaultAsync(row => row.Person == person && row.ObjectId == objectId && row.ClosedAt == null, cancellationToken);

    /// <param name="objectId">In lower case.</param>
    public Task<SignInAttempt?> FindLastClosedAsync(string person, string objectId, CancellationToken cancellationToken) => db.SignInAttempts.AsNoTracking()
        .Where(row => row.Person == person && row.ObjectId == objectId && row.ClosedAt != null)
        .OrderByDescending(row => row.ClosedAt).ThenByDescending(row => row.Id)
        .FirstOrDefaultAsync(cancellationToken);

    /// <summary>A try is taken before the code is looked at: many that come at once have no more tries than one after the other.</summary>
    /// <returns>The attempt as it is now, and whether there was a try left.</returns>
    public async Task<(SignInAttempt Attempt, bool IsTaken)> TakeTryAsync(Guid id, CancellationToken cancellationToken)
    {
        var taken = await db.SignInAttempts
            .Where(row => row.Id == id && row.ClosedAt == null && row.WrongCodes < SignIns.MostWrongCodes)
            .ExecuteUpdateAsync(row => row.SetProperty(attempt => attempt.WrongCodes, attempt => attempt.WrongCodes + 1), cancellationToken);
        return (await db.SignInAttempts.AsNoTracking().FirstAsync(row => row.Id == id, cancellationToken), taken == 1);
    }

    /// <summary>The code was right: the try is given back and nothing else is taken.</summary>
    /// <returns>Whether it was open until now; of several that bring the right code at once one is served.</returns>
    public async Task<bool> UseAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken) => await db.SignInAttempts
        .Where(row => row.Id == id && row.ClosedAt == null)
        .ExecuteUpdateAsync(
            row =>
            {
                row.SetProperty(attempt => attempt.ClosedAt, now).SetProperty(attempt => attempt.WrongCodes, attempt => attempt.WrongCodes - 1);
                SignInAttempt.Forget(row);
            },
            cancellationToken) == 1;

    public Task CloseAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        CloseAsync(db.SignInAttempts.Where(row => row.Id == id), now, cancellationToken);

    public Task CloseOfAsync(string person, DateTimeOffset now, CancellationToken cancellationToken) =>
        CloseAsync(db.SignInAttempts.Where(row => row.Person == person), now, cancellationToken);

    private static Task<int> CloseAsync(IQueryable<SignInAttempt> attempts, DateTimeOffset now, CancellationToken cancellationToken) =>
        attempts.Where(row => row.ClosedAt == null).ExecuteUpdateAsync(
            row =>
            {
                row.SetProperty(attempt => attempt.ClosedAt, now);
                SignInAttempt.Forget(row);
            },
            cancellationToken);
}
