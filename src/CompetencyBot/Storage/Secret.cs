namespace CompetencyBot.Storage;

/// <summary>Random bytes that all instances share, such as the key that signs the addresses of pictures; made when they are first needed.</summary>
public sealed class Secret
{
    public required string Name { get; init; }

    public required byte[] Value { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
