using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Storage;

/// <summary>The evidence as last loaded; loaded again when an import changed something, and matched again when a linked account did.</summary>
public sealed class EvidenceCache : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private OrganisationEvidence? _current;

    /// <summary>Waits until nobody else is loading; disposing the result lets the next one in.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        return new Leave(_gate);
    }

    public void Dispose() => _gate.Dispose();

    private sealed class Leave(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }

    public OrganisationEvidence? Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }
}

/// <summary>
/// Reads the evidence: one small query a turn, two more when a linked account changed, eight after an import. Within a turn it stays the same.
/// </summary>
public sealed class EvidenceReader(
    BotDb db,
    EvidenceCache cache,
    IOptionsMonitor<OrganisationOptions> organisation,
    IOptionsMonitor<RenewalOptions> renewal,
    EditionSet editions,
    TimeProvider clock)
{
    private OrganisationEvidence? _read;

    /// <summary>Those that could be followed.</summary>
    public EditionSet Editions => editions;

    /// <returns>Null when the organisation follows no edition.</returns>
    public async Task<OrganisationEvidence?> ReadAsync(CancellationToken cancellationToken) =>
        _read ??= await LoadAsync(cancellationToken);

    private async Task<OrganisationEvidence?> LoadAsync(CancellationToken cancellationToken)
    {
        var settings = organisation.CurrentValue; // one for all, since they may change meanwhile
        if (settings.Editions.Count == 0)
            return null;

        var known = await SnapshotsAsync(cancellationToken);
        var version = await VersionAsync(known, settings, cancellationToken);
        if (cache.Current is { } current && current.Version == version)
            return AsOfNow(current, known, settings);

        // After an import every waiting turn would load the same.
        using var turn = await cache.EnterAsync(cancellationToken);
        if (cache.Current is { } loaded && loaded.Version == version)
            return AsOfNow(loaded, known, settings);

        // The version is read before the rows, inside one snapshot, so that a cache entry is never older than its version says.
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var snapshots = await SnapshotsAsync(cancellationToken);
        cache.Current = await LoadAsync(snapshots, await VersionAsync(snapshots, settings, cancellationToken), settings, cancellationToken);
        return AsOfNow(cache.Current, snapshots, settings);
    }

    /// <summary>A source may say again that nothing has changed, and time goes on; what was worked out of the evidence is kept.</summary>
    private OrganisationEvidence AsOfNow(OrganisationEvidence evidence, List<KnownSnapshot> snapshots, OrganisationOptions settings) => evidence with
    {
        Snapshots = [.. snapshots.Select(known => known.Row)],
        Age = DataAge.Of(
            evidence.Followed.Select(followed => followed.Edition),
            snapshots.Select(known => (known.Row, known.IntervalHours)),
            snapshots.FirstOrDefault()?.DirectoryReadAt,
            asOf => settings.StartOf(settings.DayOf(asOf).AddDays(renewal.CurrentValue.StaleAfterDays + 1)),
            clock.GetUtcNow()),
    };

    /// <summary>The evidence as it would be if these contents counted instead of those of their kinds that do.</summary>
    /// <param name="staged">Ids of snapshots.</param>
    /// <returns>Null when the organisation follows no edition.</returns>
    public async Task<OrganisationEvidence?> ReadWithAsync(IReadOnlyCollection<long> staged, CancellationToken cancellationToken)
    {
        var settings = organisation.CurrentValue;
        if (settings.Editions.Count == 0)
            return null;
        var present = await SnapshotsAsync(cancellationToken);
        var instead = await db.Snapshots.AsNoTracking().Where(row => staged.Contains(row.Id)).ToListAsync(cancellationToken);
        List<KnownSnapshot> snapshots =
        [
            .. present.Where(known => !instead.Any(row => row.Kind == known.Row.Kind)),
            .. instead.Select(row => new KnownSnapshot(row, 0, 0, 0, null, null)),
        ];
        return AsOfNow(
            await LoadAsync(snapshots, await VersionAsync(snapshots, settings, cancellationToken), settings, cancellationToken), snapshots, settings);
    }

    private async Task<OrganisationEvidence> LoadAsync(
        List<KnownSnapshot> snapshots, EvidenceVersion version, OrganisationOptions settings, CancellationToken cancellationToken)
    {
        // The tables are large, and people link their accounts all day.
        var files = cache.Current is { } before && before.Version.Files == version.Files ? before.Files : await RecordsAsync(snapshots, settings, cancellationToken);
        var records = files with
        {
            People = PeopleMerge.Of(files.People, await DirectoryAsync(cancellationToken)),
            Accounts = await AccountsAsync(cancellationToken),
        };
        return new OrganisationEvidence(
            [.. settings.Editions.Distinct().Select(editions.Load).Select(edition => new FollowedEdition(edition, EvidenceMatching.Match(records, edition)))],
            records,
            version)
        { Files = files };
    }

    private async Task<EvidenceRecords> RecordsAsync(List<KnownSnapshot> snapshots, OrganisationOptions settings, CancellationToken cancellationToken)
    {
        var ids = snapshots.ToDictionary(known => known.Row.Kind, known => known.Row.Id);
        return new MembershipInstead(settings.MarketInstead, settings.AnniversaryInstead).In(new EvidenceRecords(
            await AllAsync(db.People, ids, FileKind.People, cancellationToken),
            snapshots.Any(known => known.Row.AssociationsKnown),
            await AllAsync(db.Training, ids, FileKind.TrainingCompletions, cancellationToken),
            await AllAsync(db.Performance, ids, FileKind.CompetencyPerformanceRequirement, cancellationToken),
            await AllAsync(db.History, ids, FileKind.CompetencySummaryHistory, cancellationToken),
            await AllAsync(db.Memberships, ids, FileKind.Membership, cancellationToken),
            await AllAsync(db.Capabilities, ids, FileKind.CapabilityMetrics, cancellationToken)));
    }

    /// <summary>
    /// The contents that count, each with how many account links there are and how often they and the directory changed: in the one query of a turn. What does not
    /// mention the row would be no part of it: EF Core evaluates such a part beforehand, with a query of its own that blocks the turn. Where nothing was imported yet
    /// there is no row to mention, and what else is known is asked for by itself.
    /// </summary>
    private async Task<List<KnownSnapshot>> SnapshotsAsync(CancellationToken cancellationToken) => await db.Snapshots.AsNoTracking()
        .Where(row => row.State == SnapshotState.Present)
        .OrderBy(row => row.Kind)
        .Select(row => new KnownSnapshot(
            row,
            db.LinkedAccounts.Count(_ => row.Kind != ""),
            db.LinkedAccounts.Where(_ => row.Kind != "").Sum(link => link.Revision),
            db.DirectoryStates.Where(_ => row.Kind != "").Sum(state => state.Revision),
            db.DirectoryStates.Where(state => row.Kind != "" && state.Name == DirectoryState.Users).Select(state => state.SyncedAt).FirstOrDefault(),
            db.InsightsDatasets.Where(dataset => dataset.Kind == row.Kind).Select(dataset => dataset.IntervalHours).FirstOrDefault()))
        .ToListAsync(cancellationToken);

    private async Task<IReadOnlyCollection<DirectoryPerson>> DirectoryAsync(CancellationToken cancellationToken) =>
    [
        .. (await db.DirectoryUsers.AsNoTracking().Where(user => user.IsPerson).OrderBy(user => user.UserPrincipalName).ToListAsync(cancellationToken))
            .Select(user => user.ToPerson()),
    ];

    private async Task<ImmutableArray<ProvenAccount>> AccountsAsync(CancellationToken cancellationToken) =>
    [
        .. await db.LinkedAccounts.AsNoTracking()
            .Where(link => link.EndedAt == null)
            .OrderBy(link => link.Person)
            .Select(link => new ProvenAccount(link.Person, link.Address, link.VerifiedAt, link.ReportedAt, link.ConfirmedAt))
            .ToListAsync(cancellationToken),
    ];

    private async Task<EvidenceVersion> VersionAsync(
        List<KnownSnapshot> snapshots, OrganisationOptions settings, CancellationToken cancellationToken) => new(
        string.Join(' ',
        [
            .. snapshots.Select(known => $"{known.Row.Kind}:{known.Row.Id}:{known.Row.Rows}"),
            $"{string.Join(',', settings.Editions)}:{settings.Market}:{settings.Anniversary}",
        ]),
        snapshots.Count > 0 ? $"{snapshots[0].Links}:{snapshots[0].LinkChanges}:{snapshots[0].DirectoryChanges}"
            : $"0:0:{await db.DirectoryStates.SumAsync(state => state.Revision, cancellationToken)}");

    private static async Task<ImmutableArray<TRecord>> AllAsync<TRecord>(
        DbSet<TRecord> table, Dictionary<string, long> snapshots, FileKind kind, CancellationToken cancellationToken)
        where TRecord : class =>
        !snapshots.TryGetValue(kind.ToString(), out var snapshot) ? []
            : [.. await table.AsNoTracking()
                .Where(record => EF.Property<long>(record, BotDb.SnapshotId) == snapshot)
                .OrderBy(record => EF.Property<long>(record, "Id"))
                .ToListAsync(cancellationToken)];

    private sealed record KnownSnapshot(
        EvidenceSnapshot Row, int Links, int LinkChanges, int DirectoryChanges, DateTimeOffset? DirectoryReadAt, int? IntervalHours);
}
