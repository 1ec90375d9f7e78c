using System.Collections.Immutable;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Upgrade.Nudging;

/// <summary>
/// Asks people to pass what a level needs: question and record of it in one transaction for all of them. A unique index settles it when two managers ask the
/// same at the same time.
/// </summary>
public sealed class Nudges(BotDb db, NudgeMessages messages, AuditLog audit, IOptionsMonitor<NudgeOptions> options, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    /// <summary>Whoever wins a race has asked some of them, so that fewer are left; more than this is not to be expected.</summary>
    private const int MostTries = 3;

    public static bool MayAsk(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return (viewer.IsAdmin || viewer.Reports.Count > 0) && viewer.AuditName.Length > 0;
    }

    /// <summary>Each of the passes, with what stands in the way of asking for it.</summary>
    public async Task<ImmutableArray<NudgeCandidate>> CandidatesAsync(NudgeWish wish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wish);
        string[] keys = [.. wish.Passes.Select(pass => pass.PersonId!.ToLowerInvariant()).Distinct()];
        var earlier = (await db.Nudges.AsNoTracking().Where(nudge => keys.Contains(nudge.Person)).ToListAsync(cancellationToken)).ToLookup(nudge => nudge.Person);
        return [.. wish.Passes.Select(pass => Candidate(wish, pass, [.. earlier[pass.PersonId!.ToLowerInvariant()]]))];
    }

    /// <returns>Each of the passes: those without an obstacle were asked for.</returns>
    public async Task<ImmutableArray<NudgeCandidate>> AskAsync(NudgeWish wish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wish);
        for (var tried = 1; ; tried++)
        {
            var candidates = await CandidatesAsync(wish, cancellationToken);
            try
            {
                await AskAsync(wish, [.. candidates.Where(candidate => candidate.Obstacle is null)], cancellationToken);
                return candidates;
            }
            catch (Exception failure) when (db.IsLostRace(failure) && tried < MostTries)
            {
                // Somebody else has asked one of them; whom, shows when they are looked at again.
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task AskAsync(NudgeWish wish, NudgeCandidate[] asked, CancellationToken cancellationToken)
    {
        var (now, by) = (clock.GetUtcNow(), wish.Asker.AuditName.ToLowerInvariant());
        Nudge[] nudges =
        [
            .. asked.Select(candidate => new Nudge
            {
                Id = Guid.CreateVersion7(now),
                Person = candidate.Person.Id.ToLowerInvariant(),
                EditionId = wish.Chosen.Edition.Id,
                ItemId = candidate.Item.Id,
                CompetencyId = wish.Chosen.Known.Competency.Id,
                Level = $"{wish.Chosen.Level}",
                AskedBy = by,
                AskedAt = now,
            }),
        ];
        db.Nudges.AddRange(nudges);
        foreach (var nudge in nudges)
            audit.Add(wish.Asker.AuditName, AuditActions.Nudged, nudge.Person, after: nudge.ItemId);
        await messages.StageQuestionsAsync(wish.View.Evidence, nudges, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private NudgeCandidate Candidate(NudgeWish wish, Pass pass, Nudge[] earlier)
    {
        var person = wish.Chosen.Followed.Matched.People.First(each => each.Id.Equals(pass.PersonId, StringComparison.OrdinalIgnoreCase));
        var candidate = new NudgeCandidate(person, wish.Chosen.Edition.Items[pass.ItemId], null);
        if (person.Id.Equals(wish.Asker.Person?.UserPrincipalName, StringComparison.OrdinalIgnoreCase))
            return candidate with { Obstacle = NudgeObstacle.Self };
        if (earlier.Any(nudge => nudge is { ClosedAt: null } && nudge.EditionId == wish.Chosen.Edition.Id && nudge.ItemId == pass.ItemId))
            return candidate with { Obstacle = NudgeObstacle.IsOpen };
        var free = earlier.Select(nudge => (DateOnly?)DayOf(nudge.AskedAt).AddDays(options.CurrentValue.AgainAfterDays)).Max();
        return free > wish.View.Today ? candidate with { Obstacle = NudgeObstacle.AskedLately, Until = free } : candidate;
    }

    private DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, organisation.CurrentValue.Zone).DateTime);
}
