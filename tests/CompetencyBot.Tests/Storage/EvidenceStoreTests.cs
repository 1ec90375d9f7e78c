using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Features.AccountLink;
using CompetencyBot.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Storage;

public sealed class EvidenceStoreTests(PostgresServer postgres)
{
    private const string Capabilities =
        "Designation,Track,Metric,Month,Value\n現代化工作,SMB,Net customer adds,2018-02,-12.345678\nModern Work,,Growth,2018-03,7\n";

    [Fact]
    public async Task Metrics_of_a_score_come_back_from_SQLite_as_they_were_read() => await ComesBackAsync(null);

    [Fact]
    public async Task Metrics_of_a_score_come_back_from_PostgreSQL_as_they_were_read() =>
        await ComesBackAsync(await postgres.CreateDatabaseAsync());

    [Fact]
    public async Task A_file_that_an_older_reader_imported_is_read_again_and_is_no_newer_for_it()
    {
        await using var app = await AppFixture.StartAsync();
        await app.InDatabaseAsync(db => db.Snapshots.ExecuteUpdateAsync(file => file.SetProperty(row => row.ReaderVersion, 0)));
        await app.InDatabaseAsync(db => db.People.Where(person => person.DisplayName == "Grace Huang").ExecuteDeleteAsync());
        await EvidenceAsync(app);
        app.Clock.Advance(TimeSpan.FromDays(3));

        await app.RunAsync<EvidenceImportJob>();

        Assert.Contains((await EvidenceAsync(app)).Records.People, person => person.DisplayName == "Grace Huang");
        Assert.Equal(new DateOnly(2018, 3, 1), DateOnly.FromDateTime((await EvidenceAsync(app)).AsOf!.Value.UtcDateTime));
    }

    [Fact]
    public async Task A_file_that_a_newer_reader_imported_is_left_to_it()
    {
        await using var app = await AppFixture.StartAsync();
        await app.InDatabaseAsync(db => db.Snapshots.ExecuteUpdateAsync(
            file => file.SetProperty(row => row.ReaderVersion, EvidenceFolder.ReaderVersion + 1)));

        await app.RunAsync<EvidenceImportJob>();

        Assert.False(await app.InDatabaseAsync(db => db.ImportRuns.OrderBy(run => run.At).Select(run => run.Changed).LastAsync()));
    }

    [Fact]
    public async Task What_is_odd_stands_in_the_report_and_a_certificate_of_tomorrow_too()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Prepare = files => files
                .Write("CapabilityMetrics.csv", Capabilities)
                .Replace("TrainingCompletions.csv", "rachela91@outlook.example,,2017-07-11", "rachela91@outlook.example,,2018-03-02"),
        });

        var run = await app.InDatabaseAsync(db => db.ImportRuns.OrderBy(row => row.At).LastAsync());

        Assert.Contains("CapabilityMetrics.csv: 2 rows read, 0 skipped", run.ReportEn, StringComparison.Ordinal);
        Assert.Contains("scored competency of this edition is named \"Modern Work\"; rows that name it: 1", run.ReportEn, StringComparison.Ordinal);
        Assert.Contains("its completion date 2018-03-02 lies ahead", run.ReportEn, StringComparison.Ordinal);
        Assert.Contains("完成日期 2018-03-02 尚未到來", run.ReportZhTw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_linked_account_is_seen_at_once_and_only_a_file_with_another_content_is_loaded_again()
    {
        await using var app = await AppFixture.StartAsync();
        var before = await EvidenceAsync(app);

        await app.ReportAsync("yenting.liu", "yenting@live.example");
        var after = await EvidenceAsync(app);

        Assert.Same(before.Records.Training[0], after.Records.Training[0]);
        Assert.Equal("yenting@live.example", Assert.Single(after.Records.Accounts).Address);
        Assert.Equal("yenting@live.example", after.Followed[0].Matched.People.Single(person => person.Record.DisplayName == "劉彥廷").Account?.Address);

        app.Evidence.Replace("people.csv", "Chloe Dubois", "Chloe Dubois I");
        await app.RunAsync<EvidenceImportJob>();
        var imported = await EvidenceAsync(app);
        Assert.Contains(imported.Records.People, person => person.DisplayName == "Chloe Dubois I");
        Assert.Same(before.Records.Training[0], imported.Records.Training[0]);

        app.Evidence.Replace("TrainingCompletions.csv", "rachela91@outlook.example,,2017-07-11", "rachela91@outlook.example,,2017-07-12");
        await app.RunAsync<EvidenceImportJob>();
        Assert.NotSame(before.Records.Training[0], (await EvidenceAsync(app)).Records.Training[0]);
    }

    [Fact]
    public async Task The_edition_of_a_day_is_the_first_that_has_not_ended_and_else_the_first()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Settings = new() { ["Organisation:Editions:0"] = "docs-2017-12", ["Organisation:Editions:1"] = "docs-2021-07" },
        });
        var evidence = await EvidenceAsync(app);

        Assert.Equal("docs-2017-12", evidence.PresentOn(new DateOnly(2019, 4, 24)).Edition.Id);
        Assert.Equal("docs-2021-07", evidence.PresentOn(new DateOnly(2019, 4, 25)).Edition.Id);
        Assert.Equal("docs-2017-12", evidence.PresentOn(new DateOnly(2022, 10, 1)).Edition.Id);
    }

    private static async Task ComesBackAsync(string? database)
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Postgres = database,
            Prepare = files => files.Write("CapabilityMetrics.csv", Capabilities),
        });

        Assert.Equal(
            [
                new CapabilityRecord("現代化工作", "SMB", "Net customer adds", new(2018, 2, 1), -12.345678m, 2),
                new CapabilityRecord("Modern Work", null, "Growth", new(2018, 3, 1), 7, 3),
            ],
            (await EvidenceAsync(app)).Records.Capabilities);
    }

    private static async Task<OrganisationEvidence> EvidenceAsync(AppFixture app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<EvidenceReader>().ReadAsync(TestContext.Current.CancellationToken))!;
    }
}
