using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>Accounts as they are kept once somebody has gone through the dialog.</summary>
internal static class LinkRows
{
    /// <summary>An account that was proved in this moment, unless said otherwise.</summary>
    public static Task<LinkedAccount> LinkAsync(this AppFixture app, string alias, string address, Action<LinkedAccount>? change = null, DateTimeOffset? verified = null) =>
        app.InDatabaseAsync(async db =>
        {
            var at = verified ?? app.Clock.GetUtcNow();
            var row = new LinkedAccount
            {
                Id = Guid.CreateVersion7(at),
                Person = $"{alias}@contoso.example",
                Subject = $"subject of {address}",
                Address = address,
                VerifiedAt = at,
            };
            change?.Invoke(row);
            db.LinkedAccounts.Add(row);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            return row;
        });

    /// <summary>The same, and the person has just said that it is associated in Partner Center.</summary>
    public static Task<LinkedAccount> ReportAsync(this AppFixture app, string alias, string address) =>
        app.LinkAsync(alias, address, row => row.ReportedAt = app.Clock.GetUtcNow());

    /// <summary>An account of which nobody but the person knows.</summary>
    public static Task<LinkedAccount> LinkAsync(this AppFixture app, Person person) => app.LinkAsync(person.Alias, $"{person.Alias}@outlook.example");

    /// <inheritdoc cref="LinkAsync(AppFixture, Person)"/>
    public static Task<LinkedAccount> ReportAsync(this AppFixture app, Person person) => app.ReportAsync(person.Alias, $"{person.Alias}@outlook.example");

    public static Task<LinkedAccount> NowAsync(this AppFixture app, LinkedAccount row) =>
        app.InDatabaseAsync(db => db.LinkedAccounts.AsNoTracking().SingleAsync(link => link.Id == row.Id));
}
