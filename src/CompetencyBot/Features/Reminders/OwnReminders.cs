using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Features.Reminders;

/// <summary>What people have asked for of their own certificates: one wish a person and item, the last one said.</summary>
public sealed class OwnReminders(BotDb db, TimeProvider clock)
{
    /// <param name="person">Work address in lower case.</param>
    public async Task<IReadOnlyDictionary<string, OwnReminder>> OfAsync(string person, CancellationToken cancellationToken) =>
        await db.OwnReminders.AsNoTracking().Where(row => row.Person == person).ToDictionaryAsync(row => row.ItemId, cancellationToken);

    /// <param name="person">Work address in lower case.</param>
    /// <param name="daysBefore">As <see cref="OwnReminder.DaysBefore"/>.</param>
    public async Task KeepAsync(string person, string itemId, int daysBefore, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await ChangeAsync(person, itemId, daysBefore, now, cancellationToken))
            return;
        var row = new OwnReminder { Person = person, ItemId = itemId, DaysBefore = daysBefore, AskedAt = now };
        db.OwnReminders.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            await ChangeAsync(person, itemId, daysBefore, now, cancellationToken); // the same person in another chat was faster
        }
        finally
        {
            db.Entry(row).State = EntityState.Detached;
        }
    }

    /// <summary>The usual days alone are left.</summary>
    public Task ForgetAsync(string person, string itemId, CancellationToken cancellationToken) =>
        db.OwnReminders.Where(row => row.Person == person && row.ItemId == itemId).ExecuteDeleteAsync(cancellationToken);

    private async Task<bool> ChangeAsync(string person, string itemId, int daysBefore, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.OwnReminders.Where(row => row.Person == person && row.ItemId == itemId).ExecuteUpdateAsync(
            row => row.SetProperty(reminder => reminder.DaysBefore, daysBefore).SetProperty(reminder => reminder.AskedAt, now), cancellationToken) == 1;
}
