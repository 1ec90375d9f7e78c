using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Administration.Entra;

/// <param name="Names">Of the people, as they are shown.</param>
public sealed record HeldWave(DirectoryWave Wave, IReadOnlyList<string> Names);

/// <summary>People of whom an admin has to say whether they have left. The first answer counts.</summary>
public sealed class HeldLeavers(BotDb db, AuditLog audit, JobStarter jobs, AdminDirectory directory, TimeProvider clock)
{
    public const string WaveInput = "wave";

    /// <returns>The oldest first.</returns>
    public async Task<IReadOnlyList<HeldWave>> OpenAsync(CancellationToken cancellationToken)
    {
        var waves = await db.DirectoryWaves.AsNoTracking().Where(wave => wave.DecidedAt == null).OrderBy(wave => wave.FoundAt).ToListAsync(cancellationToken);
        Guid?[] ids = [.. waves.Select(wave => (Guid?)wave.Id)];
        var held = await db.DirectoryUsers.AsNoTracking()
            .Where(row => ids.Contains(row.HeldIn)).OrderBy(row => row.DisplayName)
            .Select(row => new { row.HeldIn, Name = row.DisplayName ?? row.UserPrincipalName })
            .ToListAsync(cancellationToken);
        return [.. waves.Select(wave => new HeldWave(wave, [.. held.Where(row => row.HeldIn == wave.Id).Select(row => Phrases.Name(row.Name))]))];
    }

    public async Task<Reply> DecideAsync(Request request, bool haveLeft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var known = Guid.TryParse(request.Text(WaveInput), out var id)
            ? await db.DirectoryWaves.AsNoTracking().FirstOrDefaultAsync(wave => wave.Id == id, cancellationToken)
            : null;
        if (known is null)
            return new Reply(DirectoryTexts.WaveUnknown);
        if (known.DecidedAt is not null || !await KeepAsync(id, request.Viewer.AuditName, haveLeft, cancellationToken))
            return await AlreadyAsync(id, cancellationToken);
        if (haveLeft)
            await jobs.EvidenceChangedAsync(cancellationToken);
        return new Reply(haveLeft ? DirectoryTexts.DecidedLeft : DirectoryTexts.DecidedKeep);
    }

    /// <returns>False when another admin was faster.</returns>
    private async Task<bool> KeepAsync(Guid id, string by, bool haveLeft, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.DirectoryWaves.Where(wave => wave.Id == id && wave.DecidedAt == null).ExecuteUpdateAsync(
            wave => wave.SetProperty(row => row.DecidedAt, now).SetProperty(row => row.DecidedBy, by).SetProperty(row => row.HaveLeft, haveLeft), cancellationToken) == 0)
            return false;
        var people = haveLeft
            ? await db.DirectoryUsers.Where(row => row.HeldIn == id).ExecuteUpdateAsync(row => row.SetProperty(user => user.HeldIn, (Guid?)null), cancellationToken)
            : await db.DirectoryUsers.CountAsync(row => row.HeldIn == id, cancellationToken);
        await db.DirectoryStates.ExecuteUpdateAsync(state => state.SetProperty(row => row.Revision, row => row.Revision + 1), cancellationToken);
        audit.Add(by, haveLeft ? AuditActions.LeaversConfirmed : AuditActions.LeaversKept, id.ToString("N"), after: $"{people}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<Reply> AlreadyAsync(Guid id, CancellationToken cancellationToken)
    {
        var wave = await db.DirectoryWaves.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        var (people, _) = await directory.ReadAsync(cancellationToken);
        return new Reply(Language.Format(
            wave.HaveLeft == true ? DirectoryTexts.AlreadyLeft : DirectoryTexts.AlreadyKept, AdminDirectory.NameOf(wave.DecidedBy ?? "", people)));
    }
}
