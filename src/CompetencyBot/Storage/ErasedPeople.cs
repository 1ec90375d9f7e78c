using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Storage;

/// <summary>Keeps people whose details were erased out of what is imported, until they are back.</summary>
public sealed class ErasedPeople(BotDb db, SharedSecrets secrets, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    private const string SecretName = "erased-people";

    private const int HashesAtOnce = 500;

    /// <summary>Not while a transaction is open on SQLite: the key may have to be made.</summary>
    public async Task<ErasedNames> NamesAsync(CancellationToken cancellationToken) =>
        new(await secrets.GetAsync(SecretName, cancellationToken), await db.ErasedPeople.AsNoTracking().ToListAsync(cancellationToken));

    private IQueryable<EvidenceSnapshot> Present => db.Snapshots.Where(row => row.State == SnapshotState.Present);

    /// <summary>Notes who waits to be erased, and forgets who no longer does.</summary>
    /// <param name="addresses">Work addresses of all who wait.</param>
    /// <returns>By <see cref="ErasedNames.MarkOf"/>, since when each waits.</returns>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> WaitAsync(ErasedNames names, IEnumerable<string> addresses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        var before = await db.ErasedPeople.AsNoTracking().Where(row => row.AddressHash.StartsWith(ErasedPerson.Waits))
            .ToDictionaryAsync(row => row.AddressHash, row => row.ErasedAt, cancellationToken);
        var (now, marks) = (clock.GetUtcNow(), addresses.Select(names.MarkOf).ToHashSet());
        foreach (var over in before.Keys.Except(marks).Chunk(HashesAtOnce))
            await db.ErasedPeople.Where(row => over.Contains(row.AddressHash)).ExecuteDeleteAsync(cancellationToken);
        db.ErasedPeople.AddRange(marks.Except(before.Keys).Select(mark => new ErasedPerson { AddressHash = mark, ErasedAt = now }));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return marks.ToDictionary(mark => mark, mark => before.GetValueOrDefault(mark, now));
    }

    /// <summary>The same without the rows of people and trainings that name somebody who is erased, and nobody who is there; how many those are is told.</summary>
    public async Task<EvidenceReading> LeaveOutAsync(EvidenceReading reading, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (!await db.ErasedPeople.AnyAsync(cancellationToken))
            return reading;
        var names = await NamesAsync(cancellationToken);
        var (people, training) = (reading.Records.People, reading.Records.Training);
        var back = people.Select(names.FindBack).OfType<DateTimeOffset>().ToHashSet();
        var kept = people.RemoveAll(row => IsOut(row, names, back));
        var present = await PresentAsync(people.IsEmpty ? await RowsAsync(cancellationToken) : kept, cancellationToken);
        var keptTraining = training.RemoveAll(row => IsOut(names.Find(row), back) && !present.AreIn(row));
        return reading with
        {
            Records = reading.Records with { People = kept, Training = keptTraining },
            LeftOut = reading.LeftOut + people.Length - kept.Length + training.Length - keptTraining.Length,
        };
    }

    /// <summary>
    /// Whoever is back – a row of the file that no longer says that they left, or an account of the directory that is enabled – is a person as before. What was left out
    /// of the files that count comes with the next reading of the same files. So does what names somebody who is there by an account or id that a leaver had too.
    /// </summary>
    /// <returns>How many are back.</returns>
    public async Task<int> RestoreAsync(CancellationToken cancellationToken)
    {
        if (!await db.ErasedPeople.AnyAsync(cancellationToken))
            return 0;
        var names = await NamesAsync(cancellationToken);
        var rows = await RowsAsync(cancellationToken);
        var users = await db.DirectoryUsers.AsNoTracking()
            .Where(user => user.IsPerson && user.IsEnabled && user.RemovedOn == null && user.LeavesOn == null).ToListAsync(cancellationToken);
        var back = rows.Select(names.FindBack).Concat(users.Select(names.Find)).OfType<DateTimeOffset>().ToHashSet();
        var shared = names.HashesOf(await PresentAsync(rows.Where(row => !IsOut(row, names, back)), cancellationToken));
        if (back.Count == 0 && shared.Count == 0)
            return 0;
        await db.ErasedPeople.Where(person => back.Contains(person.ErasedAt)).ExecuteDeleteAsync(cancellationToken);
        foreach (var some in shared.Chunk(HashesAtOnce))
            await db.ErasedPeople.Where(person => some.Contains(person.AddressHash)).ExecuteDeleteAsync(cancellationToken);
        await Present.Where(row => row.Kind == nameof(FileKind.People) || row.Kind == nameof(FileKind.TrainingCompletions))
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.ReaderVersion, 0), cancellationToken);
        return back.Count;
    }

    /// <summary>The people file that counts.</summary>
    private Task<List<PersonRecord>> RowsAsync(CancellationToken cancellationToken) => db.People.AsNoTracking()
        .Where(row => Present.Any(snapshot => snapshot.Id == EF.Property<long>(row, BotDb.SnapshotId))).ToListAsync(cancellationToken);

    private async Task<PresentNames> PresentAsync(IEnumerable<PersonRecord> people, CancellationToken cancellationToken)
    {
        var today = organisation.CurrentValue.Today(clock);
        return new(
            [.. people.Where(person => !(person.LeftOn <= today))],
            await db.LinkedAccounts.Where(link => link.EndedAt == null).Select(link => link.Address).ToListAsync(cancellationToken));
    }

    private static bool IsOut(PersonRecord person, ErasedNames names, HashSet<DateTimeOffset> back) =>
        IsOut(names.Find(person), back) && !names.IsBackElsewhere(person);

    private static bool IsOut(DateTimeOffset? erased, HashSet<DateTimeOffset> back) => erased is { } at && !back.Contains(at);
}
