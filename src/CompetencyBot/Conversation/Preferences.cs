using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Conversation;

/// <summary>What people have chosen for themselves in chat.</summary>
public sealed class Preferences(BotDb db, TimeProvider clock)
{
    /// <summary>From the next turn on, and in every message that is written from now on, whichever instance writes it.</summary>
    /// <param name="objectId">Entra object id in lower case.</param>
    /// <param name="language">Name of a culture of <see cref="Language.All"/>.</param>
    public Task KeepLanguageAsync(string objectId, string language, CancellationToken cancellationToken) =>
        KeepAsync(objectId, preference => preference.Language = language, cancellationToken);

    /// <summary>On cards that only this person sees, from now on.</summary>
    /// <param name="objectId">Entra object id in lower case.</param>
    public Task KeepPicturesAsync(string objectId, bool dark, CancellationToken cancellationToken) =>
        KeepAsync(objectId, preference => preference.DarkPictures = dark, cancellationToken);

    private async Task KeepAsync(string objectId, Action<Preference> change, CancellationToken cancellationToken)
    {
        try
        {
            await ChangeAsync(objectId, change, cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsUniqueViolation(failure))
        {
            db.ChangeTracker.Clear();
            await ChangeAsync(objectId, change, cancellationToken); // another message of the same person was faster
        }
    }

    private async Task ChangeAsync(string objectId, Action<Preference> change, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var preference = await db.Preferences.FirstOrDefaultAsync(row => row.ObjectId == objectId, cancellationToken);
        if (preference is null)
            db.Preferences.Add(preference = new Preference { ObjectId = objectId, ChangedAt = now });
        change(preference);
        preference.ChangedAt = now;
        await db.SaveChangesAsync(cancellationToken);
    }
}
