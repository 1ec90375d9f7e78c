using CompetencyBot.Features.Progress;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.Progress;

/// <summary>The dialog as people talk: overview, choice, detail, and whatever else they say meanwhile.</summary>
public sealed class ProgressTalkTests
{
    [Fact]
    public async Task Back_leads_from_the_detail_to_the_choice_and_from_there_to_the_overview()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Says("progress messaging");

        Assert.StartsWith("What would you like to look at?", (await grace.Says("back")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Progress of Contoso Consulting", (await grace.Says("back")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Progress of Contoso Consulting", (await grace.Says("back")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_leaves_and_then_there_is_nothing_to_leave()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Says("progress");

        Assert.StartsWith("All right. Type progress", (await grace.Says("cancel")).Text, StringComparison.Ordinal);

        Assert.Empty(await StepsAsync(app));
        Assert.Contains("nothing", (await grace.Says("cancel")).Shown, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Somebody_who_asks_something_else_meanwhile_is_not_reminded_of_it()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Says("progress messaging");

        Assert.Single((await grace.Says("status")).Messages);
        Assert.Single((await grace.Says("what is the weather")).Messages);

        Assert.Equal([$"{ProgressStep.Detail}"], await StepsAsync(app)); // and yet "back" still leads back
    }

    [Fact]
    public async Task A_name_that_fits_nothing_is_asked_for_and_the_name_alone_answers()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        Assert.StartsWith("I know no competency of that name", (await grace.Says("progress gibberish")).Shown, StringComparison.Ordinal);
        Assert.Equal([$"{ProgressStep.Choose}"], await StepsAsync(app));

        Assert.StartsWith("Messaging\n", (await grace.Says("messaging")).Shown, StringComparison.Ordinal);
        Assert.Equal([$"{ProgressStep.Detail}"], await StepsAsync(app));
    }

    [Fact]
    public async Task While_it_is_open_the_team_is_enough_of_a_word()
    {
        await using var app = await AppFixture.StartAsync();
        var david = app.As(Sample.David);
        await david.Says("progress");

        Assert.StartsWith("My team\n", (await david.Says("team")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buttons_of_an_earlier_dialog_work_whatever_became_of_it()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Says("progress");
        await grace.Says("cancel");

        Assert.StartsWith("Messaging\n", (await grace.Invokes("progress/competency", new System.Text.Json.Nodes.JsonObject { ["competency"] = "messaging" })).Shown, StringComparison.Ordinal);
        Assert.StartsWith("What would you like to look at?", (await grace.Says("back")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_day_it_is_over()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Says("progress messaging");
        app.Clock.Advance(OpenDialogsKept);

        Assert.DoesNotContain("What would you like to look at?", (await grace.Says("back")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Progress of", (await grace.Says("progress")).Shown, StringComparison.Ordinal);
        Assert.Equal([$"{ProgressStep.Overview}"], await StepsAsync(app));
    }

    [Fact]
    public async Task In_a_channel_everybody_has_one_of_their_own()
    {
        await using var app = await AppFixture.StartAsync();
        var (grace, david) = (app.As(Sample.Grace).InChannel(), app.As(Sample.David).InChannel());
        await grace.Says("progress messaging");
        await david.Says("progress");

        Assert.StartsWith("What would you like to look at?", (await grace.Says("back")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Progress of", (await david.Says("back")).Shown, StringComparison.Ordinal);
        Assert.Equal([$"{ProgressStep.Choose}", $"{ProgressStep.Overview}"], (await StepsAsync(app)).Order());
    }

    [Fact]
    public async Task A_card_that_renews_itself_moves_nobody()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);
        await grace.Says("progress messaging");

        Assert.StartsWith("Progress of", (await grace.Invokes("progress/refresh")).Shown, StringComparison.Ordinal);
        await app.As(Sample.David).Invokes("progress/refresh");

        Assert.Equal([$"{ProgressStep.Detail}"], await StepsAsync(app));
    }

    [Fact]
    public async Task Forged_verbs_of_the_dialog_are_answered_kindly()
    {
        await using var app = await AppFixture.StartAsync();
        var grace = app.As(Sample.Grace);

        foreach (var verb in new[] { "progress/back", "progress/where" })
            Assert.StartsWith("Progress of", (await grace.Invokes(verb)).Shown, StringComparison.Ordinal);
        Assert.StartsWith("All right.", (await grace.Invokes("progress/cancel")).Text, StringComparison.Ordinal);
        Assert.StartsWith("I know no competency", (await grace.Invokes("progress/refresh", new System.Text.Json.Nodes.JsonObject { ["of"] = "no-such-thing" })).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_walks_through_it_without_a_place_of_their_own()
    {
        await using var app = await AppFixture.StartAsync();
        var nobody = app.As(Sample.Grace with { ObjectId = null });

        Assert.StartsWith("Progress of", (await nobody.Says("progress")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Messaging\n", (await nobody.Says("progress messaging")).Shown, StringComparison.Ordinal);

        Assert.Empty(await StepsAsync(app));
    }

    private static readonly TimeSpan OpenDialogsKept = CompetencyBot.Conversation.OpenDialogs.Kept;

    private static Task<List<string>> StepsAsync(AppFixture app) =>
        app.InDatabaseAsync(db => db.OpenDialogs.Where(dialog => dialog.Name == "progress").Select(dialog => dialog.Step).ToListAsync());
}
