using CompetencyBot.Storage;
using CompetencyBot.Timing;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration.Imports;

/// <summary>Shows all admins an import that nobody sent, in their working hours; any of them may decide.</summary>
public sealed class ImportAsk(BotDb db, ImportMessages messages, AdminDirectory directory, RecipientTime times, TimeProvider clock)
{
    public async Task ToAdminsAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.ImportRuns.AsNoTracking().FirstOrDefaultAsync(run => run.Id == id && run.State == ImportState.Waiting, cancellationToken) is not { } run)
            return; // decided meanwhile
        var view = await messages.ViewAsync(run, cancellationToken);
        foreach (var admin in (await directory.ReadAsync(cancellationToken)).Admins)
            await messages.StageAsync(view, admin.Address, isFirst: true, times.DueAt(admin.Person, clock.GetUtcNow()), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
