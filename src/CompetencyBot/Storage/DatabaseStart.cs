using CompetencyBot.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Storage;

/// <summary>Before anything else starts: takes the SQLite file for this process alone, brings the schema up to date, reads the settings
/// changed in chat, says where the data is.</summary>
public sealed partial class DatabaseStart(
    StoragePlace place, StoredSettings settings, IServiceScopeFactory scopes, ILogger<DatabaseStart> logger)
    : IHostedLifecycleService, IDisposable
{
    private FileStream? _lock;

    /// <exception cref="StartRefusedException">Another process uses the file, or the database cannot be opened.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (place.File is not null)
            _lock = TakeFile(place.File);
        Log.DataIn(logger, place.Description);
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<BotDb>().Database;
        if ((await database.GetPendingMigrationsAsync(cancellationToken)).Any()) // migrating compares whole models, which takes its time also when nothing is to do
            await database.MigrateAsync(cancellationToken);
        await settings.ReadAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _lock?.Dispose();

    // Two processes on one file would both recover and repeat each other's running jobs (Quartz cannot cluster on SQLite).
    private static FileStream TakeFile(string file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            return new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"The database {file} cannot be taken: another CompetencyBot runs on it, or the folder is not writable. "
                + "End the other process, or set Storage:ConnectionString to another file, or use PostgreSQL for several instances.",
                failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Data is kept in {Place}.")]
        public static partial void DataIn(ILogger logger, string place);
    }
}
