using CompetencyBot.Sources;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Storage;

/// <summary>Keeps people whose details were erased out of what is imported, until they are back.</summary>
public sealed class ErasedPeople(BotDb db, SharedSecrets secrets)
{
    private const string SecretName = "erased-people";

    /// <summary>Not while a transaction is open on SQLite: the key may have to be made.</summary>
    public async Task<ErasedNames> NamesAsync(CancellationToken cancellationToken) =>
        new(await secrets.GetAsync(SecretName, cancellationToken), await db.ErasedPeople.AsNoTracking().ToListAsync(cancellationToken));

    /// <summary>The same without the rows of people and trainings that name somebody who is erased; how many those are is told.</summary>
    public async Task<EvidenceReading> LeaveOutAsync(EvidenceReading reading, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (!await db.ErasedPeople.AnyAsync(cancellationToken))
            return reading;
        var names = await NamesAsync(cancellationToken);
        var (people, training) = (reading.Records.People, reading.Records.Training);
        var back = people.Select(names.FindBack).OfType<DateTimeOffset>().ToHashSet();
        var (kept, keptTraining) = (people.RemoveAll(row => IsOut(names.Find(row), back)), training.RemoveAll(row => IsOut(names.Find(row), back)));
        return reading with
        {
            Records = reading.Records with { People = kept, Training = keptTraining },
            LeftOut = reading.LeftOut + people.Length - kept.Length + training.Length - keptTraining.Length,
        };
    }

    /// <summary>
    /// Whoever is back – a row of the file that no longer says that they left, or an account of the directory that is enabled – is a person as before. What was left out
    /// of the files that count comes with the next reading of the same files.
    /// </summary>
    /// <returns>How many are back.</returns>
    public async Task<int> RestoreAsync(CancellationToken cancellationToken)
    {
        if (!await db.ErasedPeople.AnyAsync(cancellationToken))
            return 0;
        var names = await NamesAsync(cancellationToken);
        var present = db.Snapshots.Where(row => row.State == SnapshotState.Present);
        var rows = await db.People.AsNoTracking()
            .Where(row => row.LeftOn == null && present.Any(snapshot => snapshot.Id == EF.Property<long>(row, BotDb.SnapshotId))).ToListAsync(cancellationToken);
        var users = await db.DirectoryUsers.AsNoTracking()
            .Where(user => user.IsPerson && user.IsEnabled && user.RemovedOn == null && user.LeavesOn == null).ToListAsync(cancellationToken);
        DateTimeOffset[] back = [.. rows.Select(names.FindBack).Concat(users.Select(names.Find)).OfType<DateTimeOffset>().Distinct()];
        if (back.Length == 0)
            return 0;
        await db.ErasedPeople.Where(person => back.Contains(person.ErasedAt)).ExecuteDeleteAsync(cancellationToken);
        await present.Where(row => row.Kind == nameof(FileKind.People) || row.Kind == nameof(FileKind.TrainingCompletions))
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.ReaderVersion, 0), cancellationToken);
        return back.Length;
    }

    private static bool IsOut(DateTimeOffset? erased, HashSet<DateTimeOffset> back) => erased is { } at && !back.Contains(at);
}
