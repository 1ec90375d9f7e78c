using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.MyData;

/// <summary>Everything that is kept of one person.</summary>
/// <param name="Files">The files of the organisation that tell of people, as last imported.</param>
/// <param name="Tables">Those that keep something of the person, in the order of <see cref="OwnTables.All"/>.</param>
public sealed record OwnData(OrganisationSays Organisation, ImmutableArray<EvidenceSnapshot> Files, ImmutableArray<OwnRows> Tables)
{
    /// <summary>What the directory says of the person; null where it does not know them, or is not read.</summary>
    public DirectoryUser? Directory { get; init; }

    /// <summary>Days after the day of leaving on which all of it is erased; 0 = never.</summary>
    public int KeptDays { get; init; }
}

public sealed record OwnRows(OwnTable Table, IReadOnlyList<JsonObject> Rows);

/// <summary>Reads it: a query for each table, however many people there are.</summary>
public sealed class OwnDataReader(BotDb db, EvidenceReader reader, IOptionsMonitor<RetentionOptions> retention)
{
    public async Task<OwnData> ReadAsync(Myself me, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(me);
        var evidence = await reader.ReadAsync(cancellationToken);
        var files = evidence?.Snapshots ?? [];
        var tables = ImmutableArray.CreateBuilder<OwnRows>();
        foreach (var table in OwnTables.All)
            if (await table.ReadAsync(db, me, cancellationToken) is { Count: > 0 } rows)
                tables.Add(new OwnRows(table, rows));
        return new OwnData(OrganisationSays.Of(evidence, me), files, tables.ToImmutable())
        {
            Directory = await db.DirectoryUsers.AsNoTracking()
                .FirstOrDefaultAsync(user => user.ObjectId == me.ObjectId || me.Names.Contains(user.UserPrincipalName), cancellationToken),
            KeptDays = retention.CurrentValue.LeaverDetailsDays,
        };
    }
}
