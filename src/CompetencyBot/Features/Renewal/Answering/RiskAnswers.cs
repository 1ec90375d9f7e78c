using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Renewal.Answering;

/// <summary>What can be said to a warning: taking note of it, putting it off; and what can be asked about it.</summary>
public sealed class RiskAnswers(
    BotDb db,
    EvidenceReader reader,
    EditionSet editions,
    SentWarnings sent,
    Assignments assignments,
    AuditLog audit,
    IOptionsMonitor<OrganisationOptions> organisation,
    TimeProvider clock)
{
    internal const int MostDaysOff = 366;

    /// <summary>More than any card has.</summary>
    private const int MostRisks = 200;

    /// <returns>Null for an action that is none of these.</returns>
    public async Task<Reply?> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return await AnswerOnceAsync(request, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear(); // somebody said something to the same in this moment, or a scan looked at it
            return await AnswerOnceAsync(request, cancellationToken);
        }
    }

    private async Task<Reply?> AnswerOnceAsync(Request request, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        var state = new RenewalState(evidence, editions, organisation.CurrentValue.Zone, organisation.CurrentValue.Today(clock));
        if (request.Action == RenewalCommand.Warnings)
            return request.Viewer.IsAdmin ? Show(new Pressed(request, await sent.AllOpenAsync(cancellationToken), [], state)) : Refused(request);
        if (await PressedAsync(request, state, cancellationToken) is not { } pressed)
            return new Reply(Texts.ButtonOutdated);
        if (!request.Viewer.IsAdmin && !pressed.IsAssignee)
            return Refused(request);
        await sent.MarkReadAsync(pressed.Warning.Id, request.IsPersonal ? pressed.Names : null, cancellationToken);
        return request.Action switch
        {
            RenewalCommand.Warning => Show(pressed),
            RenewalCommand.Open => Open(pressed),
            RenewalCommand.Why => WhyCard.For(pressed, DateLines(state)),
            RenewalCommand.Cure => CureCard.For(pressed, DateLines(state)),
            RenewalCommand.Accept or RenewalCommand.Decline => await assignments.AnswerAsync(pressed, DateLines(state), cancellationToken),
            _ when !request.Viewer.IsAdmin => Refused(request),
            RenewalCommand.Acknowledge => await AcknowledgeAsync(pressed, cancellationToken),
            RenewalCommand.Snooze => SnoozeForm.For(pressed, null),
            RenewalCommand.Snoozed => await SnoozeAsync(pressed, cancellationToken),
            // A form in a channel would show there whom somebody thought of.
            RenewalCommand.Assign or RenewalCommand.Assigned when !request.IsPersonal => new Reply(RenewalTexts.AssignOnlyPersonal),
            RenewalCommand.Assign => AssignForm.For(pressed, null),
            RenewalCommand.Assigned => await AssignAsync(pressed, cancellationToken),
            _ => null,
        };
    }

    private static Reply Refused(Request request) =>
        new(Language.Format(request.IsPersonal ? RenewalTexts.OnlyAdminsAnswer : Texts.OnlyForAdmins, RenewalCommand.Info.Name));

    /// <returns>Null when the button tells of nothing that is there.</returns>
    private async Task<Pressed?> PressedAsync(Request request, RenewalState state, CancellationToken cancellationToken)
    {
        var message = Guid.TryParse(request.Text(WarningCard.MessageInput), out var id) ? id : Guid.Empty;
        var named = request.Text(WarningCard.RisksInput) is { Length: > 0 } listed ? listed : request.Text(WarningCard.ChoiceInput) ?? "";
        Guid[] ids = [.. named.Split(',').Take(MostRisks).Select(text => Guid.TryParse(text, out var risk) ? risk : Guid.Empty).Where(risk => risk != Guid.Empty)];
        var risks = await db.Risks.Where(risk => ids.Contains(risk.Id)).ToListAsync(cancellationToken);
        var warning = message == Guid.Empty ? null : await sent.FindAsync(message, cancellationToken);
        if (warning is null && risks.Count == 0)
            return null;
        warning ??= new Warning(Guid.Empty, [.. risks.Select(risk => new WarningEntry(risk, null, null, risk.FoundAt))]);
        return new Pressed(request, warning, risks.Count > 0 ? risks : [.. warning.Open], state);
    }

    private async Task<Reply> AcknowledgeAsync(Pressed pressed, CancellationToken cancellationToken)
    {
        WatchedRisk[] open = [.. pressed.Risks.Where(risk => risk.ResolvedAt is null && risk.AcknowledgedBy is null)];
        foreach (var risk in open)
        {
            (risk.AcknowledgedBy, risk.AcknowledgedAt, risk.EscalateAt) = (pressed.By, clock.GetUtcNow(), null);
            audit.Add(pressed.By, AuditActions.Acknowledged, risk.Key);
        }

        return await SavedAsync(pressed, open, cancellationToken);
    }

    private async Task<Reply> SnoozeAsync(Pressed pressed, CancellationToken cancellationToken)
    {
        if (UntilOf(pressed) is not { } until)
            return SnoozeForm.For(pressed, Language.Format(RenewalTexts.SnoozeNoDay, MostDaysOff));
        foreach (var risk in pressed.Risks.Where(risk => risk.ResolvedAt is null))
        {
            foreach (var name in pressed.Names)
                if (await db.Snoozes.FindAsync([risk.Id, name], cancellationToken) is { } known)
                    known.Until = until;
                else
                    db.Snoozes.Add(new Snooze { RiskId = risk.Id, Person = name, Until = until });
            audit.Add(pressed.By, AuditActions.Snoozed, risk.Key, after: Phrases.ShortDate(until));
        }

        await db.SaveChangesAsync(cancellationToken);
        var done = Language.Format(RenewalTexts.SnoozedUntil, Phrases.Date(until));
        return Show(pressed, done);
    }

    private static DateOnly? UntilOf(Pressed pressed)
    {
        var today = pressed.State.Today;
        return pressed.Request.Text(SnoozeForm.LengthInput) switch
        {
            SnoozeForm.Day => today.AddDays(1),
            SnoozeForm.Week => today.AddDays(7),
            SnoozeForm.Until when DateOnly.TryParseExact(pressed.Request.Text(SnoozeForm.DayInput), "yyyy-MM-dd", out var day)
                && day > today && day <= today.AddDays(MostDaysOff) => day,
            _ => null,
        };
    }

    private async Task<Reply> AssignAsync(Pressed pressed, CancellationToken cancellationToken)
    {
        var ((person, due), fault) = Assignments.Read(pressed);
        if (fault is not null)
            return AssignForm.For(pressed, fault);
        await assignments.OfferAsync(pressed, person, due, cancellationToken);
        return await SavedAsync(pressed, pressed.Risks, cancellationToken);
    }

    /// <summary>Whoever else has the card sees what was said; the one that was pressed is replaced by the answer.</summary>
    private async Task<Reply> SavedAsync(Pressed pressed, IReadOnlyCollection<WatchedRisk> changed, CancellationToken cancellationToken)
    {
        // In a channel the answer replaces the card for whoever pressed alone, so that it is changed for the others too.
        await sent.StageUpdatesAsync(changed, pressed.Request.IsPersonal ? pressed.Warning.Id : null, pressed.State, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Show(pressed);
    }

    private Reply Open(Pressed pressed) =>
        pressed.Visible.Entries.FirstOrDefault(entry => pressed.Risks.Count > 0 && entry.Risk.Id == pressed.Risks[0].Id) is { } entry
            ? new Reply(
                RiskTitle.Of(entry.Risk, editions), RiskCard.For(pressed.Visible, entry, pressed.State, pressed.People, DateLines(pressed.State)))
            : new Reply(Texts.ButtonOutdated);

    private Reply Show(Pressed pressed, string? done = null)
    {
        if (pressed.Visible.Entries.Count == 0)
            return new Reply(RenewalTexts.NothingOpen);
        var title = WarningCard.Title(pressed.Visible, pressed.State);
        var card = WarningCard.For(pressed.Visible, pressed.State, pressed.People, DateLines(pressed.State));
        return new Reply(title, done is null ? card : card with { Body = [new BotFramework.Cards.TextBlock($"✔ {done}") { Weight = "Bolder" }, .. card.Body] });
    }

    private IReadOnlyList<BotFramework.Cards.CardElement> DateLines(RenewalState state) =>
        [.. CardParts.DateLines(state.Evidence, state.Today, organisation.CurrentValue.Zone)];
}
