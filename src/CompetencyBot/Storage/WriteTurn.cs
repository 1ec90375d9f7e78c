namespace CompetencyBot.Storage;

/// <summary>
/// SQLite lets one connection write at a time, and those that wait for it sleep in growing steps of milliseconds on a thread each. For what every
/// turn writes they rather line up here. PostgreSQL needs no line.
/// </summary>
public sealed class WriteTurn(StoragePlace place) : IDisposable
{
    private readonly SemaphoreSlim? _line = place.Provider == StorageProvider.Sqlite ? new(1, 1) : null;

    public Task BeginAsync(CancellationToken cancellationToken) => _line?.WaitAsync(cancellationToken) ?? Task.CompletedTask;

    public void End() => _line?.Release();

    public void Dispose() => _line?.Dispose();
}
