namespace CompetencyBot.Features.AccountLink.SignIn;

/// <summary>The account that somebody has signed in to.</summary>
/// <param name="Subject">Claim <c>sub</c>: the account's id for this registration, the same whatever its address becomes.</param>
/// <param name="Address">In lower case.</param>
/// <param name="Name">What the account calls its owner.</param>
public sealed record SignedInAccount(string Subject, string Address, string? Name);

/// <summary>What came of a code that was brought back.</summary>
public abstract record SignInResult
{
    private SignInResult()
    {
    }

    /// <summary>Once for each sign-in, whoever asks and however often.</summary>
    public sealed record Done(SignedInAccount Account) : SignInResult;

    /// <param name="TriesLeft">At least 1.</param>
    public sealed record Wrong(int TriesLeft) : SignInResult;

    /// <summary>Too many wrong codes: this sign-in is over.</summary>
    public sealed record TooMany : SignInResult;

    /// <summary>The time of this sign-in is over.</summary>
    public sealed record Expired : SignInResult;

    /// <summary>No sign-in of this person waits for a code.</summary>
    public sealed record NothingWaits : SignInResult;

    /// <summary>The person has not come back from the sign-in yet, so that no code can be right.</summary>
    public sealed record NotYet : SignInResult;
}
