using System.Text.Json.Nodes;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.Files;
using CompetencyBot.Storage;
using CompetencyBot.Tests.Sources;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.Administration.Imports;

public sealed class ImportChatTests : IAsyncLifetime
{
    private const string Membership = "Offer,PurchasedOn\ngold,2018-02-01\n";
    private const string Training = "TrainingActivityId,Email,TrainingCompletionDate\n70-333,nobody@outlook.example,2018-01-01\n";

    private FakeFileHost _files = null!;

    /// <summary>Without a people file Julia is known by her object id.</summary>
    private static AppOptions WithoutFolder => new()
    {
        Evidence = null,
        Settings = new() { ["Organisation:Admins:0"] = Sample.Julia.ObjectId },
    };

    public async ValueTask InitializeAsync() => _files = await FakeFileHost.StartAsync();

    public ValueTask DisposeAsync() => _files.DisposeAsync();

    [Fact]
    public async Task What_takes_away_much_is_warned_of_with_its_effect_on_levels_and_an_undo_brings_all_back()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);

        var asked = await app.PreviewAsync(julia, ("TrainingCompletions.csv", _files.Serve(Training)));
        var before = (await app.As(Sample.Grace).Says("progress")).Shown;
        julia.Reads(ImportStory.Waiting);
        var applied = await julia.Presses("Import");
        var meanwhile = (await app.As(Sample.Grace).Says("progress")).Shown;
        var run = (await RunsAsync(app)).Single(row => row.Source == EvidenceSource.Chat);
        var undone = await julia.Invokes("import/undo", Data(run));

        Assert.Contains("Attention: ", asked.Shown, StringComparison.Ordinal);
        Assert.Contains("It takes the place of TrainingCompletions.csv (import folder, 1 March 2018 09:30, ", asked.Shown, StringComparison.Ordinal);
        Assert.Contains("Messaging: Gold → none", asked.Shown, StringComparison.Ordinal);
        Assert.Contains("5 gold · 6 silver", before, StringComparison.Ordinal);
        Assert.StartsWith("Imported", applied.Shown, StringComparison.Ordinal);
        Assert.Contains("Applied by Julia Novak, 1 March 2018 09:30", applied.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("5 gold", meanwhile, StringComparison.Ordinal);
        Assert.Contains("Undone by Julia Novak", undone.Shown, StringComparison.Ordinal);
        Assert.Contains("5 gold · 6 silver", (await app.As(Sample.Grace).Says("progress")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_import_folder_a_zip_of_several_is_imported_too()
    {
        await using var app = await AppFixture.StartAsync(WithoutFolder);
        var julia = app.As(Sample.Julia);
        var people = await File.ReadAllTextAsync(Path.Combine(CompetencyBot.Sandbox.SandboxFolder.SampleOrganisation, "people.csv"), TestContext.Current.CancellationToken);

        var asked = await app.PreviewAsync(julia, ("all.zip", _files.Serve(EvidenceZipTests.Zip(("x/people.csv", people), ("members.csv", Membership), ("notes.csv", "when,what\n")))));
        await julia.Presses("Import");

        Assert.Contains("all.zip/people.csv: people", asked.Shown, StringComparison.Ordinal);
        Assert.Contains("60 new · 0 changed · 0 gone · 0 the same · 1 skipped", asked.Shown, StringComparison.Ordinal);
        Assert.Contains("There is nothing of this kind yet.", asked.Shown, StringComparison.Ordinal);
        Assert.Contains("all.zip/members.csv: memberships", asked.Shown, StringComparison.Ordinal);
        Assert.StartsWith("Status of Grace Huang", (await app.As(Sample.Grace).Says("status")).Shown, StringComparison.Ordinal);
        Assert.Equal(0, await app.InDatabaseAsync(db => db.ReceivedFiles.CountAsync()));
    }

    [Fact]
    public async Task The_same_again_is_said_to_be_nothing_new()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        app.Clock.AdjustTime(app.Clock.GetUtcNow().AddDays(3));

        var answer = await app.PreviewAsync(
            julia, ("membership.csv", _files.Serve(await File.ReadAllTextAsync(Path.Combine(app.Evidence.Folder!, "membership.csv"), TestContext.Current.CancellationToken))));

        Assert.StartsWith("Nothing new in these files", answer.Shown, StringComparison.Ordinal);
        Assert.Contains("The same as before; nothing to do.", answer.Shown, StringComparison.Ordinal);
        var kinds = await app.InDatabaseAsync(db => db.Snapshots.ToDictionaryAsync(row => row.Kind, row => row.AsOf));
        Assert.Equal(app.Clock.GetUtcNow(), kinds["Membership"]); // old data is as of now
        Assert.Equal(app.Clock.GetUtcNow().AddDays(-3), kinds["People"]);
        Assert.Empty(answer.Buttons);
        Assert.Equal(0, await app.InDatabaseAsync(db => db.ReceivedFiles.CountAsync()));
    }

    [Theory]
    [InlineData("UserPrincipalName,DisplayName\n", "None of its rows can be used, so what counts now stays.")]
    [InlineData("UserPrincipalName,DisplayName\na@contoso.example,\"open\n", "Rejected, the quotation mark opened in the row of line 2 is never closed")]
    [InlineData("UserPrincipalName,DisplayName,LeftOn\na@contoso.example,A,1/2/2018\n", "Rejected, the dates in LeftOn could have the day or the month first")]
    public async Task What_cannot_be_used_is_told_with_its_reason_and_cannot_be_imported(string people, string why)
    {
        await using var app = await AppFixture.StartAsync();

        var answer = await app.PreviewAsync(app.As(Sample.Julia), ("people.csv", _files.Serve(people)));

        Assert.Contains(why, answer.Shown, StringComparison.Ordinal);
        Assert.Empty(answer.Buttons);
    }

    [Fact]
    public async Task Discarded_is_discarded_and_nothing_of_it_counts()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await app.PreviewAsync(julia, ("membership.csv", _files.Serve(Membership)));

        var discarded = await julia.Presses("Discard");
        var run = (await RunsAsync(app)).Last();

        Assert.StartsWith("Not imported", discarded.Shown, StringComparison.Ordinal);
        Assert.Contains("Discarded by Julia Novak", discarded.Shown, StringComparison.Ordinal);
        var late = (await app.As(Sample.Tsai).Invokes("import/accept", Data(run))).Shown;
        Assert.Contains("已有人決定", late, StringComparison.Ordinal);
        Assert.Contains("由 Julia Novak 捨棄", late, StringComparison.Ordinal);
        Assert.Equal(2, (await PresentAsync(app, "Membership")).Rows);
    }

    [Fact]
    public async Task Of_two_presses_one_counts_and_the_other_is_told_whose()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await app.PreviewAsync(julia, ("membership.csv", _files.Serve(Membership)));
        var data = Data((await RunsAsync(app)).Last());

        var answers = await Task.WhenAll(julia.Invokes("import/accept", data), app.As(Sample.Tsai).Invokes("import/accept", data));

        Assert.Single(answers, answer => answer.Shown.Contains("Somebody has decided already", StringComparison.Ordinal) || answer.Shown.Contains("已有人決定", StringComparison.Ordinal));
        Assert.All(answers, answer => Assert.Contains(answer.Buttons, title => title is "Undo" or "復原"));
        Assert.Single(await app.InDatabaseAsync(db => db.Audit.Where(entry => entry.Action == AuditActions.ImportApplied).ToListAsync()));
    }

    [Fact]
    public async Task When_another_import_came_in_between_the_dry_run_is_made_anew_and_said_so()
    {
        await using var app = await AppFixture.StartAsync();
        var (julia, tsai) = (app.As(Sample.Julia), app.As(Sample.Tsai));
        await app.PreviewAsync(julia, ("membership.csv", _files.Serve(Membership)));
        await app.PreviewAsync(tsai, ("membership.csv", _files.Serve(Membership + "silver,2017-02-01\n")));
        await tsai.Presses("匯入");

        julia.Reads(ImportStory.Waiting);
        var overtaken = await app.FollowedByAsync(() => julia.Presses("Import"));
        var anew = julia.Reads(ImportStory.Waiting);
        var applied = await julia.Presses("Import");

        Assert.StartsWith("Another import came in between", overtaken.Shown, StringComparison.Ordinal);
        Assert.Contains("0 new · 0 changed · 1 gone · 1 the same", anew.Shown, StringComparison.Ordinal);
        Assert.Contains("(chat, ", anew.Shown, StringComparison.Ordinal);
        Assert.StartsWith("Imported", applied.Shown, StringComparison.Ordinal);
        Assert.Equal(1, (await PresentAsync(app, "Membership")).Rows);
    }

    [Fact]
    public async Task When_the_other_import_brought_the_same_there_is_nothing_left_to_do()
    {
        await using var app = await AppFixture.StartAsync();
        var (julia, tsai) = (app.As(Sample.Julia), app.As(Sample.Tsai));
        await app.PreviewAsync(julia, ("membership.csv", _files.Serve(Membership)));
        await app.PreviewAsync(tsai, ("membership.csv", _files.Serve(Membership)));
        await tsai.Presses("匯入");

        julia.Reads(ImportStory.Waiting);
        await app.FollowedByAsync(() => julia.Presses("Import"));

        Assert.Empty(julia.Reads("Nothing new in these files").Buttons);
    }

    [Fact]
    public async Task Another_admin_may_decide_after_a_restart_but_nobody_after_a_day()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await app.PreviewAsync(julia, ("membership.csv", _files.Serve(Membership)));
        var first = Data((await RunsAsync(app)).Last());
        await app.RestartAsync();
        Assert.Contains("由 " + Sample.Tsai.Name + " 套用", (await app.As(Sample.Tsai).Invokes("import/accept", first)).Shown, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.PreviewAsync(julia, ("membership.csv", _files.Serve(Membership + "silver,2017-02-01\n")));
        julia.Reads(ImportStory.Waiting);
        app.Clock.AdjustTime(app.Clock.GetUtcNow() + ReceivedFile.Kept + TimeSpan.FromSeconds(1));

        Assert.Contains("Not applied: nobody decided in time", (await julia.Presses("Import")).Shown, StringComparison.Ordinal);
        await app.RunAsync<HousekeepingJob>();
        Assert.Equal(0, await app.InDatabaseAsync(db => db.Snapshots.CountAsync(row => row.State == SnapshotState.Staged || row.State == SnapshotState.Dead)));
    }

    [Fact]
    public async Task The_housekeeping_forgets_what_nobody_decided()
    {
        await using var app = await AppFixture.StartAsync();
        await app.PreviewAsync(app.As(Sample.Julia), ("membership.csv", _files.Serve(Membership)));
        app.Clock.AdjustTime(app.Clock.GetUtcNow() + ReceivedFile.Kept + TimeSpan.FromSeconds(1));

        await app.RunAsync<HousekeepingJob>();

        Assert.Equal((ImportState.Discarded, null), (await RunsAsync(app)).Select(run => (run.State, run.DecidedBy)).Last());
        Assert.Equal(2, await app.InDatabaseAsync(db => db.Memberships.CountAsync()));
    }

    [Theory]
    [InlineData("import/accept")]
    [InlineData("import/discard")]
    [InlineData("import/undo")]
    [InlineData("import/waiting")]
    public async Task A_button_of_an_older_card_or_of_nobody_is_answered(string verb)
    {
        await using var app = await AppFixture.StartAsync(WithoutFolder);
        foreach (var data in new[] { null, "{}", """{"files":"00000000000000000000000000000001"}""", """{"run":7}""", """{"run":"00000000000000000000000000000001"}""" })
            Assert.StartsWith("This import is no longer here", (await app.As(Sample.Julia).Invokes(verb, data is null ? null : JsonNode.Parse(data))).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_admin_decides_nothing_and_nobody_does_in_a_channel()
    {
        await using var app = await AppFixture.StartAsync();
        await app.PreviewAsync(app.As(Sample.Julia), ("membership.csv", _files.Serve(Membership)));
        var data = Data((await RunsAsync(app)).Last());

        foreach (var verb in new[] { "import/accept", "import/discard", "import/undo", "import/askundo", "import/history", "import/skipped" })
        {
            Assert.StartsWith("Only admins can use \"import\"", (await app.As(Sample.Grace).Invokes(verb, data)).Text, StringComparison.Ordinal);
            Assert.Contains("one-to-one chat", (await app.As(Sample.Julia).InChannel().Invokes(verb, data)).Text, StringComparison.Ordinal);
        }

        Assert.Equal(ImportState.Waiting, (await RunsAsync(app)).Last().State);
    }

    [Fact]
    public async Task Files_that_were_read_already_are_not_read_twice()
    {
        await using var app = await AppFixture.StartAsync();
        await app.PreviewAsync(app.As(Sample.Julia), ("membership.csv", _files.Serve(Membership)));

        Assert.Equal(0, await app.InDatabaseAsync(db => db.ReceivedFiles.CountAsync()));
        Assert.Single(await RunsAsync(app), run => run.Source == EvidenceSource.Chat);
        Assert.Single(await app.InDatabaseAsync(db => db.Outbox.Where(row => row.Key.StartsWith("import-card|")).ToListAsync()));
    }

    [Fact]
    public async Task Of_a_long_one_the_progress_is_one_message_that_changes()
    {
        await using var app = await AppFixture.StartAsync(WithoutFolder);
        var rows = string.Concat(Enumerable.Range(1, 22_000).Select(number => $"Messaging,,Active users,2018-02,{number}\n"));

        await app.PreviewAsync(app.As(Sample.Julia), ("CapabilityMetrics.csv", _files.Serve("Designation,Track,Metric,Month,Value\n" + rows)));
        app.Clock.Advance(TimeSpan.FromMinutes(1)); // the first was on its way when the second wanted its place
        await app.RunAsync<OutboxDeliveryJob>();

        var told = await app.InDatabaseAsync(db => db.Outbox.Where(row => row.Key.StartsWith("import-progress|")).OrderBy(row => row.CreatedAt).ToListAsync());
        Assert.Equal(new Guid?[] { null, told[0].Id }, told.Select(row => row.Replaces));
        Assert.Contains("So far 20000 of 22000 rows are read.", told[0].Activity, StringComparison.Ordinal);
        Assert.Contains("All 22000 rows are read.", told[1].Activity, StringComparison.Ordinal);
        Assert.Equal([OutboxState.Withdrawn, OutboxState.Sent], told.Select(row => row.State));
    }

    [Fact]
    public async Task The_rows_that_were_skipped_are_a_table_to_download()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        var bad = string.Concat(Enumerable.Range(1, 5).Select(number => $"=cmd{number},2018-02-01\n"));
        var asked = await app.PreviewAsync(julia, ("membership.csv", _files.Serve(Membership + bad)));

        var offered = await julia.Presses("Skipped rows as CSV");
        var link = new Uri(offered.Messages.First().Text!.Split(": ", 2)[1]);
        using var response = await app.GetAsync(link.PathAndQuery);
        var table = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var other = await app.GetAsync(link.PathAndQuery.Replace("about=", "about=0", StringComparison.Ordinal));

        Assert.Contains("Line 3 skipped: Offer \"=cmd1\" is not a word known here", asked.Shown, StringComparison.Ordinal);
        Assert.Contains("… and 2 more skipped rows", asked.Shown, StringComparison.Ordinal);
        Assert.Contains("membership.csv,7,Offer,'=cmd5,", table, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task Who_types_undo_is_first_asked_with_what_comes_back_and_its_effect()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        app.Clock.Advance(TimeSpan.FromMinutes(1)); // so that it is the last
        await app.PreviewAsync(julia, ("TrainingCompletions.csv", _files.Serve(Training)));
        await julia.Presses("Import");

        var answer = await app.FollowedByAsync(() => julia.Says("import undo"));
        var question = julia.Reads("Undo an import");
        var undone = await julia.Presses("Undo");

        Assert.StartsWith("I look up what an undo", answer.Text, StringComparison.Ordinal);
        Assert.Contains("exams and certifications: TrainingCompletions.csv comes back (import folder, 1 March 2018 09:30, ", question.Shown, StringComparison.Ordinal);
        Assert.Contains("Messaging: none → Gold", question.Shown, StringComparison.Ordinal);
        Assert.Equal(["Undo", "Leave it"], question.Buttons);
        Assert.StartsWith("Import undone", undone.Shown, StringComparison.Ordinal);
        Assert.Contains("5 gold · 6 silver", (await app.As(Sample.Grace).Says("progress")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_undo_is_refused_when_something_newer_counts_or_what_it_replaced_is_gone()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await app.PreviewAsync(julia, ("membership.csv", _files.Serve(Membership)));
        await julia.Presses("Import");
        var first = Data((await RunsAsync(app)).Last());
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.PreviewAsync(julia, ("members.csv", _files.Serve(Membership + "silver,2017-02-01\n")));
        julia.Reads(ImportStory.Waiting);
        await julia.Presses("Import");
        var second = Data((await RunsAsync(app)).Last());

        var newer = (await julia.Invokes("import/undo", first)).Shown;
        app.Clock.AdjustTime(app.Clock.GetUtcNow() + TimeSpan.FromDays(31));
        await app.RunAsync<HousekeepingJob>();
        var gone = (await julia.Invokes("import/undo", second)).Shown;
        var typed = (await julia.Says("import undo")).Shown;

        Assert.Contains("something newer counts by now. memberships: members.csv (chat, 1 March 2018 09:31)", newer, StringComparison.Ordinal);
        Assert.Contains("what it replaced is deleted", gone, StringComparison.Ordinal);
        Assert.Contains("what it replaced is deleted", typed, StringComparison.Ordinal);
        Assert.Equal(2, (await PresentAsync(app, "Membership")).Rows);
    }

    [Fact]
    public async Task Undone_twice_is_undone_once()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await app.PreviewAsync(julia, ("membership.csv", _files.Serve(Membership)));
        await julia.Presses("Import");
        var data = Data((await RunsAsync(app)).Last());

        await julia.Invokes("import/undo", data);
        var again = await app.As(Sample.Tsai).Invokes("import/undo", data);

        Assert.Contains("這次匯入已復原", again.Shown, StringComparison.Ordinal);
        Assert.Contains("由 Julia Novak 復原", again.Shown, StringComparison.Ordinal);
        Assert.Equal(2, (await PresentAsync(app, "Membership")).Rows);
    }

    [Fact]
    public async Task Where_the_data_comes_from_who_imported_what_and_the_audit_are_shown()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.PreviewAsync(julia, ("membership.csv", _files.Serve(Membership)));
        var waiting = (await julia.Says("import")).Shown;
        Assert.StartsWith("What this import would change", (await julia.Presses("Show what waits")).Shown, StringComparison.Ordinal);
        await julia.Presses("Import");

        var overview = await julia.Says("import");
        var history = await julia.Says("import history");
        var audit = await julia.Says("admin audit");

        Assert.Contains("From: chat, 1 March 2018 09:31: waits for the word of an admin", waiting, StringComparison.Ordinal);
        Assert.Contains("memberships: membership.csv (chat, 1 March 2018 09:31, 1 row), Julia Novak", overview.Shown, StringComparison.Ordinal);
        Assert.Contains("people: people.csv (import folder, 1 March 2018 09:30, 60 rows)", overview.Shown, StringComparison.Ordinal);
        Assert.Contains("From: chat, Julia Novak, 1 March 2018 09:31\nmembership.csv (1 row)\nApplied by Julia Novak, 1 March 2018 09:31", history.Shown, StringComparison.Ordinal);
        Assert.Contains("imported membership.csv", audit.Shown, StringComparison.Ordinal);
    }

    private static JsonObject Data(ImportRun run) => new() { ["run"] = run.Id.ToString("N") };

    private static Task<List<ImportRun>> RunsAsync(AppFixture app) => app.InDatabaseAsync(db => db.ImportRuns.AsNoTracking().OrderBy(run => run.At).ThenBy(run => run.Source == EvidenceSource.Chat).ToListAsync());

    private static Task<EvidenceSnapshot> PresentAsync(AppFixture app, string kind) =>
        app.InDatabaseAsync(db => db.Snapshots.AsNoTracking().SingleAsync(row => row.Kind == kind && row.State == SnapshotState.Present));
}
