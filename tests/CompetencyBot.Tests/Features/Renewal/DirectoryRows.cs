using CompetencyBot.Storage;

namespace CompetencyBot.Tests.Features.Renewal;

/// <summary>What a sync of the directory leaves behind, without the sync.</summary>
internal static class DirectoryRows
{
    /// <summary>The directory says something of somebody; who it did not know yet is a person and enabled.</summary>
    public static Task DirectorySaysAsync(this AppFixture app, Person person, Action<DirectoryUser> change) => app.InDatabaseAsync(async db =>
    {
        var now = app.Clock.GetUtcNow();
        if (await db.DirectoryUsers.FindAsync(person.ObjectId) is not { } user)
            db.DirectoryUsers.Add(user = new DirectoryUser
            {
                ObjectId = person.ObjectId!,
                UserPrincipalName = person.UserPrincipalName,
                DisplayName = person.Name,
                IsPerson = true,
                SeenAt = now,
            });
        change(user);
        if (await db.DirectoryStates.FindAsync(DirectoryState.Users) is not { } state)
            db.DirectoryStates.Add(state = new DirectoryState { Name = DirectoryState.Users });
        (state.SyncedAt, state.Revision) = (now, state.Revision + 1);
        return await db.SaveChangesAsync();
    });
}
