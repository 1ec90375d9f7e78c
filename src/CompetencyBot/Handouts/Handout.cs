using System.Text.Json.Nodes;
using CompetencyBot.Conversation;

namespace CompetencyBot.Handouts;

/// <summary>A file that the bot writes for whoever asks, each time anew; nothing of it is kept.</summary>
/// <param name="Key">Tells it from others in an offer, which may be taken long after it was made; so never renamed.</param>
/// <param name="Command">Whose audience may have it.</param>
/// <param name="Description">What is in it, in the reader's language.</param>
/// <param name="WriteAsync">
/// In the reader's language; for that person alone. The text tells what it is about where there are several of a kind, as whoever offered it said; it may come back as anything.
/// </param>
public sealed record Handout(
    string Key,
    string Name,
    string ContentType,
    CommandInfo Command,
    Func<string> Description,
    Func<IServiceProvider, Viewer, string?, CancellationToken, Task<byte[]>> WriteAsync)
{
    public const string FileKey = "file";
    public const string AboutKey = "about";

    /// <summary>Done before the file is handed over, not when it is only offered; null = nothing.</summary>
    public Func<IServiceProvider, Viewer, CancellationToken, Task>? TakingAsync { get; init; }

    /// <summary>Comes back with the person's answer to an offer.</summary>
    /// <param name="about">As for <see cref="WriteAsync"/>.</param>
    public JsonObject Context(string? about) => about is null ? new() { [FileKey] = Key } : new() { [FileKey] = Key, [AboutKey] = about };
}
