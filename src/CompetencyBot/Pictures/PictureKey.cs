using CompetencyBot.Storage;

namespace CompetencyBot.Pictures;

/// <summary>The key that signs the addresses of pictures.</summary>
public sealed class PictureKey(SharedSecrets secrets)
{
    public const string Name = "pictures";

    /// <summary>As <see cref="SharedSecrets.GetAsync"/>: where a transaction is open on SQLite, ask before it.</summary>
    public ValueTask<byte[]> GetAsync(CancellationToken cancellationToken) => secrets.GetAsync(Name, cancellationToken);
}
