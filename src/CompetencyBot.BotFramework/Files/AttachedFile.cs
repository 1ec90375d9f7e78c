namespace CompetencyBot.BotFramework.Files;

/// <summary>A file that somebody sent to the bot in their own chat.</summary>
/// <param name="Name">As the sender called it, without folders; never empty. What it ends with proves nothing.</param>
/// <param name="DownloadUrl">
/// Fetched without any token: the address itself lets whoever has it read the file for some minutes, so it is a secret. Null when Teams named none.
/// </param>
/// <param name="FileType">What the name ends with as Teams reads it, for example <c>csv</c>; null when Teams did not say.</param>
public sealed record AttachedFile(string Name, string? DownloadUrl, string? FileType)
{
    /// <summary>Without the address, since a record is easily logged whole.</summary>
    public override string ToString() => $"file '{Name}'";
}
