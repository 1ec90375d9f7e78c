using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Storage;

public sealed class HousekeepingTests
{
    [Fact]
    public async Task A_dialog_is_kept_to_its_end_and_a_sign_in_for_a_day_after()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Evidence = null });
        var now = app.Clock.GetUtcNow();
        await app.InDatabaseAsync(db =>
        {
            foreach (var (name, age) in new[] { ("over", TimeSpan.FromSeconds(1)), ("kept", TimeSpan.Zero) })
                db.OpenDialogs.Add(new OpenDialog
                {
                    ConversationId = name, ObjectId = "person", Name = "link", Step = "step", ExpiresAt = now - age, Id = Guid.CreateVersion7(now),
                });
            foreach (var (name, age) in new[] { ("over", TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1)), ("kept", TimeSpan.FromDays(1)) })
                db.SignInAttempts.Add(new SignInAttempt
                {
                    Id = Guid.CreateVersion7(now), Person = name, ObjectId = "person", Locale = "en", TicketHash = name, CreatedAt = now - age, ExpiresAt = now - age,
                });
            return db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        await app.RunAsync<HousekeepingJob>();

        Assert.Equal(["kept"], await app.InDatabaseAsync(db => db.OpenDialogs.Select(dialog => dialog.ConversationId).ToListAsync()));
        Assert.Equal(["kept"], await app.InDatabaseAsync(db => db.SignInAttempts.Select(attempt => attempt.Person).ToListAsync()));
    }
}
