namespace CompetencyBot.Storage;

public enum StorageProvider
{
    Sqlite,
    Postgres,
}

public sealed class StorageOptions
{
    public StorageProvider Provider { get; set; }

    /// <summary>For SQLite empty = a file in the user's local application-data folder; a relative file counts from the current directory.</summary>
    public string? ConnectionString { get; set; }
}
