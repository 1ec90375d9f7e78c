using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Storage;

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
        version = await VersionAsync(snapshots, settings, cancellationToken);
        var kept = KeptOf(snapshots, version);
        if (!kept.IsAll)
            cache.Release(snapshots.Sum(known => known.Row.Rows));
        cache.Current = await LoadAsync(snapshots, kept, version, settings, cancellationToken);
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
    /// <param name="without">Kinds of which nothing would count; null = none.</param>
    /// <returns>Null when the organisation follows no edition.</returns>
    public async Task<OrganisationEvidence?> ReadWithAsync(
        IReadOnlyCollection<long> staged, CancellationToken cancellationToken, IReadOnlyCollection<string>? without = null)
    {
        var settings = organisation.CurrentValue;
        if (settings.Editions.Count == 0)
            return null;
        var present = await SnapshotsAsync(cancellationToken);
        var instead = await db.Snapshots.AsNoTracking().Where(row => staged.Contains(row.Id)).ToListAsync(cancellationToken);
        List<KnownSnapshot> snapshots =
        [
            .. present.Where(known => !instead.Any(row => row.Kind == known.Row.Kind) && without?.Contains(known.Row.Kind) != true),
            .. instead.Select(row => new KnownSnapshot(row, 0, 0, 0, null, null)),
        ];
        var version = await VersionAsync(snapshots, settings, cancellationToken);
        return AsOfNow(await LoadAsync(snapshots, KeptOf(snapshots, version), version, settings, cancellationToken), snapshots, settings);
    }

    /// <summary>What need not be read again.</summary>
    private KeptRecords KeptOf(List<KnownSnapshot> snapshots, EvidenceVersion version)
    {
        if (cache.Current is not { } before)
            return new(EvidenceRecords.Empty, false);
        if (before.Version.Files == version.Files)
            return new(before.Files, true);

        // Of somebody who is erased the rows go from a content that counts.
        bool IsSame(FileKind kind) => before.Find(kind) is { } row && snapshots.Any(known => known.Row.Id == row.Id && known.Row.Rows == row.Rows);
        return new(
            EvidenceRecords.Empty with
            {
                People = IsSame(FileKind.People) ? before.Files.People : [],
                Training = IsSame(FileKind.TrainingCompletions) ? before.Files.Training : [],
                Performance = IsSame(FileKind.CompetencyPerformanceRequirement) ? before.Files.Performance : [],
            },
            false);
    }

    private async Task<OrganisationEvidence> LoadAsync(
        List<KnownSnapshot> snapshots, KeptRecords kept, EvidenceVersion version, OrganisationOptions settings, CancellationToken cancellationToken)
    {
        // The tables are large, and people link their accounts all day.
        var files = kept.IsAll ? kept.Records : await RecordsAsync(snapshots, kept.Records, settings, cancellationToken);
        var records = files with
        {
            People = PeopleMerge.Of(files.People, await DirectoryAsync(cancellationToken)),
            Accounts = await AccountsAsync(cancellationToken),
        };
        return new OrganisationEvidence(
            [.. settings.Editions.Distinct().Select(editions.Load).Select(edition => new FollowedEdition(edition, EvidenceMatching.Match(records, edition)))],
            records,
            version)
        {
            Files = files,
            Snapshots = [.. snapshots.Select(known => known.Row)],
        };
    }

    private async Task<EvidenceRecords> RecordsAsync(
        List<KnownSnapshot> snapshots, EvidenceRecords kept, OrganisationOptions settings, CancellationToken cancellationToken)
    {
        var texts = new SharedTexts();
        var ids = snapshots.ToDictionary(known => known.Row.Kind, known => known.Row.Id);
        return new MembershipInstead(settings.MarketInstead, settings.AnniversaryInstead).In(new EvidenceRecords(
            await AllAsync(db.People, kept.People, ids, FileKind.People, person => person, cancellationToken),
            snapshots.Any(known => known.Row.AssociationsKnown),
            await AllAsync(db.Training, kept.Training, ids, FileKind.TrainingCompletions, row => Small(row, texts), cancellationToken),
            await AllAsync(db.Performance, kept.Performance, ids, FileKind.CompetencyPerformanceRequirement, row => row, cancellationToken),
            await AllAsync(db.History, [], ids, FileKind.CompetencySummaryHistory, row => row, cancellationToken),
            await AllAsync(db.Memberships, [], ids, FileKind.Membership, row => row, cancellationToken),
            await AllAsync(db.Capabilities, [], ids, FileKind.CapabilityMetrics, row => row, cancellationToken)));
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

    /// <summary>A database gives a new string for each name in each row.</summary>
    private static TrainingRecord Small(TrainingRecord row, SharedTexts texts) => row with
    {
        ActivityId = texts.Of(row.ActivityId),
        Title = texts.Of(row.Title),
        Email = texts.Of(row.Email),
        CorpEmail = texts.Of(row.CorpEmail),
        McpId = texts.Of(row.McpId),
        ActivationStatus = texts.Of(row.ActivationStatus),
    };

    /// <param name="kept">The rows where they are known already; empty = they are to be read.</param>
    /// <param name="small">Makes a row take less memory.</param>
    private static async Task<ImmutableArray<TRecord>> AllAsync<TRecord>(
        DbSet<TRecord> table, ImmutableArray<TRecord> kept, Dictionary<string, long> snapshots, FileKind kind, Func<TRecord, TRecord> small,
        CancellationToken cancellationToken)
        where TRecord : class
    {
        if (!kept.IsEmpty || !snapshots.TryGetValue(kind.ToString(), out var snapshot))
            return kept;
        var rows = ImmutableArray.CreateBuilder<TRecord>();
        await foreach (var row in table.AsNoTracking()
            .Where(record => EF.Property<long>(record, BotDb.SnapshotId) == snapshot)
            .OrderBy(record => EF.Property<long>(record, "Id"))
            .AsAsyncEnumerable()
            .WithCancellation(cancellationToken))
            rows.Add(small(row));
        return rows.DrainToImmutable();
    }

    private sealed record KnownSnapshot(
        EvidenceSnapshot Row, int Links, int LinkChanges, int DirectoryChanges, DateTimeOffset? DirectoryReadAt, int? IntervalHours);

    /// <param name="IsAll">Whether nothing is to be read but what no file says.</param>
    private sealed record KeptRecords(EvidenceRecords Records, bool IsAll);
}
