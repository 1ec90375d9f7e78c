using System.Text.Json.Nodes;

namespace CompetencyBot.Tests.Features.Upgrade;

/// <summary>The dialog as people walk it: with buttons, with words, back and forth, and with buttons of another time.</summary>
public sealed class UpgradeFlowTests
{
    [Fact]
    public async Task From_the_choice_over_the_ways_and_the_form_to_today_and_then_side_by_side()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);

        var choice = await julia.Says("upgrade");
        Assert.Contains("Enterprise Mobility Management (Silver): only figures are missing", choice.Shown, StringComparison.Ordinal);
        Assert.Contains("Communications (Gold): 1 exam away", choice.Shown, StringComparison.Ordinal);
        Assert.Contains("Cloud Business Applications (Silver): 9 exams away, and figures", choice.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Messaging (", choice.Shown, StringComparison.Ordinal); // gold is held
        Assert.DoesNotContain("Communications (Silver)", choice.Shown, StringComparison.Ordinal);

        var ways = await julia.Fills("Show the ways", ("competency", "communications gold"));
        Assert.Contains("From Silver to Gold\n(1) Systems Integrator\n1 more exam or assessment (Ben Carter: 70-333)", ways.Shown, StringComparison.Ordinal);

        var form = await julia.Presses("What if …");
        Assert.Equal(
            ["people=ben.carter@contoso.example", "newcomers=0", "items=exam:70-333"],
            CardText.InputsOf(form.Card!).Select(input => $"{input["id"]}={input["value"]}"));

        var result = await julia.Fills("Show what changes");
        Assert.Contains("Requirement\nToday\nThen\nLevel\nSilver\nGold\n", result.Shown, StringComparison.Ordinal);
        Assert.Contains("○ 3 of 4\n✔ 4 of 4\n", result.Shown, StringComparison.Ordinal);
        Assert.Contains("It costs 1 more exam or assessment (Ben Carter: 70-333).", result.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_supposed_may_be_changed_and_only_what_somebody_lacks_costs_an_exam()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.ResultAsync();

        await julia.Presses("Change it");
        var newcomer = await julia.Fills("Show what changes", ("people", null), ("newcomers", "1"), ("items", "exam:70-333,exam:70-334"));
        await julia.Presses("Change it");
        var kept = CardText.InputsOf(julia.Latest!.Card!).Select(input => $"{input["id"]}={input["value"]}").ToArray();
        var toofew = await julia.Fills("Show what changes", ("newcomers", 1), ("items", "exam:70-333"));

        Assert.Contains("✔ 4 of 4\n", newcomer.Shown, StringComparison.Ordinal);
        Assert.Contains("It costs 2 more exams or assessments (one more person: 70-333 + 70-334).", newcomer.Shown, StringComparison.Ordinal);
        Assert.Equal(["people=", "newcomers=1", "items=exam:70-333,exam:70-334"], kept);
        Assert.Contains("Level\nSilver\nSilver\n", toofew.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_are_filled_in_with_what_the_level_needs()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("upgrade enterprise resource planning");

        var form = await julia.Presses("What if …");
        var reached = await julia.Fills("Show what changes");
        await julia.Presses("Change it");
        var missed = await julia.Fills("Show what changes", ("figure-gross_license_revenue", "174999"));

        Assert.Equal("gross license revenue (today US$96,300, needed US$175,000)", (string?)Assert.Single(CardText.InputsOf(form.Card!))["label"]);
        Assert.Contains("○ US$96,300 of US$175,000\n✔ US$175,000 of US$175,000\nIt costs no exam.", reached.Shown, StringComparison.Ordinal);
        Assert.Contains("Level\nnot yet\nnot yet\n", missed.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("people", "grace.huang@contoso.example,nobody@contoso.example", "I find nobody of that name among the people you may see")]
    [InlineData("people", "colleague-7", "I find nobody of that name among the people you may see")]
    [InlineData("people", "", "Choose who passes it: people, or a number of newcomers.")]
    [InlineData("items", "", "Choose what they pass.")]
    [InlineData("items", "exam:99-999", "No programme that you follow asks for that exam")]
    [InlineData("newcomers", "21", "The number of newcomers is a whole number from 0 to 20.")]
    [InlineData("newcomers", "1.5", "The number of newcomers is a whole number from 0 to 20.")]
    [InlineData("newcomers", "many", "The number of newcomers is a whole number from 0 to 20.")]
    public async Task What_cannot_be_supposed_is_said_on_the_form(string input, string value, string reason)
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("upgrade communications gold");
        await julia.Presses("What if …");

        var answer = await julia.Fills("Show what changes", (input, value));

        Assert.StartsWith(reason, answer.Shown, StringComparison.Ordinal);
        Assert.Contains("What if: Communications (Gold)", answer.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("9999999999999")]
    [InlineData("much")]
    public async Task A_figure_is_a_number_from_nought_on(string value)
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("upgrade enterprise resource planning");
        await julia.Presses("What if …");

        Assert.StartsWith(
            "A figure is a number from 0 on", (await julia.Fills("Show what changes", ("figure-gross_license_revenue", value))).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_supposes_things_of_their_people_and_of_nobody_else()
    {
        await using var app = await AppFixture.StartAsync();
        var david = app.As(Sample.David);
        await david.Says("upgrade communications gold");

        var form = await david.Presses("What if …");
        var result = await david.Fills("Show what changes");
        await david.Presses("Change it");
        var forged = await david.Fills("Show what changes", ("people", "ben.carter@contoso.example"));

        Assert.Contains("Who passes something?\ncolleague 1 of the plan\n", form.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Ben", form.Shown, StringComparison.Ordinal);
        Assert.Contains("It costs 1 more exam or assessment (a colleague: 70-333).", result.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Nudge", result.Shown, StringComparison.Ordinal);
        Assert.StartsWith("I find nobody of that name among the people you may see", forged.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_channel_the_dialog_names_nobody_and_asks_nobody()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia).InChannel();

        var result = await julia.ResultAsync("data platform gold");
        var nudge = await julia.Invokes("upgrade/nudge");
        await julia.Says("upgrade data platform gold");
        var form = await julia.Presses("What if …");

        Assert.Contains("✔ 2 of 2", result.Shown, StringComparison.Ordinal);
        Assert.StartsWith("Asking people is done in our own chat", nudge.Shown, StringComparison.Ordinal);
        Assert.Contains("Here nobody is named.", form.Shown, StringComparison.Ordinal);
        Assert.All(new[] { result, nudge, form }, answer =>
            Assert.DoesNotContain(Sample.PersonalDetails, detail => answer.Shown.Contains(detail, StringComparison.Ordinal)));
        Assert.DoesNotContain(Sample.PersonalDetails, detail => form.Card!.ToJsonString().Contains(detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_do_what_the_buttons_do()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);

        await julia.Says("upgrade");
        Assert.Contains("Upgrade options of Data Platform", (await julia.Says("data platform")).Shown, StringComparison.Ordinal);
        await julia.Says("back");
        Assert.StartsWith("Messaging: The highest level is reached", (await julia.Says("messaging")).Shown, StringComparison.Ordinal);
        await julia.Says("data platform gold");
        Assert.Contains("Way: Big Data", (await julia.Says("2")).Shown, StringComparison.Ordinal);
        Assert.Contains("(3 more people:", (await julia.Says("yes")).Shown, StringComparison.Ordinal);
        Assert.Contains("Way: Big Data", (await julia.Says("back")).Shown, StringComparison.Ordinal);
        Assert.Contains("(4 more people:", (await julia.Says("4")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Left.", (await julia.Says("cancel")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("Data Platform\n", (await julia.Says("data platform")).Shown, StringComparison.Ordinal); // its progress, as without a dialog
    }

    [Fact]
    public async Task Naming_another_level_takes_its_place()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("upgrade devops");

        var gold = await julia.Says("gold");
        var chinese = await julia.Says("銀級");

        Assert.Contains("To Gold\n(1) DevOps Partner", gold.Shown, StringComparison.Ordinal);
        Assert.Contains("To Silver\n(1) DevOps Partner", chinese.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help", "You are filling in what could happen for Communications (Gold).")]
    [InlineData("progress", "You are filling in what could happen for Communications (Gold).")]
    [InlineData("benefits", "You are filling in what could happen for Communications (Gold).")]
    [InlineData("what is the weather", "You are filling in what could happen for Communications (Gold).")]
    public async Task After_something_else_the_dialog_offers_to_go_on(string said, string where)
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("upgrade communications gold");
        await julia.Presses("What if …");

        var offered = await julia.Says(said);

        Assert.Contains(where, offered.Shown, StringComparison.Ordinal);
        Assert.Contains("What if: Communications (Gold)", (await julia.Presses("Continue")).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("upgrade")]
    [InlineData("upgrade communications gold")]
    public async Task Whoever_has_only_looked_is_not_asked_to_go_on(string looked)
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says(looked);

        var answer = await julia.Says("status");

        Assert.Single(answer.Messages);
        Assert.StartsWith("Status of Julia Novak", answer.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_of_an_earlier_dialog_says_so_and_shows_where_this_one_is()
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.ResultAsync();
        var old = julia.Latest!.Actions.First(action => (string?)action["verb"] == "upgrade/nudge")["data"]!;
        await julia.Says("upgrade data platform");

        var answer = await julia.Invokes("upgrade/nudge", old);

        Assert.StartsWith("That button belongs to an earlier round.", answer.Shown, StringComparison.Ordinal);
        Assert.Contains("Upgrade options of Data Platform", answer.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("upgrade/suppose")]
    [InlineData("upgrade/answer")]
    [InlineData("upgrade/nudge")]
    [InlineData("upgrade/send")]
    [InlineData("upgrade/back")]
    [InlineData("upgrade/where")]
    [InlineData("upgrade/continue")]
    public async Task After_a_day_the_dialog_is_over_and_its_buttons_begin_anew(string verb)
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.ResultAsync();
        app.Clock.Advance(TimeSpan.FromDays(1));

        var answer = await julia.Invokes(verb, new JsonObject { ["dialog"] = "00000000000000000000000000000000" });

        Assert.StartsWith("That button belongs to an earlier round.", answer.Shown, StringComparison.Ordinal);
        Assert.Contains("Which level?", answer.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("upgrade/send", "I am waiting for you to choose")]
    [InlineData("upgrade/nudge", "I am waiting for you to choose")]
    [InlineData("upgrade/answer", "I am waiting for you to choose")]
    public async Task A_button_that_is_of_no_use_yet_says_so(string verb, string where)
    {
        await using var app = await AppFixture.StartAsync();
        var julia = app.As(Sample.Julia);
        await julia.Says("upgrade");

        var answer = await julia.Invokes(verb);

        Assert.StartsWith("That is of no use at this step.", answer.Shown, StringComparison.Ordinal);
        Assert.Contains(where, answer.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_that_was_reached_meanwhile_is_no_longer_offered()
    {
        await using var app = await AppFixture.StartAsync(new AppOptions { Now = new DateTimeOffset(2019, 4, 24, 2, 0, 0, TimeSpan.Zero) });
        var julia = app.As(Sample.Julia);
        await julia.Says("upgrade devops gold");
        app.Clock.Advance(TimeSpan.FromHours(20)); // the edition ends with that day

        var answer = await julia.Presses("What if …");

        Assert.Contains("This edition has ended", answer.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("What if: ", answer.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Designations_are_supposed_with_points_and_figures()
    {
        await using var app = await AppFixture.StartAsync(AppOptions.SolutionsPartner);
        var julia = app.As(Sample.Julia);
        await julia.Says("upgrade");
        await julia.Fills("Show the ways", ("competency", "modern-work"));
        await julia.Fills("What if …", ("path", "smb"));

        var nothing = await julia.Fills("Show what changes");
        var result = await julia.Fills("Show what changes", ("figure-deployments_cpor", "1000"));

        Assert.StartsWith("Nothing would be different", nothing.Shown, StringComparison.Ordinal);
        Assert.Contains("Way: SMB\n", result.Shown, StringComparison.Ordinal);
        Assert.Contains("Level\nnot yet\nSolutions Partner\n", result.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_is_not_known_sees_the_choice_and_the_ways()
    {
        await using var app = await AppFixture.StartAsync();
        var nobody = app.As(Sample.Stranger with { ObjectId = null });

        Assert.Contains("Which level?", (await nobody.Says("upgrade")).Shown, StringComparison.Ordinal);
        Assert.Contains("(1) Systems Integrator", (await nobody.Fills("Show the ways", ("competency", "communications gold"))).Shown, StringComparison.Ordinal);
        Assert.Contains("Which level?", (await nobody.Presses("What if …")).Shown, StringComparison.Ordinal);
    }
}
