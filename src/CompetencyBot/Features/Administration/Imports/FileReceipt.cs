using CompetencyBot.Sources;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>What became of a file that was dropped into the chat, or of one in an archive that was.</summary>
/// <param name="Name">As the sender called it.</param>
public abstract record FileReceipt(string Name)
{
    /// <param name="Bytes">Size as it was sent, or unpacked.</param>
    public sealed record Taken(string Name, FileKind Kind, long Bytes) : FileReceipt(Name);

    /// <param name="Why">Half a sentence in the reader's language.</param>
    public sealed record Refused(string Name, string Why) : FileReceipt(Name);
}
