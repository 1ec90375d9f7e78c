using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.BotFramework.Turns;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Conversation;

/// <summary>
/// Matches the sender of an activity to a person: by Entra object id, else once by asking the roster for the work address and keeping it.
/// </summary>
public sealed partial class ViewerFinder(
    BotDb db,
    EvidenceReader evidence,
    CurrentConversation current,
    IOptionsMonitor<OrganisationOptions> organisation,
    TimeProvider clock,
    ILogger<ViewerFinder> logger)
{
    /// <summary>Somebody whom the roster did not know may be known to it later.</summary>
    private static readonly TimeSpan AskedAgainAfter = TimeSpan.FromDays(1);

    public async Task<Viewer> FindAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var objectId = turn.Activity.From?.AadObjectId?.ToLowerInvariant();
        if (objectId is null || !BelongsToOurTenant(turn.Activity.TenantId))
            return Viewer.Unknown with { OrganisationLocale = organisation.CurrentValue.Language };

        return await FindAsync(objectId, () => WorkAddressAsync(turn, objectId, cancellationToken), cancellationToken);
    }

    /// <summary>The same outside a turn, of somebody who has talked to the bot before.</summary>
    /// <param name="objectId">Entra object id in lower case, of which it is proved that it is theirs.</param>
    public Task<Viewer> FindKnownAsync(string objectId, CancellationToken cancellationToken) => FindAsync(
        objectId,
        () => db.KnownUsers.Where(user => user.ObjectId == objectId).Select(user => user.UserPrincipalName).FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    private async Task<Viewer> FindAsync(string objectId, Func<Task<string?>> addressElsewhere, CancellationToken cancellationToken)
    {
        var known = await evidence.ReadAsync(cancellationToken);
        var person = known?.FindByObjectId(objectId);
        var address = person?.UserPrincipalName ?? await addressElsewhere();
        person ??= known?.FindByWorkAddress(address);

        var isAdmin = AdminRule.ReasonFor(organisation.CurrentValue, address, objectId, person, organisation.CurrentValue.Today(clock)) is not null;
        var reports = known is null || person is null ? Viewer.Unknown.Reports : ReportsOf(known, person);
        return new Viewer(objectId, address, person, isAdmin, reports)
        {
            OrganisationLocale = organisation.CurrentValue.Language,
            ChosenLanguage = current.ChosenLanguage,
            DarkPictures = current.DarkPictures,
        };
    }

    // Without a configured tenant only a development machine runs; with one, people of another tenant are strangers.
    private bool BelongsToOurTenant(string? tenantId) =>
        organisation.CurrentValue.TenantId is not { Length: > 0 } ours || ours.Equals(tenantId, StringComparison.OrdinalIgnoreCase);

    private async Task<string?> WorkAddressAsync(Turn turn, string objectId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = await db.KnownUsers.AsNoTracking().FirstOrDefaultAsync(user => user.ObjectId == objectId, cancellationToken);
        if (known is { UserPrincipalName: not null } || now - known?.AskedAt < AskedAgainAfter)
            return known?.UserPrincipalName;

        ChannelAccount? member;
        try
        {
            member = await turn.FindSenderAsync(cancellationToken);
        }
        catch (ConnectorException failure)
        {
            Log.RosterFailed(logger, failure.Result.Summary());
            return null; // A stranger for this turn; the next one asks again.
        }

        await db.KnownUsers.Where(user => user.ObjectId == objectId).ExecuteDeleteAsync(cancellationToken);
        var address = (member?.UserPrincipalName ?? member?.Email)?.ToLowerInvariant();
        var asked = new KnownUser { ObjectId = objectId, UserPrincipalName = address, AskedAt = now };
        db.KnownUsers.Add(asked);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            db.Entry(asked).State = EntityState.Detached; // Another turn of the same person was faster.
        }

        return asked.UserPrincipalName;
    }

    private static HashSet<string> ReportsOf(OrganisationEvidence known, PersonRecord manager)
    {
        var reports = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>([manager.UserPrincipalName]);
        while (open.TryDequeue(out var next))
            foreach (var report in known.DirectReportsOf(next).Where(report => reports.Add(report.UserPrincipalName)))
                open.Enqueue(report.UserPrincipalName);
        return reports;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The roster could not be asked who a sender is; they are a stranger for this turn: {Reason}")]
        public static partial void RosterFailed(ILogger logger, string reason);
    }
}
