using System.Data.Common;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CompetencyBot.CommandLine.Doctor;

public enum DatabaseState
{
    /// <summary>The settings name no database that could be tried.</summary>
    NotConfigured,

    /// <summary>Not there yet; the start creates it.</summary>
    Absent,

    /// <summary>The folder of the SQLite file does not let this account write.</summary>
    FolderReadOnly,
    CannotBeOpened,
    Open,
}

/// <summary>What the database is like, found out without changing it.</summary>
/// <param name="Detail">What the settings or the database say is wrong.</param>
/// <param name="Pending">Migrations that the next start will run.</param>
/// <param name="Newer">Migrations that this version of the bot does not know.</param>
/// <param name="IsInUse">A bot runs on the SQLite file.</param>
public sealed record DatabaseLook(
    DatabaseState State, string Place = "", string? Detail = null, int Pending = 0, int Newer = 0, bool IsInUse = false)
{
    public bool IsReady => this is { State: DatabaseState.Open, Pending: 0 };

    public static async Task<DatabaseLook> AtAsync(Installation installation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(installation);
        try
        {
            var place = StoragePlace.From(installation.Configuration);
            if (place.File is null)
                return await OpenAsync(installation, Named(place.ConnectionString), isInUse: false, cancellationToken);
            if (!CanWriteNear(place.File))
                return new(DatabaseState.FolderReadOnly, place.File);
            return File.Exists(place.File)
                ? await OpenAsync(installation, place.File, IsLocked(place.File + ".lock"), cancellationToken)
                : new(DatabaseState.Absent, place.File);
        }
        catch (StartRefusedException refusal)
        {
            // What lies below may quote the connection string, and with it a password.
            return new(DatabaseState.NotConfigured, Detail: refusal.InnerException is null ? refusal.Message : null);
        }
    }

    private static string Named(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        return $"PostgreSQL {server.Host}:{server.Port}/{server.Database}";
    }

    private static async Task<DatabaseLook> OpenAsync(
        Installation installation, string place, bool isInUse, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Installation.Patience, installation.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await using var scope = installation.Services.CreateAsyncScope();
        try
        {
            var database = scope.ServiceProvider.GetRequiredService<BotDb>().Database;
            await database.OpenConnectionAsync(either.Token);
            if (!isInUse)
                await (await database.BeginTransactionAsync(either.Token)).DisposeAsync(); // in SQLite this asks for the right to write

            var applied = await database.GetAppliedMigrationsAsync(either.Token);
            var known = database.GetMigrations();
            var (pending, newer) = (known.Except(applied).Count(), applied.Except(known).Count());
            return new(DatabaseState.Open, place, Pending: pending, Newer: newer, IsInUse: isInUse);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(DatabaseState.CannotBeOpened, place, DoctorTexts.NoAnswer);
        }
        catch (Exception failure) when ((failure as DbException ?? failure.InnerException) is DbException said)
        {
            return said is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName }
                ? new(DatabaseState.Absent, place)
                : new(DatabaseState.CannotBeOpened, place, said.Message, IsInUse: isInUse);
        }
    }

    /// <summary>Whether a file can be made in the folder, or in the nearest one above it that is there.</summary>
    private static bool CanWriteNear(string file)
    {
        var folder = new FileInfo(file).Directory;
        while (folder is { Exists: false })
            folder = folder.Parent;
        if (folder is null)
            return false;
        try
        {
            var trial = Path.Combine(folder.FullName, $".competencybot-{Path.GetRandomFileName()}");
            using var made = new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Opened to read and shared, which a running bot's exclusive hold refuses and which is given back at once.
    private static bool IsLocked(string lockFile)
    {
        try
        {
            using var shared = new FileStream(lockFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
