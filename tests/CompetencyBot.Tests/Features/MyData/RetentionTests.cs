using CompetencyBot.Features.MyData;
using CompetencyBot.Features.MyData.Retention;
using CompetencyBot.Hosting;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Features.Renewal;
using CompetencyBot.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CompetencyBot.Tests.Features.MyData;

/// <summary>A year after somebody left nothing names them any more. The people file says that Chen left on 13 April 2018.</summary>
public sealed class RetentionTests(PostgresServer postgres)
{
    private static readonly string Address = Sample.Chen.UserPrincipalName;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_year_after_the_day_nothing_names_them_and_numbers_and_a_pseudonym_stay(bool onPostgres)
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Postgres = onPostgres ? await postgres.CreateDatabaseAsync() : null });
        await FillAsync(app);
        GoTo(app, 2019, 4, 12);
        await app.RunAsync<RetentionJob>();
        Assert.NotEmpty(await KeptAsync(app));

        GoTo(app, 2019, 4, 13);
        await app.RunAsync<RetentionJob>();

        Assert.Empty(await KeptAsync(app));
        var (audit, risk, count, run) = await app.InDatabaseAsync(async db => (
            await db.Audit.AsNoTracking().OrderBy(entry => entry.At).ThenBy(entry => entry.Action).ToListAsync(),
            await db.Risks.AsNoTracking().SingleAsync(row => row.Key == "few-admins"),
            await db.FormerCounts.SingleAsync(),
            await db.ImportRuns.AsNoTracking().SingleAsync(row => row.ReportEn == "by chen")));
        var pseudonym = audit[0].By;
        Assert.Matches("^former-[0-9a-f]{8}$", pseudonym);
        Assert.Equal((pseudonym, pseudonym, pseudonym), (audit[1].Subject, risk.AcknowledgedBy, run.By));
        Assert.Equal($"{pseudonym}, julia.novak@contoso.example", audit[1].After);
        Assert.Equal((AuditLog.ByItself, AuditActions.LeaversErased), (audit[^1].By, audit[^1].Action));
        Assert.StartsWith("people=1 rows=", audit[^1].After, StringComparison.Ordinal);
        Assert.Equal((new DateOnly(2018, 4, 1), 1, true), (count.Month, count.People, count.Passes > 0));
        Assert.Contains("2018-04: 1 person", RenewalStory.TextOf(await app.As(Sample.Julia).Says("admin audit")), StringComparison.Ordinal);

        await app.RunAsync<RetentionJob>();
        Assert.Equal(1, (await app.InDatabaseAsync(db => db.FormerCounts.SingleAsync())).People);
    }

    [Fact]
    public async Task Files_that_still_name_them_are_read_without_their_rows_also_after_a_restart_until_a_row_says_that_they_are_back()
    {
        await using var app = await AppFixture.StartAsync();
        GoTo(app, 2019, 4, 13);
        await app.RunAsync<RetentionJob>();
        app.Evidence.Replace("people.csv", "Chloe Dubois", "Chloe Dubois I");
        app.Evidence.Replace("TrainingCompletions.csv", "rachela91@outlook.example,,2017-07-11", "rachela91@outlook.example,,2017-07-12");

        await app.RunAsync<EvidenceImportJob>();

        var run = await app.InDatabaseAsync(db => db.ImportRuns.OrderBy(row => row.At).LastAsync());
        Assert.Matches("[0-9]+ rows left out: they name people who left long ago", run.ReportEn);
        Assert.Matches("略過 [0-9]+ 列：其中的人員早已離職", run.ReportZhTw);
        Assert.Equal(run.RowsInAll, run.RowsSoFar);
        Assert.Equal((0, 0), await RowsAsync(app));

        await app.RestartAsync();
        await app.RunAsync<EvidenceImportJob>();
        Assert.Equal((0, 0), await RowsAsync(app));

        app.Evidence.Replace("people.csv", "2017-02-20T06:54:00Z,2018-04-13", "2017-02-20T06:54:00Z,");
        await app.RunAsync<EvidenceImportJob>(); // the person is known again, and so
        await app.RunAsync<EvidenceImportJob>(); // what the other file says of them
        Assert.Equal(0, await app.InDatabaseAsync(db => db.ErasedPeople.CountAsync()));
        var (people, training) = await RowsAsync(app);
        Assert.True(people > 0 && training > 0);
    }

    [Fact]
    public async Task An_account_that_the_directory_still_has_disabled_is_erased_again_uncounted_and_enabled_it_is_a_person_again()
    {
        await using var app = await AppFixture.StartAsync();
        GoTo(app, 2019, 3, 1);
        var left = new DateOnly(2018, 3, 1);
        await app.DirectorySaysAsync(Sample.Grace, user => (user.IsEnabled, user.DisabledOn) = (false, left));
        await app.RunAsync<RetentionJob>();
        Assert.Equal(0, await app.InDatabaseAsync(db => db.DirectoryUsers.CountAsync()));

        await app.DirectorySaysAsync(Sample.Grace, user => (user.IsEnabled, user.DisabledOn) = (false, new DateOnly(2019, 3, 1)));
        await app.RunAsync<RetentionJob>();
        Assert.Equal(0, await app.InDatabaseAsync(db => db.DirectoryUsers.CountAsync()));
        Assert.Equal(1, (await app.InDatabaseAsync(db => db.FormerCounts.SingleAsync())).People);

        await app.RunAsync<EvidenceImportJob>();
        await app.DirectorySaysAsync(Sample.Grace, _ => { });
        await app.RunAsync<RetentionJob>();
        await app.RunAsync<EvidenceImportJob>();
        Assert.Equal(0, await app.InDatabaseAsync(db => db.ErasedPeople.CountAsync()));
        Assert.True(await app.InDatabaseAsync(db => db.People.AnyAsync(row => row.UserPrincipalName == Sample.Grace.UserPrincipalName)));
    }

    [Fact]
    public async Task Zero_keeps_everything_and_a_file_in_which_nearly_everybody_left_erases_nobody()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Settings = new() { ["Retention:LeaverDetailsDays"] = "0" } });
        GoTo(app, 2029, 1, 1);
        await app.RunAsync<RetentionJob>();
        Assert.NotEqual((0, 0), await RowsAsync(app));

        await using var other = await AppFixture.StartAsync();
        await other.InDatabaseAsync(async db =>
            await db.People.ExecuteUpdateAsync(row => row.SetProperty(person => person.LeftOn, new DateOnly(2016, 1, 1)))
            + await db.Snapshots.Where(row => row.Kind == "People").ExecuteUpdateAsync(row => row.SetProperty(snapshot => snapshot.Rows, 1)));
        GoTo(other, 2018, 4, 1);
        await other.RunAsync<RetentionJob>();
        Assert.Equal(0, await other.InDatabaseAsync(db => db.ErasedPeople.CountAsync()));
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("30", null)]
    [InlineData("29", "Retention:LeaverDetailsDays is 29; it is 0 (for ever) or lies between 30 and 3650.")]
    [InlineData("-1", "Retention:LeaverDetailsDays is -1; it is 0 (for ever) or lies between 30 and 3650.")]
    [InlineData("a year", "Retention:LeaverDetailsDays: \"a year\" is not a whole number.")]
    public void Nonsense_is_refused(string text, string? problem)
    {
        var options = new RetentionOptions();
        options.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Retention:LeaverDetailsDays", text)]).Build());

        Assert.Equal(problem, options.Problems().SingleOrDefault());
    }

    private static void GoTo(AppFixture app, int year, int month, int day) =>
        app.Clock.SetUtcNow(new DateTimeOffset(year, month, day, 9, 30, 0, SampleCast.Morning.Offset));

    private static async Task FillAsync(AppFixture app)
    {
        await app.As(Sample.Chen).Says("help");
        await app.DirectorySaysAsync(Sample.Chen, user => user.LeavesOn = new DateOnly(2018, 4, 13));
        await app.InDatabaseAsync(async db =>
        {
            var now = app.Clock.GetUtcNow();
            Guid New() => Guid.CreateVersion7(now);
            db.Preferences.Add(new Preference { ObjectId = Sample.Chen.ObjectId!, ChangedAt = now });
            db.OwnReminders.Add(new OwnReminder { Person = Address, ItemId = "70-333", DaysBefore = 45, AskedAt = now });
            db.LinkedAccounts.Add(new LinkedAccount { Id = New(), Person = Address, Subject = "chen", Address = "kuanyuc89@outlook.example", VerifiedAt = now });
            db.Notices.Add(new Notice { Id = New(), Key = $"julia.novak@contoso.example|leaver|{Address}|1|facts:x", RiskId = New(), Recipient = "julia.novak@contoso.example", Reason = NoticeReason.New, MessageId = New(), At = now });
            db.Outbox.Add(new OutboxMessage { Id = New(), Key = "to chen", Recipient = Address, Activity = "{}", CreatedAt = now, DueAt = now, State = OutboxState.Sent });
            db.Audit.Add(new AuditEntry { Id = New(), At = now, By = Address, Action = "a" });
            db.Audit.Add(new AuditEntry { Id = New(), At = now, By = "julia.novak@contoso.example", Action = "b", Subject = Address, After = $"{Address}, julia.novak@contoso.example" });
            db.Risks.Add(new WatchedRisk { Id = New(), Key = "few-admins", Kind = RiskKind.FewAdmins, Facts = "", FoundAt = now, ChangedAt = now, AcknowledgedBy = Address });
            db.Risks.Add(new WatchedRisk { Id = New(), Key = $"leaver|{Address}", Kind = RiskKind.Leaver, Facts = "", FoundAt = now, ChangedAt = now });
            db.ImportRuns.Add(new ImportRun { Id = New(), At = now, By = Address, ReportEn = "by chen", ReportZhTw = "" });
            var batch = New();
            db.AddBatches.Add(new AddBatch { Id = batch, At = now, By = "julia.novak@contoso.example", ExpiresAt = now });
            db.AddedPeople.Add(new AddedPerson { Id = New(), BatchId = batch, Line = 1, UserPrincipalName = Address, DisplayName = "陳冠宇" });
            return await db.SaveChangesAsync();
        });
    }

    /// <summary>Of each table that keeps something of Chen its name, and "file" and "directory" for those.</summary>
    private static Task<string[]> KeptAsync(AppFixture app) => app.InDatabaseAsync(async db =>
    {
        var me = new Myself(Sample.Chen.ObjectId!, Address, null);
        var kept = new List<string>();
        foreach (var table in OwnTables.All)
            if ((await table.ReadAsync(db, me, default)).Count > 0)
                kept.Add(table.Key);
        if (await db.People.AnyAsync(row => row.UserPrincipalName == Address)
            || await db.Training.AnyAsync(row => row.CorpEmail == Address || row.Email == "kuanyuc89@outlook.example" || row.McpId == "990142244"))
            kept.Add("file");
        if (await db.DirectoryUsers.AnyAsync())
            kept.Add("directory");
        if (await db.Notices.AnyAsync(row => row.Key.Contains(Address)))
            kept.Add("told");
        return kept.ToArray();
    });

    private static Task<(int People, int Training)> RowsAsync(AppFixture app) => app.InDatabaseAsync(async db => (
        await db.People.CountAsync(row => row.UserPrincipalName == Address),
        await db.Training.CountAsync(row => row.CorpEmail == Address || row.Email == "kuanyuc89@outlook.example" || row.McpId == "990142244")));
}
