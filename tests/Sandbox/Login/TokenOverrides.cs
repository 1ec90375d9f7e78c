namespace CompetencyBot.Sandbox.Login;

/// <summary>What is wrong, or merely different, about a token. Everything left null is as the real service makes it.</summary>
public sealed record TokenOverrides
{
    public string? Issuer { get; init; }

    public string? Audience { get; init; }

    /// <summary>From now; an hour is usual, a negative time makes an expired token.</summary>
    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>From now; zero is usual.</summary>
    public TimeSpan? ValidIn { get; init; }

    public bool WithoutExpiry { get; init; }

    public bool WithoutServiceUrl { get; init; }

    /// <summary>A key of which the metadata know nothing, or one that is not the current one.</summary>
    public SigningKey? Key { get; init; }

    /// <summary>Key id in the header, whichever key signs.</summary>
    public string? KeyId { get; init; }

    /// <summary>For example <c>PS256</c>; <c>RS256</c> is usual.</summary>
    public string? Algorithm { get; init; }
}
