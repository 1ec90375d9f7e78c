using CompetencyBot.Storage;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>Accounts that people of the sample organisation have proved, as the sign-in leaves them behind.</summary>
internal static class Linked
{
    /// <param name="reported">Whether the person has also said that the account is associated in Partner Center.</param>
    public static Task<int> AddAsync(AppFixture app, Person person, bool reported) => app.InDatabaseAsync(db =>
    {
        var now = app.Clock.GetUtcNow();
        db.LinkedAccounts.Add(new LinkedAccount
        {
            Id = Guid.CreateVersion7(now),
            Person = person.UserPrincipalName,
            Subject = $"subject of {person.Alias}",
            Address = $"{person.Alias}@outlook.example",
            VerifiedAt = now,
            ReportedAt = reported ? now : null,
        });
        return db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    /// <summary>Partner Center's export says of somebody since when they are associated.</summary>
    public static EvidenceCopy Associate(this EvidenceCopy files, Person person)
    {
        var before = Sample.Records.People.Single(record => record.UserPrincipalName == person.UserPrincipalName).McpId is null ? ",,,," : ",,";
        return files.ReplaceInLine("people.csv", person.UserPrincipalName, before, $"{before[..^1]}2018-02-28T01:00:00Z,");
    }
}
