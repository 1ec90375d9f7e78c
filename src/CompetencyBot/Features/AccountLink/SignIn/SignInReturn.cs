using System.Security.Claims;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>The codes that the page at the end of a sign-in shows, and to which sign-in they belong.</summary>
/// <param name="Client">For the Teams client.</param>
/// <param name="Typed">Six digits.</param>
public sealed record SignInCodes(string Client, string Typed);

/// <summary>What happens in the browser: a link is opened, and somebody comes back from the sign-in.</summary>
public sealed class SignInReturn(BotDb db, TimeProvider clock)
{
    // Claims, the best first.
    private static readonly string[] Addresses = ["email", "preferred_username"];

    /// <summary>Opening a link does not use it up: programs that look for malware do so before the person does.</summary>
    /// <returns>The sign-in, where there is one; and why nothing can come of it, one of <see cref="AuditReasons"/>.</returns>
    public async Task<(SignInAttempt? Attempt, string? Fault)> OpenAsync(string? ticket, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(ticket))
            return (null, AuditReasons.TicketUnknown);
        var hash = SignInSecrets.HashOf(ticket);
        var attempt = await db.SignInAttempts.AsNoTracking().FirstOrDefaultAsync(row => row.TicketHash == hash, cancellationToken);
        return (attempt, FaultOf(attempt));
    }

    public async Task<SignInAttempt?> FindAsync(string? id, CancellationToken cancellationToken) => Guid.TryParse(id, out var known)
        ? await db.SignInAttempts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == known, cancellationToken)
        : null;

    /// <summary>Uses the link up; of several browsers that come back from it, also to several instances, the first one does.</summary>
    /// <returns>The codes, which are kept as hashes only; or why it was refused.</returns>
    public async Task<(SignInCodes? Codes, string? Fault)> CompleteAsync(
        SignInAttempt? attempt, SignedInAccount? account, CancellationToken cancellationToken)
    {
        if (FaultOf(attempt) is { } fault)
            return (null, fault);
        if (account is null)
            return (null, AuditReasons.NoAddress);
        var now = clock.GetUtcNow();
        var codes = new SignInCodes(SignInSecrets.NewClientCode(), SignInSecrets.NewTypedCode());
        var (client, typed) = (SignInSecrets.HashOf(attempt!.Id, codes.Client), SignInSecrets.HashOf(attempt.Id, codes.Typed));
        var completed = await db.SignInAttempts
            .Where(row => row.Id == attempt.Id && row.SignedInAt == null && row.ClosedAt == null)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(r => r.SignedInAt, now)
                    .SetProperty(r => r.Subject, account.Subject)
                    .SetProperty(r => r.Address, account.Address)
                    .SetProperty(r => r.Name, account.Name)
                    .SetProperty(r => r.ClientCodeHash, client)
                    .SetProperty(r => r.TypedCodeHash, typed),
                cancellationToken);
        return completed == 1 ? (codes, null) : (null, AuditReasons.TicketUsed);
    }

    /// <returns>Null without an address by which Partner Center's reports could name the account: some have a telephone number only.</returns>
    public static SignedInAccount? AccountOf(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var address = Addresses.Select(principal.FindFirstValue)
            .FirstOrDefault(value => value?.Contains('@', StringComparison.Ordinal) == true);
        return principal.FindFirstValue("sub") is { Length: > 0 } subject && address is not null
            ? new SignedInAccount(subject, address.Trim().ToLowerInvariant(), principal.FindFirstValue("name"))
            : null;
    }

    private string? FaultOf(SignInAttempt? attempt) =>
        attempt is null ? AuditReasons.TicketUnknown
        : attempt.SignedInAt is not null ? AuditReasons.TicketUsed
        : attempt.ExpiresAt <= clock.GetUtcNow() ? AuditReasons.Expired
        : attempt.ClosedAt is not null ? AuditReasons.TicketReplaced
        : null;
}
