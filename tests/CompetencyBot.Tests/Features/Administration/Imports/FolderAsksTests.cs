using CompetencyBot.Outbox;
using CompetencyBot.Sources;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.Administration.Imports;

public sealed class FolderAsksTests
{
    private const string Training = "TrainingCompletions.csv";
    private const string Cut = "TrainingActivityId,Email,TrainingCompletionDate\n70-333,nobody@outlook.example,2018-01-01\n";

    [Fact]
    public async Task A_file_that_takes_away_much_waits_for_any_admin_and_the_cards_of_the_others_change()
    {
        await using var app = await AppFixture.StartAsync();
        var (julia, tsai) = (app.As(Sample.Julia), app.As(Sample.Tsai));
        await julia.Installs();
        await tsai.Installs();

        await ReadsAsync(app, Cut, asks: true);
        var asked = julia.Reads();
        Assert.Contains("5 gold · 6 silver", (await app.As(Sample.Grace).Says("progress")).Shown, StringComparison.Ordinal);
        julia.Reads(ImportStory.Waiting);
        var discarded = await julia.Presses("Discard");
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Contains("From: import folder, 1 March 2018 09:31", asked.Shown, StringComparison.Ordinal);
        Assert.Contains("Attention: ", asked.Shown, StringComparison.Ordinal);
        Assert.Contains("Discarded by Julia Novak", discarded.Shown, StringComparison.Ordinal);
        var others = tsai.Reads();
        Assert.Contains("由 Julia Novak 捨棄", others.Shown, StringComparison.Ordinal);
        Assert.Empty(others.Buttons);
    }

    [Fact]
    public async Task What_was_refused_is_not_looked_at_again_until_it_changes()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Installs();
        await ReadsAsync(app, Cut, asks: true);
        julia.Reads();
        await julia.Presses("Discard");

        await ReadsAsync(app, Cut, asks: false);
        Assert.Equal(1, await AskedAsync(app));

        await ReadsAsync(app, Cut.Replace("70-333", "70-334", StringComparison.Ordinal), asks: true);
        Assert.Equal(2, await AskedAsync(app));
    }

    [Fact]
    public async Task What_nobody_decided_within_a_week_is_asked_about_again_and_a_newer_file_takes_its_place()
    {
        await using var app = await AppFixture.StartAsync();
        await ReadsAsync(app, Cut, asks: true);
        await ReadsAsync(app, Cut, asks: false);
        app.Clock.AdjustTime(app.Clock.GetUtcNow() + TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        await app.RunAsync<HousekeepingJob>();
        await ReadsAsync(app, Cut, asks: true);

        await ReadsAsync(app, Cut.Replace("70-333", "70-334", StringComparison.Ordinal), asks: true);

        Assert.Equal(
            [ImportState.Applied, ImportState.Discarded, ImportState.Discarded, ImportState.Waiting],
            await app.InDatabaseAsync(db => db.ImportRuns.Where(run => run.State != ImportState.Unchanged).OrderBy(run => run.At).Select(run => run.State).ToListAsync()));
    }

    [Theory]
    [InlineData("Never", false)]
    [InlineData("Always", true)]
    public async Task The_setting_says_when_it_asks(string setting, bool asks)
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Settings = new() { ["Import:FolderAsks"] = setting } });
        Assert.Equal(ImportState.Applied, await app.InDatabaseAsync(db => db.ImportRuns.Select(run => run.State).SingleAsync())); // the very first never asks

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.Evidence.Write(Training, asks ? await File.ReadAllTextAsync(Path.Combine(app.Evidence.Folder!, Training), TestContext.Current.CancellationToken) + "\n" : Cut);
        await app.RunAsync<EvidenceImportJob>();

        Assert.Equal(
            asks ? ImportState.Waiting : ImportState.Applied,
            await app.InDatabaseAsync(db => db.ImportRuns.OrderBy(run => run.At).Select(run => run.State).LastAsync()));
    }

    [Fact]
    public async Task An_undo_is_not_taken_back_by_the_next_reading()
    {
        await using var app = await AppFixture.StartAsync();
        app.Evidence.Replace("people.csv", "Grace Huang", "Grace Hopper");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.RunAsync<EvidenceImportJob>();
        var run = await app.InDatabaseAsync(db => db.ImportRuns.OrderBy(row => row.At).LastAsync());
        await app.As(Sample.Julia).Invokes("import/undo", new System.Text.Json.Nodes.JsonObject { ["run"] = run.Id.ToString("N") });

        await app.RunAsync<EvidenceImportJob>();

        Assert.StartsWith("Status of Grace Huang", (await app.As(Sample.Grace).Says("status")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_decided_in_time_is_asked_about_again_also_where_somebody_tries_too_late()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Installs();
        await ReadsAsync(app, Cut, asks: true);
        julia.Reads(ImportStory.Waiting);
        app.Clock.AdjustTime(app.Clock.GetUtcNow() + TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        Assert.Contains("Not applied: nobody decided in time", (await julia.Presses("Import")).Shown, StringComparison.Ordinal);

        await ReadsAsync(app, Cut, asks: true);

        Assert.Equal(2, await app.InDatabaseAsync(db => db.ImportRuns.CountAsync(run => run.State == ImportState.Waiting || run.State == ImportState.Discarded)));
    }

    [Fact]
    public async Task What_another_import_overtook_is_not_left_half_done()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Settings = new() { ["Import:FolderAsks"] = "Never" } });
        app.Evidence.Replace("people.csv", "Grace Huang", "Grace Hopper");
        await app.InDatabaseAsync(db => db.Database.ExecuteSqlRawAsync(
            """
            CREATE TRIGGER "Overtakes" AFTER INSERT ON "EvidenceSnapshots" WHEN NEW."State" = 'Staged'
            BEGIN UPDATE "EvidenceSnapshots" SET "State" = 'Replaced' WHERE "Kind" = NEW."Kind" AND "State" = 'Present'; END
            """));
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        await app.RunAsync<EvidenceImportJob>();

        Assert.Equal(ImportState.Discarded, await app.InDatabaseAsync(db => db.ImportRuns.OrderBy(run => run.At).Select(run => run.State).LastAsync()));
    }

    /// <param name="asks">Whether all admins are shown a card because of it.</param>
    private static async Task ReadsAsync(AppFixture app, string training, bool asks)
    {
        app.Clock.Advance(TimeSpan.FromMinutes(1)); // so that imports have an order
        app.Evidence.Write(Training, training);
        var shown = asks ? app.Jobs.NextRunOf<CompetencyBot.Features.Administration.Imports.ImportPreviewJob>() : Task.CompletedTask;
        await app.RunAsync<EvidenceImportJob>();
        await shown;
        await app.RunAsync<OutboxDeliveryJob>();
    }

    /// <summary>How often Julia was asked.</summary>
    private static Task<int> AskedAsync(AppFixture app) =>
        app.InDatabaseAsync(db => db.Outbox.CountAsync(row => row.Key.StartsWith("import-card|") && row.Recipient == Sample.Julia.UserPrincipalName));
}
