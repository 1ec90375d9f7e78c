using System.Text.Json.Nodes;
using CompetencyBot.Features.MyData.Retention;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.MyData;

/// <summary>What is erased is gone for good: it takes nothing from anybody else, and nothing is erased on one file's word of yesterday.</summary>
public sealed class RetentionCareTests
{
    private const string Account = "kuanyuc89@outlook.example", McpId = "990142244", ObjectId = "bb008548-66c1-5e33-953e-4927aec2343a";
    private const string Rachel = "rachel.adams@contoso.example", RachelIds = "rachela91@outlook.example,990189758,2017-03-10T04:36:00Z,";
    private static readonly string Chen = Sample.Chen.UserPrincipalName;

    [Theory]
    [InlineData(false, "Undone by Julia Novak")]
    [InlineData(true, "what it replaced is deleted")]
    public async Task An_import_can_be_undone_also_when_somebody_was_erased_meanwhile_but_never_a_part_of_it(bool isPartGone, string answer)
    {
        await using var app = await AppFixture.StartAsync();
        GoTo(app, new(2019, 4, 13));
        app.Evidence.Replace("membership.csv", "2018-05-15", "2018-05-16");
        app.Evidence.Replace("TrainingCompletions.csv", "rachela91@outlook.example,,2017-07-11", "rachela91@outlook.example,,2017-07-12");
        await app.RunAsync<EvidenceImportJob>();
        var run = await app.InDatabaseAsync(db => db.ImportRuns.AsNoTracking().OrderBy(row => row.At).LastAsync());
        await app.RunAsync<RetentionJob>();
        Assert.Equal((0, 0), await ChenAsync(app));
        if (isPartGone)
            await app.InDatabaseAsync(db => db.Snapshots.Where(row => row.RunId == run.Id && row.Kind == "Membership").ExecuteDeleteAsync());

        var undone = await app.As(Sample.Julia).Invokes("import/undo", new JsonObject { ["run"] = run.Id.ToString("N") });

        Assert.Contains(answer, undone.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leavers_who_share_an_account_and_an_id_or_whose_masked_accounts_look_alike_are_erased_together()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Prepare = files => files.ReplaceInLine("people.csv", Rachel, RachelIds, $"{Account},{McpId},2017-03-10T04:36:00Z,2018-04-13"),
        });
        await app.InDatabaseAsync(db =>
        {
            foreach (var person in new[] { Chen, Rachel })
            {
                var link = LinkOf(app, person, $"j-{person}-n@outlook.example");
                link.EndAs(LinkEnd.Unlinked, app.Clock.GetUtcNow());
                link.Address = "j•••n@outlook.example";
                db.LinkedAccounts.Add(link);
            }

            return db.SaveChangesAsync();
        });
        GoTo(app, new(2019, 4, 13));

        await app.RunAsync<RetentionJob>();

        Assert.Equal((0, 0), await ChenAsync(app));
        Assert.False(await app.InDatabaseAsync(db => db.People.AnyAsync(row => row.UserPrincipalName == Rachel)));
        Assert.Equal(2, (await app.InDatabaseAsync(db => db.FormerCounts.SingleAsync())).People);
        Assert.Equal(6 + 4, await app.InDatabaseAsync(db => db.ErasedPeople.CountAsync()));
    }

    [Fact]
    public async Task Whoever_came_back_under_a_new_address_keeps_the_certificates_and_what_the_object_id_has()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Prepare = files => files
                .ReplaceInLine("people.csv", Rachel, RachelIds, $"{Account},{McpId},2017-03-10T04:36:00Z,")
                .ReplaceInLine("people.csv", Rachel, "faf025f9-7273-59e1-a11e-1251c61acb1e", ObjectId),
        });
        await app.InDatabaseAsync(db =>
        {
            db.Preferences.Add(new Preference { ObjectId = ObjectId, ChangedAt = app.Clock.GetUtcNow() });
            return db.SaveChangesAsync();
        });
        GoTo(app, new(2019, 4, 13));

        await app.RunAsync<RetentionJob>();

        Assert.Equal((0, 2), await ChenAsync(app));
        Assert.Equal(1, await app.InDatabaseAsync(db => db.Preferences.CountAsync()));
        app.Evidence.Replace("TrainingCompletions.csv", "rachela91@outlook.example,,2017-07-11", "rachela91@outlook.example,,2017-07-12");
        await app.RunAsync<EvidenceImportJob>();
        Assert.Equal((0, 2), await ChenAsync(app));
    }

    [Fact]
    public async Task Whoever_comes_back_under_a_new_address_after_that_has_the_certificates_again_and_the_old_address_stays_erased()
    {
        await using var app = await AppFixture.StartAsync();
        GoTo(app, new(2019, 4, 13));
        await app.RunAsync<RetentionJob>();
        Assert.Equal(6, await app.InDatabaseAsync(db => db.ErasedPeople.CountAsync()));

        var file = Path.Combine(app.Evidence.Folder!, "people.csv");
        var people = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        app.Evidence.Write("people.csv", $"{people.TrimEnd()}\nk.chen@contoso.example,陳冠宇,{ObjectId},,employee,Asia/Taipei,zh-TW,{Account},{McpId},2019-04-01T06:54:00Z,\n");
        await app.RunAsync<EvidenceImportJob>();
        await app.RunAsync<EvidenceImportJob>();

        Assert.Equal((0, 2), await ChenAsync(app));
        Assert.True(await app.InDatabaseAsync(db => db.People.AnyAsync(row => row.UserPrincipalName == "k.chen@contoso.example")));
        Assert.Equal(2, await app.InDatabaseAsync(db => db.ErasedPeople.CountAsync()));
    }

    [Fact]
    public async Task Whoever_proves_the_account_of_somebody_erased_is_not_left_out_for_it()
    {
        await using var app = await AppFixture.StartAsync();
        GoTo(app, new(2019, 4, 13));
        await app.RunAsync<RetentionJob>();
        await app.InDatabaseAsync(db =>
        {
            db.LinkedAccounts.Add(LinkOf(app, Sample.Grace.UserPrincipalName, Account));
            return db.SaveChangesAsync();
        });

        await app.RunAsync<RetentionJob>();
        await app.RunAsync<EvidenceImportJob>();

        Assert.Equal((0, 2), await ChenAsync(app));
        Assert.Equal(5, await app.InDatabaseAsync(db => db.ErasedPeople.CountAsync()));
    }

    [Fact]
    public async Task On_the_word_of_a_new_file_nobody_is_erased_for_thirty_days_however_often_files_come_and_nobody_who_is_back_by_then()
    {
        await using var app = await AppFixture.StartAsync();
        GoTo(app, new(2020, 1, 1));
        app.Evidence.ReplaceInLine("people.csv", Rachel, RachelIds, RachelIds + "2018-01-01");
        await app.RunAsync<EvidenceImportJob>();
        await app.RunAsync<RetentionJob>();
        Assert.Equal((1, 2), await ChenAsync(app));

        GoTo(app, new(2020, 1, 11));
        app.Evidence.ReplaceInLine("people.csv", Rachel, RachelIds + "2018-01-01", RachelIds);
        await app.RunAsync<EvidenceImportJob>();
        await app.RunAsync<RetentionJob>();
        GoTo(app, new(2020, 1, 30));
        await app.RunAsync<RetentionJob>();
        Assert.NotEqual((0, 0), await ChenAsync(app));
        app.Evidence.ReplaceInLine("people.csv", Rachel, RachelIds, RachelIds + "2018-01-01");
        await app.RunAsync<EvidenceImportJob>();
        await app.RunAsync<RetentionJob>();

        GoTo(app, new(2020, 1, 31));
        await app.RunAsync<RetentionJob>();

        Assert.Equal((0, 0), await ChenAsync(app));
        Assert.True(await app.InDatabaseAsync(db => db.People.AnyAsync(row => row.UserPrincipalName == Rachel)));
    }

    [Fact]
    public async Task Reports_of_imports_and_the_audit_log_name_a_pseudonym_however_the_address_was_written()
    {
        await using var app = await AppFixture.StartAsync();
        await app.InDatabaseAsync(db =>
        {
            var (id, now, shouted) = (Guid.CreateVersion7(app.Clock.GetUtcNow()), app.Clock.GetUtcNow(), Chen.ToUpperInvariant());
            db.ImportRuns.Add(new ImportRun
            {
                Id = id,
                At = now.AddDays(-1),
                ReportEn = $"line 7: {shouted} is nobody's\nline 8: {McpId}, not 1{McpId}",
                ReportZhTw = $"第 7 列：{Account}",
                DryRun = $$"""{"files":[],"refused":[],"effects":[],"value":"{{Account}}"}""",
            });
            db.Audit.Add(new AuditEntry { Id = id, At = now, By = Sample.Julia.UserPrincipalName, Action = "a", Before = shouted });
            return db.SaveChangesAsync();
        });
        GoTo(app, new(2019, 4, 13));

        await app.RunAsync<RetentionJob>();

        var run = await app.InDatabaseAsync(db => db.ImportRuns.AsNoTracking().OrderBy(row => row.At).FirstAsync());
        Assert.Matches($"^line 7: former-[0-9a-f]{{8}} is nobody's\nline 8: former-[0-9a-f]{{8}}, not 1{McpId}$", run.ReportEn);
        Assert.Matches("^第 7 列：former-[0-9a-f]{8}$", run.ReportZhTw);
        Assert.Matches("\"value\":\"former-[0-9a-f]{8}\"", run.DryRun!);
        Assert.Matches("^former-[0-9a-f]{8}$", (await app.InDatabaseAsync(db => db.Audit.SingleAsync(entry => entry.Action == "a"))).Before!);
    }

    private static LinkedAccount LinkOf(AppFixture app, string person, string address) => new()
    {
        Id = Guid.CreateVersion7(app.Clock.GetUtcNow()),
        Person = person,
        Subject = person,
        Address = address,
        VerifiedAt = app.Clock.GetUtcNow(),
    };

    private static void GoTo(AppFixture app, DateOnly day) =>
        app.Clock.SetUtcNow(new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 30)), SampleCast.Morning.Offset));

    /// <summary>Of Chen's row in what counts, and of those with the two certificates.</summary>
    private static Task<(int People, int Training)> ChenAsync(AppFixture app) => app.InDatabaseAsync(async db =>
    {
        var present = await db.Snapshots.Where(row => row.State == SnapshotState.Present).Select(row => row.Id).ToListAsync();
        return (
            await db.People.CountAsync(row => row.UserPrincipalName == Chen && present.Contains(EF.Property<long>(row, BotDb.SnapshotId))),
            await db.Training.CountAsync(row => (row.Email == Account || row.McpId == McpId) && present.Contains(EF.Property<long>(row, BotDb.SnapshotId))));
    });
}
