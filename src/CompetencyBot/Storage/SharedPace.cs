namespace CompetencyBot.Storage;

/// <summary>When the latest calls to one conversation, or of one tenant, were made by any instance; used with PostgreSQL only.</summary>
public sealed class SharedPace
{
    /// <summary><c>send|</c>, <c>read|</c> or <c>tenant|</c> and what the calls were about.</summary>
    public required string Key { get; init; }

    /// <summary>Times of the calls in UTC ticks, eight bytes each, the oldest first.</summary>
    public required byte[] Calls { get; set; }

    /// <summary>The service said how long it wants to hear nothing.</summary>
    public DateTimeOffset? ClosedUntil { get; set; }

    public required DateTimeOffset UsedAt { get; set; }
}
