using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Renewal.Watching;

/// <param name="AtRisk">Levels that will not hold, or do not any more.</param>
/// <param name="Open">All risks.</param>
/// <param name="Messages">New messages.</param>
public sealed record WatchResult(int AtRisk, int Open, int Messages);

/// <summary>Looks at everything that is watched, and tells whoever is to know what is new to them; all of it is saved together or not at all.</summary>
public sealed class RenewalWatch(
    BotDb db,
    AdminRecipients recipients,
    WarningWriter writer,
    SentWarnings sent,
    EditionSet editions,
    IOptionsMonitor<OrganisationOptions> organisation,
    IOptionsMonitor<RenewalOptions> options,
    TimeProvider clock)
{
    private const int MostTries = 3;

    /// <summary>How long a warning may be on its way before it counts as one that reaches nobody.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromHours(1);

    /// <param name="askedBy">Whoever asked for it does not wait for their working hours; null = nobody did.</param>
    public async Task<WatchResult> LookAsync(OrganisationEvidence evidence, string? askedBy, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await LookOnceAsync(evidence, askedBy, cancellationToken);
            }
            catch (Exception failure) when ((failure is DbUpdateConcurrencyException || db.IsLostRace(failure)) && tries < MostTries)
            {
                db.ChangeTracker.Clear(); // somebody else told the same in this moment, or said something to it
            }
        }
    }

    /// <summary>Whether anything has come up since the last look that does not come from the evidence: no answer, or nobody reached.</summary>
    public async Task<bool> IsLookDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await db.Risks.AnyAsync(risk => risk.EscalateAt <= now, cancellationToken))
            return true;
        var open = await db.Risks.AsNoTracking().Where(risk => risk.ResolvedAt == null).ToListAsync(cancellationToken);
        var unheard = (await UnheardAsync(open, cancellationToken)).Select(risk => $"unheard|{risk.Key}");
        return !unheard.ToHashSet().SetEquals(open.Where(risk => risk.Kind == RiskKind.Unheard).Select(risk => risk.Key));
    }

    private async Task<WatchResult> LookOnceAsync(OrganisationEvidence evidence, string? askedBy, CancellationToken cancellationToken)
    {
        var state = new RenewalState(evidence, editions, organisation.CurrentValue.Zone, organisation.CurrentValue.Today(clock));
        var admins = await recipients.OfAsync(evidence, cancellationToken);
        var rows = await db.Risks.ToListAsync(cancellationToken);
        var unheard = await UnheardAsync(rows, cancellationToken);
        var found = new RiskFinder(state, options.CurrentValue).Find([.. admins.Select(admin => admin.Address)], unheard, rows).ToList();

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var changes = RiskLedger.Enter(found, rows, state, clock.GetUtcNow(), risk => db.Risks.Add(risk));
        foreach (var change in changes)
            Escalate(change, admins, state);
        await sent.StageUpdatesAsync([.. changes.Where(change => change.News is not (null or NoticeReason.New)).Select(change => change.Row)], null, state, cancellationToken);
        var messages = await TellAsync(changes, admins, state, askedBy, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (askedBy is not null)
            await writer.HastenAsync(askedBy, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new WatchResult(found.Count(risk => risk.Kind == RiskKind.Eligibility), found.Count, messages);
    }

    private void Escalate(RiskChange change, IReadOnlyList<Recipient> admins, RenewalState state)
    {
        if (change.Row.EscalateAt is not { } at || at > clock.GetUtcNow())
            return;
        change.Row.EscalateAt = null;
        if (IsAnswered(change.Row))
            return;
        if (Circle.Next(admins, options.CurrentValue, change.Row, IsUrgent(change, state)) is { } step)
            change.Row.EscalationStep = step;
    }

    private static bool IsAnswered(WatchedRisk risk) => risk.AcknowledgedBy is not null || risk.Assignment == AssignmentState.Accepted;

    private async Task<int> TellAsync(
        List<RiskChange> changes, IReadOnlyList<Recipient> admins, RenewalState state, string? askedBy, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. changes.Select(change => change.Row.Id)];
        var told = await ToldAsync(ids, cancellationToken);
        var snoozes = (await db.Snoozes.AsNoTracking().Where(snooze => ids.Contains(snooze.RiskId)).ToListAsync(cancellationToken))
            .ToDictionary(snooze => (snooze.Person, snooze.RiskId), snooze => snooze.Until);
        var messages = 0;
        foreach (var recipient in await EverybodyAsync(changes, admins, state, cancellationToken))
        {
            var known = told[recipient.Key].Select(notice => notice.Key).ToHashSet();
            var heard = told[recipient.Key].Where(notice => notice.HasArrived).Select(notice => notice.Key).ToHashSet();
            var tellings = changes
                .Where(change => IsFor(change, recipient, admins, state))
                .Select(change => (Change: change, Telling: Telling.Of(
                    change, recipient.Key, change.Found is null ? heard : known, snoozes.TryGetValue((recipient.Key, change.Row.Id), out var until) ? until : null, state.Today)))
                .Where(each => each.Telling is not null)
                .ToList();
            if (tellings.Count == 0)
                continue;
            var isUrgent = tellings.Any(each => IsUrgent(each.Change, state)) || recipient.Address.Equals(askedBy, StringComparison.OrdinalIgnoreCase);
            var waiting = await sent.FindWaitingAsync(recipient, cancellationToken);
            var due = await writer.StageAsync(recipient, [.. tellings.Select(each => each.Telling!)], state, isUrgent, waiting, cancellationToken);
            foreach (var (change, _) in tellings)
                ExpectAnswer(change, due, admins, state);
            messages++;
        }

        return messages;
    }

    /// <summary>What was told about these risks, by recipient.</summary>
    private async Task<ILookup<string, (string Key, bool HasArrived)>> ToldAsync(Guid[] risks, CancellationToken cancellationToken)
    {
        var told =
            from notice in db.Notices
            join message in db.Outbox on notice.MessageId equals message.Id
            where risks.Contains(notice.RiskId)
            select new
            {
                notice.Recipient,
                notice.Key,
                HasArrived = message.State == OutboxState.Sent || db.Outbox.Any(newer => newer.Replaces == message.Id && newer.State == OutboxState.Sent),
            };
        return (await told.ToListAsync(cancellationToken)).ToLookup(each => each.Recipient, each => (each.Key, each.HasArrived));
    }

    /// <summary>The admins, whoever took a risk upon themselves, and the channel that is told last.</summary>
    private async Task<IReadOnlyList<Recipient>> EverybodyAsync(
        List<RiskChange> changes, IReadOnlyList<Recipient> admins, RenewalState state, CancellationToken cancellationToken)
    {
        var everybody = admins.ToList();
        foreach (var address in changes.Select(change => AssigneeOf(change.Row)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
            if (!everybody.Any(known => known.Address.Equals(address, StringComparison.OrdinalIgnoreCase)))
                everybody.Add(await recipients.FindAsync(state.Evidence, address, cancellationToken));
        if (options.CurrentValue.FallbackConversation is { Length: > 0 } place)
            everybody.Add(AdminRecipients.Place(place));
        return everybody;
    }

    /// <summary>That something is gone is for whoever heard of it, which the keys tell.</summary>
    private bool IsFor(RiskChange change, Recipient recipient, IReadOnlyList<Recipient> admins, RenewalState state) =>
        change.Found is null
        || (recipient.IsPlace
            ? change.Row.EscalationStep >= Circle.Everybody || change.Row.Kind == RiskKind.Unheard
            : recipient.Address.Equals(AssigneeOf(change.Row), StringComparison.OrdinalIgnoreCase)
                || Circle.Of(admins, options.CurrentValue, change.Row.Kind == RiskKind.Unheard ? Circle.Everybody : change.Row.EscalationStep, IsUrgent(change, state))
                    .Contains(recipient));

    private static string? AssigneeOf(WatchedRisk risk) => risk.Assignment == AssignmentState.Accepted ? risk.AssignedTo : null;

    private bool IsUrgent(RiskChange change, RenewalState state) =>
        change.Found?.ActBy is { } day && day >= state.Today && day.DayNumber - state.Today.DayNumber <= options.CurrentValue.UrgentWithinDays;

    /// <summary>Somebody has to take note of what puts the membership at risk.</summary>
    private void ExpectAnswer(RiskChange change, DateTimeOffset due, IReadOnlyList<Recipient> admins, RenewalState state)
    {
        var row = change.Row;
        if (change.Found is not null
            && row is { Kind: RiskKind.Eligibility or RiskKind.Deadline or RiskKind.Unheard } or { Kind: RiskKind.Leaver, BreaksOn: not null }
            && !IsAnswered(row)
            && options.CurrentValue.AnswerWithinHours > 0
            && Circle.Next(admins, options.CurrentValue, row, IsUrgent(change, state)) is not null)
            row.EscalateAt = due + TimeSpan.FromHours(options.CurrentValue.AnswerWithinHours);
    }

    /// <summary>Risks of which no message has arrived since they were found, or none was even written, although there was time.</summary>
    private async Task<IReadOnlyList<WatchedRisk>> UnheardAsync(IEnumerable<WatchedRisk> risks, CancellationToken cancellationToken)
    {
        WatchedRisk[] open = [.. risks.Where(risk => risk.ResolvedAt is null && risk.Kind != RiskKind.Unheard)];
        Guid[] ids = [.. open.Select(risk => risk.Id)];
        var late = clock.GetUtcNow() - OnItsWay;
        var told =
            from notice in db.Notices
            join message in db.Outbox on notice.MessageId equals message.Id
            where ids.Contains(notice.RiskId)
            select new
            {
                notice.RiskId,
                message.CreatedAt,
                HasArrived = message.State == OutboxState.Sent || db.Outbox.Any(newer => newer.Replaces == message.Id && newer.State == OutboxState.Sent),
                IsLate = message.State != OutboxState.Withdrawn && message.CreatedAt < late && (message.DueAt < late || message.Reason != null),
            };
        var messages = (await told.ToListAsync(cancellationToken)).ToLookup(message => message.RiskId);
        return
        [
            .. from risk in open
               let own = messages[risk.Id].Where(message => message.CreatedAt >= risk.FoundAt).ToList()
               where own.Count == 0 ? risk.FoundAt < late : !own.Any(message => message.HasArrived) && own.Any(message => message.IsLate)
               select risk,
        ];
    }
}
