using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Conversation;

/// <summary>What people have chosen for themselves in chat.</summary>
public sealed class Preferences(BotDb db, TimeProvider clock)
{
    /// <summary>From the next turn on, and in every message that is written from now on, whichever instance writes it.</summary>
    /// <param name="objectId">Entra object id in lower case.</param>
    /// <param name="language">Name of a culture of <see cref="Language.All"/>.</param>
    public async Task KeepLanguageAsync(string objectId, string language, CancellationToken cancellationToken)
    {
        if (await ChangeAsync(objectId, language, cancellationToken))
            return;
        var chosen = new Preference { ObjectId = objectId, Language = language, ChangedAt = clock.GetUtcNow() };
        db.Preferences.Add(chosen);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            db.Entry(chosen).State = EntityState.Detached;
            await ChangeAsync(objectId, language, cancellationToken); // another message of the same person was faster
        }
    }

    private async Task<bool> ChangeAsync(string objectId, string language, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.Preferences.Where(row => row.ObjectId == objectId).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.Language, language).SetProperty(r => r.ChangedAt, now), cancellationToken) > 0;
    }
}
