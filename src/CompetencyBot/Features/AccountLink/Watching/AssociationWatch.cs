using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <param name="Looked">Accounts that have not ended.</param>
public sealed record AssociationResult(int Looked, int Confirmed, int Ended, int Missed)
{
    public bool IsNews => Confirmed + Ended + Missed > 0;
}

/// <summary>
/// Looks at all proved accounts, and keeps what Partner Center's data say of each together with the message about it, or neither. What another instance
/// kept first is left to it.
/// </summary>
public sealed class AssociationWatch(
    BotDb db, EvidenceReader reader, AssociationNews news, AuditLog audit, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock)
{
    public async Task<AssociationResult> LookAsync(CancellationToken cancellationToken)
    {
        var links = await db.LinkedAccounts.AsNoTracking().Where(link => link.EndedAt == null).OrderBy(link => link.Person).ToListAsync(cancellationToken);
        var result = new AssociationResult(links.Count, 0, 0, 0);
        if (links.Count == 0 || await reader.ReadAsync(cancellationToken) is not { Records.People.IsEmpty: false } evidence)
            return result;

        var settings = organisation.CurrentValue;
        var read = await db.ImportRuns.OrderByDescending(run => run.At).Select(run => (DateTimeOffset?)run.At).FirstOrDefaultAsync(cancellationToken);
        var look = new AssociationLook(evidence, DataAtHand.Of(evidence, read, settings.Zone), clock.GetUtcNow(), settings.Today(clock));
        foreach (var link in links)
            if (look.StepOf(link) is { } step && await TakeAsync(link, step, look, cancellationToken))
                result = step switch
                {
                    AssociationStep.Confirm => result with { Confirmed = result.Confirmed + 1 },
                    AssociationStep.Finish => result with { Ended = result.Ended + 1 },
                    _ => result with { Missed = result.Missed + 1 },
                };
        return result;
    }

    /// <returns>False when somebody else has changed the account in this moment.</returns>
    private async Task<bool> TakeAsync(LinkedAccount link, AssociationStep step, AssociationLook look, CancellationToken cancellationToken)
    {
        try
        {
            db.LinkedAccounts.Attach(link);
            Apply(link, step, look);
            await news.StageAsync(link, step, look, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || db.IsLostRace(failure))
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private void Apply(LinkedAccount link, AssociationStep step, AssociationLook look)
    {
        link.Revision++;
        if (step is AssociationStep.Miss)
        {
            link.MissedAt = look.Now;
            return;
        }

        link.Source = look.Data.Source;
        var masked = MaskedAddress.Of(link.Address);
        if (step is AssociationStep.Finish { Why: var why })
        {
            link.EndAs(why, look.Now);
            audit.Add(AuditLog.ByItself, AuditActions.AccountEnded, link.Person, after: $"{masked} {AuditReasons.Of(why)}");
            return;
        }

        link.ConfirmedAt = look.Now;
        audit.Add(AuditLog.ByItself, AuditActions.AccountConfirmed, link.Person, after: masked);
    }
}
