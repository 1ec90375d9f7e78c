using CompetencyBot.Outbox;
using CompetencyBot.Tests.Conversation;

namespace CompetencyBot.Tests.Features.Progress;

/// <summary><c>who &lt;competency&gt;</c>.</summary>
public sealed class WhoCountsTests
{
    [Fact]
    public async Task An_admin_reads_who_counts_who_is_one_exam_away_and_what_lapses()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);

        var communications = (await julia.Says("who communications")).Shown;
        var analytics = (await julia.Says("who data analytics")).Shown;

        Assert.Contains("One exam away from counting (1)\n• Ben Carter: 70-333", communications, StringComparison.Ordinal);
        Assert.Contains("Count now (", communications, StringComparison.Ordinal);
        Assert.Contains("Grace Huang: Technical Assessment Data Analytics Foundational, last valid day 20 April 2018", analytics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_reads_the_names_of_the_reports_and_counts_of_the_others()
    {
        await using var app = await AppFixture.StartAsync();

        var david = await app.As(Sample.David).Says("who communications");
        var own = await app.As(Sample.David).Says("who data analytics");

        Privacy.AssertNobodyIsNamed(david); // David's people do not count there
        Assert.Contains("One exam away from counting (1)\n", david.Shown, StringComparison.Ordinal);
        Assert.Contains("Names are for their managers and for admins only.", david.Shown, StringComparison.Ordinal);
        Assert.Contains("Grace Huang", own.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_employee_reads_their_own_name_and_a_stranger_none()
    {
        await using var app = await AppFixture.StartAsync();

        Assert.Equal(["Grace Huang"], Privacy.NamesIn(await app.As(Sample.Grace).Says("who data analytics")));
        Privacy.AssertNobodyIsNamed(await app.As(Sample.Stranger).Says("who data analytics"));
    }

    [Fact]
    public async Task In_a_channel_there_are_counts_and_the_names_come_in_a_chat_of_ones_own()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Installs();
        var channel = julia.InChannel();

        var counts = await channel.Says("who communications");
        Privacy.AssertNobodyIsNamed(counts);
        await channel.Presses("Names in our own chat");
        await app.RunAsync<OutboxDeliveryJob>();

        julia.Reads();
        Assert.Contains("Ben Carter: 70-333", (await julia.Presses("Show who counts")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_understood_offers_what_can_be_asked_and_a_choice_answers()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);

        Assert.StartsWith("I can tell you who counts", (await julia.Says("who has the key to the cellar")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Who counts for Messaging", (await julia.Presses("Show who counts", ("competency", "messaging"))).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Several competencies", (await julia.Says("who cloud")).Shown, StringComparison.Ordinal);
        Assert.Contains("Choose a competency first", (await julia.Invokes("who/competency")).Text, StringComparison.Ordinal);
        Assert.Contains("does not follow this competency any more", (await julia.Invokes("who/competency", new System.Text.Json.Nodes.JsonObject { ["competency"] = "nothing" })).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Who is not linked", (await app.As(Sample.Grace).Says("who has the key to the cellar")).Buttons);
    }

    [Fact]
    public async Task Chinese_readers_ask_and_read_in_Chinese()
    {
        await using var app = await AppFixture.StartAsync();

        Assert.StartsWith("誰計入通訊", (await app.As(Sample.Tsai).Says("誰 通訊")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_edition_has_ended_nobody_counts()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Now = new(2019, 4, 25, 9, 30, 0, TimeSpan.FromHours(8)) });

        Assert.Contains("This edition has ended", (await app.As(Sample.Julia).Says("who messaging")).Shown, StringComparison.Ordinal);
    }
}
