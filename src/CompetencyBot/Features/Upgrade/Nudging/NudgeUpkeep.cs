using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Upgrade.Nudging;

/// <summary>
/// Looks after the open nudges: closes those whose item was passed, and thanks for it; drops those that make no sense any more, or whose asker may not see the
/// person any more; and asks again whoever wished that for today.
/// </summary>
public sealed class NudgeUpkeep(
    BotDb db, NudgeMessages messages, NudgeReplies replies, Sight sight, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    private const int MostTries = 3;

    /// <returns>How many were closed, and how many people were asked again.</returns>
    /// <exception cref="DbUpdateException">Others change them all the time.</exception>
    public async Task<(int Closed, int AskedAgain)> RunAsync(OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        for (var tried = 1; ; tried++)
            try
            {
                return await TryAsync(evidence, cancellationToken);
            }
            catch (Exception failure) when ((failure is DbUpdateConcurrencyException || db.IsLostRace(failure)) && tried < MostTries)
            {
                // Somebody has answered, or another instance does the same: what is left shows when they are looked at again.
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
    }

    private async Task<(int Closed, int AskedAgain)> TryAsync(OrganisationEvidence evidence, CancellationToken cancellationToken)
    {
        var (today, now) = (organisation.CurrentValue.Today(clock), clock.GetUtcNow());
        var open = await db.Nudges.Where(nudge => nudge.ClosedAt == null).ToListAsync(cancellationToken);
        var states = open.ToLookup(nudge => StateOf(nudge, evidence, today));
        Nudge[] closed = [.. states[State.Passed], .. states[State.Dropped]];
        foreach (var nudge in closed)
            (nudge.ClosedAt, nudge.Revision) = (now, nudge.Revision + 1);
        var again = states[State.DueAgain].ToArray();
        await messages.StageThanksAsync(evidence, [.. states[State.Passed]], nudge => sight.MaySee(evidence, nudge.AskedBy, nudge.Person), cancellationToken);
        await messages.StageQuestionsAsync(evidence, again, cancellationToken);
        foreach (var nudge in again) // after the question, whose key the day is part of
            (nudge.Answer, nudge.Revision) = (null, nudge.Revision + 1);
        foreach (var passed in states[State.Passed].DistinctBy(nudge => (nudge.AskedBy, nudge.AskedAt)).Where(nudge => sight.MaySee(evidence, nudge.AskedBy, nudge.Person)))
            await replies.StageAsync(evidence, passed, now, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await messages.WithdrawAsync(closed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (closed.Length, again.Length);
    }

    private State StateOf(Nudge nudge, OrganisationEvidence evidence, DateOnly today) => NudgeSubject.Of(nudge, evidence) switch
    {
        null => State.Dropped,
        var subject when subject.HasLeft(today) => State.Dropped,
        var subject when subject.IsHeld(today) => State.Passed,
        var subject when subject.Pointless(today) is not null || !sight.MaySee(evidence, nudge.AskedBy, nudge.Person) => State.Dropped,
        _ when nudge is { Answer: NudgeAnswer.Later } && nudge.LaterOn <= today => State.DueAgain,
        _ => State.Open,
    };

    private enum State
    {
        Open,
        Passed,

        /// <summary>It makes no sense any more, or must not be seen any more.</summary>
        Dropped,
        DueAgain,
    }
}
