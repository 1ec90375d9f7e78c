using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.AccountLink.Watching;

/// <param name="Looked">Accounts that have not ended.</param>
/// <param name="Missed">Not in data that should show them.</param>
/// <param name="Unshown">Not in data that are too old to show them.</param>
/// <param name="Doubtful">Not ended, since the file that says so looks incomplete.</param>
public sealed record AssociationResult(int Looked, int Confirmed, int Ended, int Missed, int Unshown, int Doubtful)
{
    public bool IsNews => Confirmed + Ended + Missed + Unshown > 0;
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
        var result = new AssociationResult(links.Count, 0, 0, 0, 0, 0);
        if (links.Count == 0 || await reader.ReadAsync(cancellationToken) is not { Records.People.IsEmpty: false } evidence)
            return result;

        var settings = organisation.CurrentValue;
        var read = await db.ImportRuns.Where(run => run.State == ImportState.Applied || run.State == ImportState.Unchanged).OrderByDescending(run => run.At).Select(run => (DateTimeOffset?)run.At).FirstOrDefaultAsync(cancellationToken);
        var look = new AssociationLook(evidence, DataAtHand.Of(evidence, read, settings.Zone), clock.GetUtcNow(), settings.Today(clock));
        var steps = AssociationSteps.Of(links, look);
        if (steps.IsFileIncomplete)
        {
            await news.TellIncompleteAsync(steps, look, cancellationToken);
            result = result with { Doubtful = steps.Ends };
        }

        foreach (var (link, step) in await news.UntoldAsync(steps.ToTake, cancellationToken))
            if (await TakeAsync(link, step, look, cancellationToken))
                result = Count(step, result);
        return result;
    }

    private static AssociationResult Count(AssociationStep step, AssociationResult result) => step switch
    {
        AssociationStep.Confirm => result with { Confirmed = result.Confirmed + 1 },
        AssociationStep.Finish => result with { Ended = result.Ended + 1 },
        AssociationStep.Miss => result with { Missed = result.Missed + 1 },
        _ => result with { Unshown = result.Unshown + 1 },
    };

    /// <returns>False when somebody else has changed the account in this moment.</returns>
    private async Task<bool> TakeAsync(LinkedAccount link, AssociationStep step, AssociationLook look, CancellationToken cancellationToken)
    {
        try
        {
            db.LinkedAccounts.Attach(link);
            await news.StageAsync(link, step, look, cancellationToken); // first: with its end the account is forgotten
            Apply(link, step, look);
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is DbUpdateConcurrencyException || db.IsLostRace(failure))
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
        var masked = MaskedAddress.Of(link.Address);
        switch (step)
        {
            case AssociationStep.Miss:
                link.MissedAt = look.Now;
                link.Revision++;
                break;
            case AssociationStep.Finish { Why: var why }:
                link.Source = look.Data.Source;
                link.EndAs(why, look.Now);
                audit.Add(AuditLog.ByItself, AuditActions.AccountEnded, link.Person, after: $"{masked} {AuditReasons.Of(why)}");
                break;
            case AssociationStep.Confirm:
                (link.ConfirmedAt, link.Source) = (look.Now, look.Data.Source);
                link.Revision++;
                audit.Add(AuditLog.ByItself, AuditActions.AccountConfirmed, link.Person, after: masked);
                break;
            case AssociationStep.OldData: // its message is all that is kept of it
                break;
        }
    }
}
