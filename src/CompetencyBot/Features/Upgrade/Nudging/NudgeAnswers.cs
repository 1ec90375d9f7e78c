using System.Globalization;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Upgrade.Nudging;

/// <summary>Takes what somebody answers to a nudge. Whose answer it is, only who pressed the button says, never its data.</summary>
public sealed class NudgeAnswers(
    BotDb db, EvidenceReader reader, NudgeReplies replies, AuditLog audit, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>For so long somebody who answers "later" is left alone.</summary>
    public const int LaterDays = 7;

    private const int MostTries = 3;

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        for (var tried = 1; ; tried++)
            try
            {
                return await TryAsync(request, evidence, cancellationToken);
            }
            catch (Exception failure) when ((failure is DbUpdateConcurrencyException || db.IsLostRace(failure)) && tried < MostTries)
            {
                db.ChangeTracker.Clear(); // another answer, or a job, was faster: it is looked at again
            }
    }

    private async Task<Reply> TryAsync(Request request, OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        var me = request.Viewer.Person?.UserPrincipalName.ToLowerInvariant();
        var nudge = Guid.TryParseExact(request.Text(NudgeCards.NudgeInput), "N", out var id)
            ? await db.Nudges.FirstOrDefaultAsync(row => row.Id == id && row.Person == me, cancellationToken)
            : null;
        if (nudge is null)
            return Note(UpgradeTexts.NudgeNotYours);
        var (today, subject) = (organisation.CurrentValue.Today(clock), NudgeSubject.Of(nudge, evidence));
        if (subject is null || subject.Pointless(today) is not null || (nudge.ClosedAt is not null && nudge.Answer != NudgeAnswer.Declined))
            return Note(Closed(subject, today));
        if (request.Action == NudgesCommand.Question)
            return Of(NudgeCards.Question(nudge, subject, evidence, today, null));
        if (await IsAskedAnewAsync(nudge, cancellationToken))
            return Note(UpgradeTexts.NudgeAskedAnew);

        DateOnly? day = request.Action switch
        {
            NudgesCommand.Accept => DayIn(request, today, subject),
            NudgesCommand.Later => today.AddDays(LaterDays),
            _ => null,
        };
        if (request.Action == NudgesCommand.Accept && day is null)
            return Of(NudgeCards.Question(nudge, subject, evidence, today, UpgradeTexts.DayWrong));
        await KeepAsync(nudge, request, evidence, day, cancellationToken);
        return Of(NudgeCards.Answered(nudge, subject, Thanks(request.Action, day)));
    }

    private async Task KeepAsync(Nudge nudge, Request request, OrganisationEvidence evidence, DateOnly? day, CancellationToken cancellationToken)
    {
        var (now, before) = (clock.GetUtcNow(), (nudge.Answer, nudge.PassBy, nudge.LaterOn));
        nudge.Answer = request.Action switch
        {
            NudgesCommand.Accept => NudgeAnswer.Accepted,
            NudgesCommand.Later => NudgeAnswer.Later,
            _ => NudgeAnswer.Declined,
        };
        nudge.PassBy = nudge.Answer == NudgeAnswer.Accepted ? day : null;
        nudge.LaterOn = nudge.Answer == NudgeAnswer.Later ? day : null;
        if (before == (nudge.Answer, nudge.PassBy, nudge.LaterOn))
            return; // pressed twice
        nudge.ClosedAt = nudge.Answer == NudgeAnswer.Declined ? now : null;
        (nudge.AnsweredAt, nudge.Revision) = (now, nudge.Revision + 1);
        audit.Add(request.Viewer.AuditName, AuditActions.NudgeAnswered, nudge.Person, after: $"{nudge.ItemId} {nudge.Answer}");
        await replies.StageAsync(evidence, nudge, now, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await NudgeMessages.WithdrawWaitingAsync(db, nudge.Id, cancellationToken); // the question may wait for the morning
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether somebody has asked the same again since this was declined.</summary>
    private Task<bool> IsAskedAnewAsync(Nudge nudge, CancellationToken cancellationToken) => db.Nudges.AnyAsync(
        other => other.Id != nudge.Id && other.Person == nudge.Person && other.EditionId == nudge.EditionId && other.ItemId == nudge.ItemId && other.ClosedAt == null,
        cancellationToken);

    /// <returns>Null for what is no day from today to the last on which it can be passed.</returns>
    private static DateOnly? DayIn(Request request, DateOnly today, NudgeSubject subject) =>
        DateOnly.TryParseExact(request.Text(NudgeCards.DayInput), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= today && day <= subject.LastDay(today)
            ? day
            : null;

    private static string Closed(NudgeSubject? subject, DateOnly today) =>
        subject is null ? UpgradeTexts.NudgeOver
        : subject.IsHeld(today) ? UpgradeTexts.NudgePassed
        : subject.Pointless(today) ?? UpgradeTexts.NudgeOver;

    private static string Thanks(string? action, DateOnly? day) => action switch
    {
        NudgesCommand.Accept => Language.Format(UpgradeTexts.ThanksAccepted, Phrases.Date(day!.Value)),
        NudgesCommand.Later => Language.Format(UpgradeTexts.ThanksLater, Phrases.Date(day!.Value)),
        _ => UpgradeTexts.ThanksDeclined,
    };

    private static Reply Of(AdaptiveCard card) => new(card.FallbackText ?? "", card);

    private static Reply Note(string text) => new(text, CardParts.Card([new TextBlock(text)], text, new ExecuteAction(Texts.ButtonStatus, "status/show")));
}
