using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
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
    BotDb db, EvidenceCache cache, IOptionsMonitor<OrganisationOptions> organisation, EditionSet editions)
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

        var version = VersionOf(await FilesAsync(cancellationToken), settings);
        if (cache.Current is { } current && current.Version == version)
            return current;

        // After an import every waiting turn would load the same.
        using var turn = await cache.EnterAsync(cancellationToken);
        if (cache.Current is { } loaded && loaded.Version == version)
            return loaded;

        // The version is read before the rows, inside one snapshot, so that a cache entry is never older than its version says.
        await using var snapshot = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var files = await FilesAsync(cancellationToken);
        return cache.Current = await LoadAsync(files, VersionOf(files, settings), settings, cancellationToken);
    }

    private async Task<OrganisationEvidence> LoadAsync(
        List<KnownFile> files, EvidenceVersion version, OrganisationOptions settings, CancellationToken cancellationToken)
    {
        // The tables are large, and people link their accounts all day.
        var known = cache.Current is { } before && before.Version.Files == version.Files ? before.Records : await RecordsAsync(files, settings, cancellationToken);
        var records = known with { Accounts = await AccountsAsync(cancellationToken) };
        var evidence = new OrganisationEvidence(
            [.. settings.Editions.Distinct().Select(editions.Load).Select(edition => new FollowedEdition(edition, EvidenceMatching.Match(records, edition)))],
            records,
            version,
            files.Count == 0 ? null : files.Max(file => file.Row.ImportedAt));
        return evidence with { AssociationsAsOf = files.FirstOrDefault(file => file.Row.Kind == evidence.AssociationsIn.ToString())?.Row.ImportedAt };
    }

    private async Task<EvidenceRecords> RecordsAsync(List<KnownFile> files, OrganisationOptions settings, CancellationToken cancellationToken) =>
        new MembershipInstead(settings.MarketInstead, settings.AnniversaryInstead).In(new EvidenceRecords(
            await AllAsync(db.People, cancellationToken),
            files.Any(file => file.Row.AssociationsKnown),
            await AllAsync(db.Training, cancellationToken),
            await AllAsync(db.Performance, cancellationToken),
            await AllAsync(db.History, cancellationToken),
            await AllAsync(db.Memberships, cancellationToken),
            await AllAsync(db.Capabilities, cancellationToken)));

    /// <summary>
    /// The files, each with how many account links there are and how often they changed: in the one query of a turn. What does not mention the file would be no part
    /// of it: EF Core evaluates such a part beforehand, with a query of its own that blocks the turn.
    /// </summary>
    private Task<List<KnownFile>> FilesAsync(CancellationToken cancellationToken) => db.ImportedFiles.AsNoTracking()
        .OrderBy(file => file.Kind)
        .Select(file => new KnownFile(file, db.LinkedAccounts.Count(_ => file.Kind != ""), db.LinkedAccounts.Where(_ => file.Kind != "").Sum(link => link.Revision)))
        .ToListAsync(cancellationToken);

    private async Task<ImmutableArray<ProvenAccount>> AccountsAsync(CancellationToken cancellationToken) =>
    [
        .. await db.LinkedAccounts.AsNoTracking()
            .Where(link => link.EndedAt == null)
            .OrderBy(link => link.Person)
            .Select(link => new ProvenAccount(link.Person, link.Address, link.VerifiedAt, link.ReportedAt, link.ConfirmedAt))
            .ToListAsync(cancellationToken),
    ];

    private static EvidenceVersion VersionOf(IReadOnlyCollection<KnownFile> files, OrganisationOptions settings) => new(
        string.Join(' ',
        [
            .. files.Select(file => $"{file.Row.Kind}:{file.Row.Sha256}:{file.Row.ReaderVersion}"),
            $"{string.Join(',', settings.Editions)}:{settings.Market}:{settings.Anniversary}",
        ]),
        files.Select(file => $"{file.Links}:{file.LinkChanges}").FirstOrDefault() ?? "");

    private static async Task<ImmutableArray<TRecord>> AllAsync<TRecord>(DbSet<TRecord> table, CancellationToken cancellationToken)
        where TRecord : class =>
        [.. await table.AsNoTracking().OrderBy(record => EF.Property<long>(record, "Id")).ToListAsync(cancellationToken)];

    private sealed record KnownFile(ImportedFile Row, int Links, int LinkChanges);
}
