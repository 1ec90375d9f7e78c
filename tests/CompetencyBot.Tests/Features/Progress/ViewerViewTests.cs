using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using CompetencyBot.Tests.Conversation;

namespace CompetencyBot.Tests.Features.Progress;

/// <summary>One card in a channel, and what each who looks at it sees.</summary>
public sealed class ViewerViewTests
{
    private static readonly Person Shufen = Sample.Of("shufen.hsu");

    [Theory]
    [InlineData("automatic")]
    [InlineData("manual")]
    public async Task An_employee_sees_what_they_hold_and_what_they_could_pass_and_no_other_name(string trigger)
    {
        await using var app = await AppFixture.StartAsync();

        var view = await RefreshAsync(app.As(Sample.Grace).InChannel(), trigger);

        Assert.Contains("You hold 4 of the passes that count here.", view.Shown, StringComparison.Ordinal);
        Assert.Contains("Passing MCSE: Productivity makes Communications Gold.", view.Shown, StringComparison.Ordinal);
        Assert.Equal(["Grace Huang"], Privacy.NamesIn(view));
        Assert.Empty(view.Messages);
    }

    [Theory]
    [InlineData("automatic")]
    [InlineData("manual")]
    public async Task A_manager_sees_their_people_and_who_of_them_is_nearest(string trigger)
    {
        await using var app = await AppFixture.StartAsync();

        var view = await RefreshAsync(app.As(Shufen).InChannel(), trigger);

        Assert.Contains("您的團隊", view.Shown, StringComparison.Ordinal);
        Assert.Contains("Ben Carter：70-333（通訊，金級）", view.Shown, StringComparison.Ordinal);
        var own = Sample.Records.People.Where(person => person.ManagerUserPrincipalName == Shufen.UserPrincipalName).Select(person => person.DisplayName);
        Assert.Empty(Privacy.NamesIn(view).Except(own).Except([Shufen.Name]));
        Assert.Contains("[我的團隊]", view.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("automatic")]
    [InlineData("manual")]
    public async Task An_admin_sees_everybody(string trigger)
    {
        await using var app = await AppFixture.StartAsync();

        var view = await RefreshAsync(app.As(Sample.Julia).InChannel(), trigger);

        Assert.Contains("Ben Carter: 70-333 (Communications, Gold)", view.Shown, StringComparison.Ordinal);
        Assert.Contains("Grace Huang: Technical Assessment Data Analytics Foundational, last valid day 20 April 2018", view.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_is_not_linked_is_told_what_that_costs_them()
    {
        await using var app = await AppFixture.StartAsync();

        var (kaiwen, yuting) = (app.As(Sample.Of("kaiwen.cheng")).InGroup(), app.As(Sample.Of("yuting.tseng")).InGroup());

        Assert.Contains("您有 2 項通過在連結帳戶後即可計入。", (await RefreshAsync(kaiwen, "automatic")).Shown, StringComparison.Ordinal);
        Assert.Contains("您有 1 項通過在連結帳戶後即可計入。", (await RefreshAsync(yuting, "automatic")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_designations_everybody_has_a_view_too()
    {
        await using var app = await AppFixture.StartAsync(AppOptions.SolutionsPartner);
        var channel = app.As(Sample.Julia).InChannel();

        var posted = await channel.Says("progress");
        var view = await RefreshAsync(channel, "automatic");

        Assert.Contains("▼ 6 Aug: no level", posted.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Grace Huang", posted.Shown, StringComparison.Ordinal);
        Assert.Contains("earns the designation Data & AI (Azure).", view.Shown, StringComparison.Ordinal);
        Assert.Contains("Grace Huang: Security Operations Analyst Associate, last valid day 15 January 2027", view.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_and_people_of_another_tenant_see_totals_and_anonymous_gaps()
    {
        await using var app = await AppFixture.StartAsync();

        foreach (var person in new[] { Sample.Stranger, Sample.Julia with { TenantId = "00000000-aaaa-4000-8000-000000000000" }, Sample.Julia with { ObjectId = null } })
            foreach (var trigger in new[] { "automatic", "manual" })
            {
                var view = await RefreshAsync(app.As(person).InChannel(), trigger);
                Assert.Contains("5 gold · 6 silver", view.Shown, StringComparison.Ordinal);
                Assert.Contains("9 people are one exam away", view.Shown, StringComparison.Ordinal);
                Assert.DoesNotContain("For you", view.Shown, StringComparison.Ordinal);
                Privacy.AssertNobodyIsNamed(view);
            }
    }

    [Fact]
    public async Task The_detail_is_renewed_for_each_viewer_too()
    {
        await using var app = await AppFixture.StartAsync();
        var david = app.As(Sample.David).InChannel();
        Privacy.AssertNobodyIsNamed(await david.Says("progress data analytics"));

        var view = await david.Presses("Refresh");

        Assert.Contains("Grace Huang", view.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("陳冠宇", view.Shown, StringComparison.Ordinal);
        Assert.StartsWith("Data Analytics\n", view.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_presses_with_an_older_client_replaces_the_card_for_all_and_so_without_names()
    {
        await using var app = await AppFixture.StartAsync();
        foreach (var person in new[] { Sample.Julia, Sample.David, Sample.Grace })
        {
            var channel = app.As(person).InChannel();
            await channel.Says("progress");

            var answer = await channel.Submits("Refresh");

            Assert.Equal("PUT", Assert.Single(answer.Messages).Method);
            Assert.NotNull(answer.Card!["refresh"]);
            Assert.DoesNotContain("For you", answer.Shown, StringComparison.Ordinal);
            Privacy.AssertNobodyIsNamed(answer);
        }
    }

    [Fact]
    public async Task A_view_that_is_too_large_for_one_card_is_cut_and_nothing_of_it_is_posted()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions
        {
            Settings = new() { ["Organisation:Editions:1"] = "2023-10", ["Organisation:Editions:2"] = "2026", ["Organisation:Editions:3"] = "docs-2021-07" },
        });

        var view = await RefreshAsync(app.As(Sample.Julia).InChannel(), "automatic");

        Assert.Empty(view.Messages);
        Assert.Contains("There is more than fits here. Ask me in our one-to-one chat", view.Shown, StringComparison.Ordinal);
        Assert.Equal(["Show competency", "Show or hide the other 9", "Refresh", "My team"], view.Buttons);
        Assert.InRange(Encoding.UTF8.GetByteCount(view.Card!.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })), 1, 25_000);
    }

    [Fact]
    public async Task In_a_chat_of_ones_own_the_card_does_not_renew_itself_and_says_the_same_as_the_view()
    {
        await using var app = await AppFixture.StartAsync();

        var own = await app.As(Sample.Grace).Says("progress");

        Assert.Null(own.Card!["refresh"]);
        Assert.Equal((await RefreshAsync(app.As(Sample.Grace).InChannel(), "manual")).Shown, own.Shown);
    }

    private static Task<Answer> RefreshAsync(Chat place, string trigger) => place.Invokes(new JsonObject
    {
        ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "progress/refresh", ["data"] = new JsonObject { ["verb"] = "progress/refresh" } },
        ["trigger"] = trigger,
    });
}
