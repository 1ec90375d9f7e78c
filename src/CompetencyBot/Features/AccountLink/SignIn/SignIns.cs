using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>Sends people to the sign-in of their Microsoft account, and takes the code that they bring back from it.</summary>
public sealed class SignIns(
    SignInAttempts attempts, IOptions<MicrosoftAccountOptions> account, PublicAddress address, SignInRefusals refusals, TimeProvider clock)
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
        var ticket = SignInSecrets.NewTicket();
        var attempt = new SignInAttempt
        {
            Id = Guid.CreateVersion7(now),
            Person = person,
            ObjectId = objectId.ToLowerInvariant(),
            Locale = locale,
            TicketHash = SignInSecrets.HashOf(ticket),
            CreatedAt = now,
            ExpiresAt = now + GoodFor,
        };
        await attempts.OpenAsync(attempt, cancellationToken);
        return new Uri(server, $"{SignInPaths.Start}?ticket={ticket}");
    }

    /// <summary>Whatever sign-in the person has begun is over.</summary>
    public Task WithdrawAsync(string person, CancellationToken cancellationToken) => attempts.CloseOfAsync(person, clock.GetUtcNow(), cancellationToken);

    /// <returns>Whether somebody came back to the browser from the person's sign-in, and its code is still waited for.</returns>
    /// <inheritdoc cref="RedeemAsync" path="/param"/>
    public async Task<bool> HasReturnedAsync(string person, string objectId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objectId);
        var open = await attempts.FindOpenAsync(person, objectId.ToLowerInvariant(), cancellationToken);
        return open is { SignedInAt: not null, WrongCodes: < MostWrongCodes } && open.ExpiresAt > clock.GetUtcNow();
    }

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
        var user = objectId.ToLowerInvariant();
        if (await attempts.FindOpenAsync(person, user, cancellationToken) is not { } open)
            return await attempts.FindLastClosedAsync(person, user, cancellationToken) is { } closed
                ? await RefuseOverAsync(closed, cancellationToken)
                : await RefuseUnknownAsync(person, cancellationToken);
        var now = clock.GetUtcNow();
        if (open.ExpiresAt <= now)
        {
            await attempts.CloseAsync(open.Id, now, cancellationToken);
            return await RefuseAsync(new SignInResult.Expired(), open, AuditReasons.Expired, cancellationToken);
        }

        var (attempt, isTaken) = await attempts.TakeTryAsync(open.Id, cancellationToken);
        if (!isTaken || attempt.ClosedAt is not null)
            return await RefuseOverAsync(attempt, cancellationToken); // somebody else was faster
        if (!SignInSecrets.IsCodeOf(attempt, code))
            return await RefuseWrongAsync(attempt, now, cancellationToken);
        return await attempts.UseAsync(attempt.Id, now, cancellationToken)
            ? new SignInResult.Done(new SignedInAccount(attempt.Subject!, attempt.Address!, attempt.Name))
            : await RefuseAsync(new SignInResult.NothingWaits(), attempt, AuditReasons.NothingWaits, cancellationToken);
    }

    private async Task<SignInResult> RefuseWrongAsync(SignInAttempt attempt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var left = MostWrongCodes - attempt.WrongCodes;
        if (left <= 0)
        {
            await attempts.CloseAsync(attempt.Id, now, cancellationToken);
            return await RefuseOverAsync(attempt, cancellationToken);
        }

        SignInResult result = attempt.SignedInAt is null ? new SignInResult.NotYet() : new SignInResult.Wrong(left);
        return await RefuseAsync(result, attempt, AuditReasons.WrongCode, cancellationToken);
    }

    /// <summary>Of a sign-in that is over, or whose tries are used up: says why.</summary>
    private Task<SignInResult> RefuseOverAsync(SignInAttempt attempt, CancellationToken cancellationToken) =>
        attempt.WrongCodes >= MostWrongCodes ? RefuseAsync(new SignInResult.TooMany(), attempt, AuditReasons.TooManyCodes, cancellationToken)
        : attempt.ClosedAt >= attempt.ExpiresAt ? RefuseAsync(new SignInResult.Expired(), attempt, AuditReasons.Expired, cancellationToken)
        : RefuseAsync(new SignInResult.NothingWaits(), attempt, AuditReasons.NothingWaits, cancellationToken);

    private async Task<SignInResult> RefuseUnknownAsync(string person, CancellationToken cancellationToken)
    {
        await refusals.NoteAsync(person, AuditReasons.NothingWaits, cancellationToken);
        return new SignInResult.NothingWaits();
    }

    private async Task<SignInResult> RefuseAsync(SignInResult result, SignInAttempt attempt, string reason, CancellationToken cancellationToken)
    {
        await refusals.NoteAsync(attempt, reason, cancellationToken);
        return result;
    }
}
