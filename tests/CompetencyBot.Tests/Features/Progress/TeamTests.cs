using CompetencyBot.Outbox;
using CompetencyBot.Tests.Conversation;

namespace CompetencyBot.Tests.Features.Progress;

/// <summary><c>progress my team</c>.</summary>
public sealed class TeamTests
{
    [Fact]
    public async Task A_manager_sees_what_their_people_hold_what_lapses_who_is_near_and_who_is_not_linked()
    {
        await using var app = await AppFixture.StartAsync();

        var shown = (await app.As(Sample.David).Says("progress my team")).Shown;

        Assert.Contains("People: 10", shown, StringComparison.Ordinal);
        Assert.Contains("Not linked: 2", shown, StringComparison.Ordinal);
        Assert.Contains("劉彥廷: 3 passes would count", shown, StringComparison.Ordinal);
        Assert.Contains("Grace Huang: Technical Assessment Data Analytics Foundational, last valid day 20 April 2018", shown, StringComparison.Ordinal);
        Assert.Contains("Grace Huang: passes that count: 4; counts for Data Analytics", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Ben Carter", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("progress my team")]
    [InlineData("Progress: team")]
    [InlineData("how far are we, my team?")]
    [InlineData("進度 我的團隊")]
    [InlineData("進度團隊")]
    public async Task It_is_asked_for_in_several_words(string words)
    {
        await using var app = await AppFixture.StartAsync();

        Assert.StartsWith("My team\n", (await app.As(Sample.David).Says(words)).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_left_is_no_part_of_a_team()
    {
        await using var app = await AppFixture.StartAsync();
        var shufen = app.As(Sample.Of("shufen.hsu"));
        Assert.Contains("陳冠宇", (await shufen.Says("progress my team")).Shown, StringComparison.Ordinal);

        app.Clock.Advance(new DateTimeOffset(2018, 4, 13, 2, 0, 0, TimeSpan.Zero) - app.Clock.GetUtcNow());

        Assert.DoesNotContain("陳冠宇", (await shufen.Says("progress my team")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_no_reports_is_told_so_kindly()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Prepare = files => files.ReplaceInLine("people.csv", "emily.clarke", "employee", "manager").ReplaceInLine("people.csv", "tsunghan.tsai", "zh-TW", "en-US"),
        });

        Assert.StartsWith("Nobody reports to you in the people file, so there is no team", (await app.As(Sample.Grace).Says("progress my team")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("You are a manager, but the people file", (await app.As(Sample.Of("emily.clarke")).Says("progress my team")).Shown, StringComparison.Ordinal);
        Assert.Contains("As an admin you see everybody", (await app.As(Sample.Tsai).Says("progress my team")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Nobody reports to you", (await app.As(Sample.Stranger).Says("progress my team")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_channel_it_is_offered_in_a_chat_of_ones_own_and_comes_there_once()
    {
        await using var app = await AppFixture.StartAsync();
        var david = app.As(Sample.David);
        await david.Installs();
        var channel = david.InChannel();

        var offer = await channel.Says("progress my team");
        Privacy.AssertNobodyIsNamed(offer);
        Assert.Contains("The answer names people", offer.Shown, StringComparison.Ordinal);
        Assert.StartsWith("I have written to you", (await channel.Presses("Go on in our own chat")).Text, StringComparison.Ordinal);
        Assert.Null((await channel.Invokes("progress/team")).Messages.FirstOrDefault());
        await channel.Presses("Go on in our own chat");
        await app.RunAsync<OutboxDeliveryJob>();

        Assert.Contains("You asked for \"progress my team\"", david.Reads().Shown, StringComparison.Ordinal);
        Assert.Single(app.Connector.Calls, call => call.ConversationId == david.ConversationId && ((string?)call.Body?["summary"])?.StartsWith("You asked for", StringComparison.Ordinal) == true);
        Assert.StartsWith("My team\n", (await david.Presses("My team")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_edition_has_ended_nothing_of_what_a_team_holds_counts()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Now = new(2019, 4, 25, 9, 30, 0, TimeSpan.FromHours(8)) });

        Assert.StartsWith("The edition has ended", (await app.As(Sample.David).Says("progress my team")).Shown, StringComparison.Ordinal);
    }
}
