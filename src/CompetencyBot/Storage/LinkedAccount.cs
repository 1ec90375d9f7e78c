using CompetencyBot.Conversation;
using Microsoft.EntityFrameworkCore.Query;

namespace CompetencyBot.Storage;

/// <summary>Why an account is somebody's no longer; kept in the database, so never renamed.</summary>
public enum LinkEnd
{
    /// <summary>The person broke off before reporting anything.</summary>
    Cancelled,

    /// <summary>The person proved another account.</summary>
    Replaced,

    /// <summary>The person unlinked it.</summary>
    Unlinked,

    /// <summary>Partner Center's data show the person with another account.</summary>
    OtherAccount,

    /// <summary>Partner Center's data give the account to a colleague.</summary>
    OfColleague,

    /// <summary>Partner Center's data showed the association, and show it no more.</summary>
    NoMore,

    /// <summary>The person left.</summary>
    Left,
}

/// <summary>
/// A Microsoft account that somebody has proved to be theirs, and what came of it. A person has one at a time and an account one person: unique indexes over
/// rows that have not ended see to it, also between instances.
/// </summary>
public sealed class LinkedAccount
{
    public required Guid Id { get; init; }

    /// <summary>Work address in lower case.</summary>
    public required string Person { get; init; }

    /// <summary>
    /// The account's id at the sign-in, the same whatever its address becomes; null for an association that was never proved here and is only noted as ended.
    /// </summary>
    public string? Subject { get; set; }

    /// <summary>Address of the account, in lower case; masked once the link has ended.</summary>
    public required string Address { get; set; }

    /// <summary>What the account calls its owner.</summary>
    public string? Name { get; set; }

    public required DateTimeOffset VerifiedAt { get; init; }

    /// <summary>When the person said that it is associated in Partner Center.</summary>
    public DateTimeOffset? ReportedAt { get; set; }

    /// <summary>When Partner Center's data were first seen to say so.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>When the person was told that data which should show it do not, and what to check.</summary>
    public DateTimeOffset? MissedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public LinkEnd? End { get; private set; }

    /// <summary>Which data said what was last learnt from data: kind of file and when it was imported.</summary>
    public string? Source { get; set; }

    /// <summary>
    /// From now on the account is not the person's. What was known of it is forgotten but for what limits and audit need, except of one that was
    /// <see cref="LinkEnd.Replaced"/>: it comes back if nothing becomes of the new one.
    /// </summary>
    public void EndAs(LinkEnd end, DateTimeOffset now)
    {
        (EndedAt, End) = (now, end);
        Revision++;
        if (end != LinkEnd.Replaced)
            Forget();
    }

    /// <summary>The account that had taken its place was given up.</summary>
    public void BringBack()
    {
        (EndedAt, End) = (null, null);
        Revision++;
    }

    public void Forget() => (Subject, Name, Address) = (null, null, MaskedAddress.Of(Address));

    /// <summary>Grows with each change: nobody writes over what somebody else has changed, and the evidence is loaded again.</summary>
    public int Revision { get; set; } = 1;
}

/// <summary>One sign-in that a person was sent to; the link to it and the codes that come back are kept as hashes only.</summary>
public sealed class SignInAttempt
{
    public required Guid Id { get; init; }

    /// <summary>Work address in lower case.</summary>
    public required string Person { get; init; }

    /// <summary>Entra object id in lower case: whose client must bring the code back.</summary>
    public required string ObjectId { get; init; }

    /// <summary>Language of the pages.</summary>
    public required string Locale { get; init; }

    /// <summary>SHA-256 of the secret in the link, hexadecimal.</summary>
    public required string TicketHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>After it neither the link nor a code is taken.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When somebody came back from the sign-in; the link is used up then.</summary>
    public DateTimeOffset? SignedInAt { get; set; }

    public string? Subject { get; set; }

    public string? Address { get; set; }

    public string? Name { get; set; }

    /// <summary>Hash of the code that the Teams client brings back by itself.</summary>
    public string? ClientCodeHash { get; set; }

    /// <summary>Hash of the six digits that the person types.</summary>
    public string? TypedCodeHash { get; set; }

    /// <summary>Wrong codes that were brought so far.</summary>
    public int WrongCodes { get; set; }

    /// <summary>When the code came back, or when the attempt was given up; nothing is taken after it.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Whoever signed in may be a stranger whom nobody asked: what was learnt of the account goes, with the codes, as soon as it is of no use.</summary>
    public static void Forget(UpdateSettersBuilder<SignInAttempt> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        row.SetProperty(attempt => attempt.Subject, (string?)null)
            .SetProperty(attempt => attempt.Address, (string?)null)
            .SetProperty(attempt => attempt.Name, (string?)null)
            .SetProperty(attempt => attempt.ClientCodeHash, (string?)null)
            .SetProperty(attempt => attempt.TypedCodeHash, (string?)null);
    }
}

/// <summary>What somebody answered when they were asked to link their account.</summary>
public enum AskAnswer
{
    Later,
    NoExams,
    Stop,
}

/// <summary>That somebody was asked to link their account.</summary>
public sealed class LinkAsk
{
    /// <summary>Work address in lower case.</summary>
    public required string Person { get; init; }

    public required DateTimeOffset AskedAt { get; set; }

    /// <summary>How often so far.</summary>
    public required int Times { get; set; }

    public AskAnswer? Answer { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>First day on which somebody who answered "later" is asked again.</summary>
    public DateOnly? LaterUntil { get; set; }
}
