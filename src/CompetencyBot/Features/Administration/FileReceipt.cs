using CompetencyBot.Sources;

namespace CompetencyBot.Features.Administration;

/// <summary>What became of a file that was dropped into the chat.</summary>
/// <param name="Name">As the sender called it.</param>
public abstract record FileReceipt(string Name)
{
    /// <param name="Bytes">Size as it was sent.</param>
    public sealed record Taken(string Name, Guid Id, FileKind Kind, int Bytes) : FileReceipt(Name);

    /// <param name="Why">Half a sentence in the reader's language.</param>
    public sealed record Refused(string Name, string Why) : FileReceipt(Name);
}
