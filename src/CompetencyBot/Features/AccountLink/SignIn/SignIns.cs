using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>Sends people to the sign-in of their Microsoft account, and takes the code that they bring back from it.</summary>
public sealed class SignIns(
    BotDb db, IOptions<MicrosoftAccountOptions> account, PublicAddress address, SignInRefusals refusals, TimeProvider clock)
{
    /// <summary>How long a link, and the codes that come of it, are good.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    /// <summary>Wrong codes after which a sign-in is over: of six digits somebody then guesses one in 200,000.</summary>
    public const int MostWrongCodes = 5;

    /// <summary>Of a code that is typed.</summary>
    public const int Digits = 6;

    public bool IsConfigured => account.Value.IsSet;

    /// <summary>Begins a sign-in; whichever the person had begun before is over.</summary>
    /// <param name="person">Work address in lower case.</param>
    /// <param name="objectId">Entra object id of whoever must bring the code back.</param>
    /// <param name="locale">Language of the pages.</param>
    /// <returns>The address to open in a browser; null when nobody can sign in, or it is not known by which address browsers reach the bot.</returns>
    public async Task<Uri?> BeginAsync(string person, string objectId, string locale, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(objectId);
        if (!IsConfigured || address.Find() is not { } server)
            return null;
        var now = clock.GetUtcNow();
        await CloseAsync(db.SignInAttempts.Where(row => row.Person == person), now, cancellationToken);
        var ticket = SignInSecrets.NewTicket();
        db.SignInAttempts.Add(new SignInAttempt
        {
            Id = Guid.CreateVersion7(now),
            Person = person,
            ObjectId = objectId.ToLowerInvariant(),
            Locale = locale,
            TicketHash = SignInSecrets.HashOf(ticket),
            CreatedAt = now,
            ExpiresAt = now + GoodFor,
        });
        await db.SaveChangesAsync(cancellationToken);
        return new Uri(server, $"{SignInPaths.Start}?ticket={ticket}");
    }

    /// <summary>Whether the person's open sign-in was completed in a browser and waits for its code.</summary>
    public Task<bool> HasReturnedAsync(string person, string objectId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.SignInAttempts.AnyAsync(
            row => row.Person == person && row.ObjectId == objectId && row.ClosedAt == null && row.SignedInAt != null && row.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Whatever sign-in the person has begun is over.</summary>
    public Task WithdrawAsync(string person, CancellationToken cancellationToken) =>
        CloseAsync(db.SignInAttempts.Where(row => row.Person == person), clock.GetUtcNow(), cancellationToken);

    /// <summary>
    /// Takes the six digits that the person typed, or the code that their Teams client brought. Nobody learns here whether a code is somebody else's: it is
    /// as wrong as any other.
    /// </summary>
    /// <param name="person">Work address in lower case.</param>
    /// <param name="objectId">Entra object id of whoever brings it.</param>
    public async Task<SignInResult> RedeemAsync(string person, string objectId, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objectId);
        ArgumentNullException.ThrowIfNull(code);
        var now = clock.GetUtcNow();
        var newest = await FindNewestAsync(person, objectId.ToLowerInvariant(), cancellationToken);
        if (newest is null || (newest.ClosedAt is not null && newest.WrongCodes < MostWrongCodes))
            return await RefuseAsync(new SignInResult.NothingWaits(), person, AuditReasons.NothingWaits, cancellationToken);
        if (newest.ExpiresAt <= now)
        {
            await CloseAsync(db.SignInAttempts.Where(row => row.Id == newest.Id), now, cancellationToken);
            return await RefuseAsync(new SignInResult.Expired(), person, AuditReasons.Expired, cancellationToken);
        }

        // The try is taken before the code is looked at: many that come at once have no more tries than one after the other.
        var taken = await TakeTryAsync(newest.Id, cancellationToken);
        var attempt = await db.SignInAttempts.AsNoTracking().FirstAsync(row => row.Id == newest.Id, cancellationToken);
        return !taken || attempt.ClosedAt is not null ? await RefuseAsync(attempt, cancellationToken)
            : SignInSecrets.IsCodeOf(attempt, code) ? await UseAsync(attempt, now, cancellationToken)
            : await RefuseWrongAsync(attempt, now, cancellationToken);
    }

    /// <summary>The one that waits, or else the last one.</summary>
    private Task<SignInAttempt?> FindNewestAsync(string person, string objectId, CancellationToken cancellationToken) => db.SignInAttempts.AsNoTracking()
        .Where(row => row.Person == person && row.ObjectId == objectId)
        .OrderBy(row => row.ClosedAt != null).ThenByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id)
        .FirstOrDefaultAsync(cancellationToken);

    private async Task<bool> TakeTryAsync(Guid id, CancellationToken cancellationToken) => await db.SignInAttempts
        .Where(row => row.Id == id && row.ClosedAt == null && row.WrongCodes < MostWrongCodes)
        .ExecuteUpdateAsync(row => row.SetProperty(attempt => attempt.WrongCodes, attempt => attempt.WrongCodes + 1), cancellationToken) == 1;

    /// <summary>Of several that bring the right code at once, also on several instances, one is served. What it learnt of the account is kept here no longer.</summary>
    private async Task<SignInResult> UseAsync(SignInAttempt attempt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var used = await db.SignInAttempts
            .Where(row => row.Id == attempt.Id && row.ClosedAt == null)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(r => r.ClosedAt, now)
                    .SetProperty(r => r.WrongCodes, r => r.WrongCodes - 1)
                    .SetProperty(r => r.Subject, (string?)null)
                    .SetProperty(r => r.Address, (string?)null)
                    .SetProperty(r => r.Name, (string?)null)
                    .SetProperty(r => r.ClientCodeHash, (string?)null)
                    .SetProperty(r => r.TypedCodeHash, (string?)null),
                cancellationToken);
        return used == 1
            ? new SignInResult.Done(new SignedInAccount(attempt.Subject!, attempt.Address!, attempt.Name))
            : await RefuseAsync(new SignInResult.NothingWaits(), attempt.Person, AuditReasons.NothingWaits, cancellationToken);
    }

    private async Task<SignInResult> RefuseWrongAsync(SignInAttempt attempt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var left = MostWrongCodes - attempt.WrongCodes;
        if (left <= 0)
        {
            await CloseAsync(db.SignInAttempts.Where(row => row.Id == attempt.Id), now, cancellationToken);
            return await RefuseAsync(new SignInResult.TooMany(), attempt.Person, AuditReasons.TooManyCodes, cancellationToken);
        }

        SignInResult result = attempt.SignedInAt is null ? new SignInResult.NotYet() : new SignInResult.Wrong(left);
        return await RefuseAsync(result, attempt.Person, AuditReasons.WrongCode, cancellationToken);
    }

    /// <summary>Somebody else closed it in the meantime, or its tries are used up.</summary>
    private Task<SignInResult> RefuseAsync(SignInAttempt attempt, CancellationToken cancellationToken) => attempt.WrongCodes < MostWrongCodes
        ? RefuseAsync(new SignInResult.NothingWaits(), attempt.Person, AuditReasons.NothingWaits, cancellationToken)
        : RefuseAsync(new SignInResult.TooMany(), attempt.Person, AuditReasons.TooManyCodes, cancellationToken);

    private async Task<SignInResult> RefuseAsync(SignInResult result, string person, string reason, CancellationToken cancellationToken)
    {
        await refusals.NoteAsync(person, reason, cancellationToken);
        return result;
    }

    private static Task<int> CloseAsync(IQueryable<SignInAttempt> attempts, DateTimeOffset now, CancellationToken cancellationToken) =>
        attempts.Where(row => row.ClosedAt == null).ExecuteUpdateAsync(row => row.SetProperty(attempt => attempt.ClosedAt, now), cancellationToken);
}
