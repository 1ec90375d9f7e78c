namespace CompetencyBot.Storage;

/// <summary>A file that an admin dropped into the chat, kept until they say what to do with it, for a day at most.</summary>
public sealed class ReceivedFile
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public required Guid Id { get; init; }

    /// <summary>As the sender called it, without folders.</summary>
    public required string Name { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>Entra object id in lower case.</summary>
    public required string SentBy { get; init; }

    public required DateTimeOffset At { get; init; }
}
