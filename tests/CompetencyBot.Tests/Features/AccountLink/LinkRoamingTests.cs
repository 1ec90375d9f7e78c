using CompetencyBot.Storage;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>People do not do one thing at a time: leaving, going back, asking something else, coming back tomorrow.</summary>
public sealed class LinkRoamingTests
{
    public static TheoryData<string> Steps => ["Explain", "SignIn", "Confirm", "PartnerCenter"];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Cancel_leaves_at_every_step_and_nothing_has_changed(string step)
    {
        await using var story = await LinkStory.StartAsync();
        await GoAsync(story, step);

        var left = await story.Yenting.Says("cancel");

        Assert.Contains("Cancelled; everything is as it was before.", left.Shown, StringComparison.Ordinal);
        Assert.True((await story.LinkOfAsync("yenting.liu")) is null or { End: LinkEnd.Cancelled });
        Assert.Contains("There is nothing to cancel", (await story.Yenting.Says("cancel")).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_in_the_middle_of_a_change_brings_the_earlier_account_back(bool twice)
    {
        await using var story = await LinkStory.StartAsync();
        await story.LinkAsync(story.Yenting, LinkStory.YentingsAccount);
        var reported = (await story.LinkOfAsync("yenting.liu"))!.ReportedAt;
        await story.Yenting.Says("link");
        await story.Yenting.Presses("Use another account");
        await ProveAsync(story, "Continue", LinkStory.NewAccount);
        if (twice)
        {
            await story.Yenting.Says("back");
            await ProveAsync(story, "Use another account", "chloe.dubois@mail.example");
        }

        await story.Yenting.Says("cancel");

        var link = (await story.LinkOfAsync("yenting.liu"))!;
        Assert.Equal((LinkStory.YentingsAccount, reported, (DateTimeOffset?)null), (link.Address, link.ReportedAt, link.EndedAt));
        Assert.Contains("y•••7@outlook.example is associated", (await story.Yenting.Says("link")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_after_going_back_keeps_nothing_either()
    {
        await using var story = await LinkStory.StartAsync();
        await GoAsync(story, "PartnerCenter");
        await story.Yenting.Says("back");

        await story.Yenting.Says("cancel");

        Assert.Equal(LinkEnd.Cancelled, (await story.LinkOfAsync("yenting.liu"))!.End);
    }

    [Fact]
    public async Task Of_an_account_that_was_given_up_only_the_masked_address_is_kept()
    {
        await using var story = await LinkStory.StartAsync();
        await GoAsync(story, "PartnerCenter");

        await story.Yenting.Says("cancel");

        var link = (await story.LinkOfAsync("yenting.liu"))!;
        Assert.Equal(("y•••7@outlook.example", null, null), (link.Address, link.Subject, link.Name));
    }

    [Fact]
    public async Task Yes_and_cancel_at_the_same_moment_have_one_effect_which_is_the_one_that_is_told()
    {
        await using var story = await LinkStory.StartAsync();
        await GoAsync(story, "Confirm");
        var (yes, cancel) = (story.Yenting.Latest!.Actions.First()["data"], story.Yenting.Latest!.Actions.Last()["data"]);

        var answers = await Task.WhenAll(story.Yenting.Invokes("link/confirm", yes), story.Yenting.Invokes("link/cancel", cancel));

        var isKept = await story.LinkOfAsync("yenting.liu") is { EndedAt: null };
        Assert.Equal(!isKept, answers.Any(answer => answer.Shown.Contains("everything is as it was before", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_window_that_is_closed_after_the_sign_in_leaves_the_digits_good()
    {
        await using var story = await LinkStory.StartAsync();
        var page = await story.BrowseAsync((await LinkStory.InviteAsync(story.Yenting)).Card!, LinkStory.YentingsAccount);

        var closed = await LinkStory.ReturnAsync(story.Yenting, "CancelledByUser");
        Assert.Contains("Type the six digits that the page shows.", closed.Shown, StringComparison.Ordinal);
        await story.Yenting.Says("help");
        await story.Yenting.Presses("Continue");

        Assert.Contains("Is this your account?", (await story.Yenting.Says(page.Digits)).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Done_that_is_said_again_days_later_counts_from_then()
    {
        await using var story = await LinkStory.StartAsync();
        await story.LinkAsync(story.Yenting, LinkStory.YentingsAccount);
        story.App.Clock.Advance(TimeSpan.FromDays(9));
        await story.Yenting.Says("link");
        await story.Yenting.Presses("Use another account");
        await ProveAsync(story, "Continue", LinkStory.YentingsAccount);

        var again = await story.Yenting.Presses("Done there");

        Assert.Contains("Noted on 10 March 2018", again.Shown, StringComparison.Ordinal);
        Assert.Equal(2, (await story.AuditAsync()).Count(entry => entry.StartsWith("account-reported", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Explain", "Your exams and certificates stand under a private Microsoft account")]
    [InlineData("SignIn", "Your exams and certificates stand under a private Microsoft account")]
    [InlineData("Confirm", "Sign in to your Microsoft account")]
    [InlineData("PartnerCenter", "Is this your account?")]
    public async Task Back_goes_one_step_back_at_every_step(string step, string shown)
    {
        await using var story = await LinkStory.StartAsync();
        await GoAsync(story, step);

        Assert.Contains(shown, (await story.Yenting.Says("back")).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task At_every_step_help_and_other_commands_are_answered_and_then_the_person_may_go_on(string step)
    {
        await using var story = await LinkStory.StartAsync();
        await GoAsync(story, step);

        foreach (var word in (string[])["help", "status", "progress", "messaging", "renewal"])
        {
            var answer = await story.Yenting.Says(word);
            Assert.Equal(2, answer.Messages.Count());
            Assert.Contains("link", answer.Shown, StringComparison.Ordinal);
            Assert.Equal(["Continue", "Cancel"], answer.Buttons);
        }

        var back = await story.Yenting.Presses("Continue");
        Assert.Contains(TitleOf(step), back.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Words_that_nobody_understands_are_answered_and_the_dialog_stays(string step)
    {
        await using var story = await LinkStory.StartAsync();
        await GoAsync(story, step);

        foreach (var text in (string[])["🙈", "wat", "", new string('x', 5_000), "我不懂"])
            Assert.Equal(["Continue", "Cancel"], (await story.Yenting.Says(text)).Buttons);
        Assert.Contains(TitleOf(step), (await story.Yenting.Says("link")).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task After_a_restart_the_person_goes_on_where_they_were(string step)
    {
        await using var story = await LinkStory.StartAsync();
        await GoAsync(story, step);

        await story.App.RestartAsync();

        Assert.Contains(TitleOf(step), (await story.Yenting.Says("link")).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task After_a_day_the_dialog_is_over_and_its_buttons_say_so(string step)
    {
        await using var story = await LinkStory.StartAsync();
        await GoAsync(story, step);
        var button = story.Yenting.Latest!.Buttons.First(title => title is "Continue" or "Use this code" or "Yes, this is mine" or "Done there")!;
        story.App.Clock.Advance(TimeSpan.FromDays(1));

        var late = await story.Yenting.Presses(button);

        // The first button begins anew; every other one belongs to what is over.
        Assert.Contains(step == "Explain" ? "Link your Microsoft account" : "more than a day has passed", late.Shown, StringComparison.Ordinal);
        Assert.Null((await story.LinkOfAsync("yenting.liu"))?.ReportedAt);
    }

    [Fact]
    public async Task A_button_of_an_earlier_attempt_shows_where_the_person_is_now()
    {
        await using var story = await LinkStory.StartAsync();
        await story.SignInAsync(story.Yenting, LinkStory.YentingsAccount);
        var old = story.Yenting.Latest!;
        await story.Yenting.Says("cancel");
        await story.Yenting.Says("link");

        var answer = await story.Yenting.Invokes("link/confirm", old.Actions.First()["data"]);

        Assert.Contains("belongs to an earlier attempt", answer.Shown, StringComparison.Ordinal);
        Assert.Contains("Link your Microsoft account", answer.Shown, StringComparison.Ordinal);
        Assert.Null(await story.LinkOfAsync("yenting.liu"));
    }

    [Fact]
    public async Task Done_that_is_pressed_twice_is_reported_once()
    {
        await using var story = await LinkStory.StartAsync();
        await GoAsync(story, "PartnerCenter");

        await Task.WhenAll(story.Yenting.Presses("Done there"), story.Yenting.Presses("Done there"));

        Assert.Single(await story.AuditAsync(), entry => entry.StartsWith("account-reported", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Later_keeps_the_proof_and_the_word_link_goes_on_in_Partner_Center()
    {
        await using var story = await LinkStory.StartAsync();
        await GoAsync(story, "PartnerCenter");

        Assert.Contains("Your exams still count for nobody", (await story.Yenting.Presses("Later")).Shown, StringComparison.Ordinal);
        story.App.Clock.Advance(TimeSpan.FromDays(5));

        Assert.Contains("Now in Partner Center", (await story.Yenting.Says("link")).Shown, StringComparison.Ordinal);
        Assert.Contains("Reported", (await story.Yenting.Says("done")).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_a_channel_or_group_the_bot_offers_to_go_on_in_the_persons_own_chat(bool channel)
    {
        await using var story = await LinkStory.StartAsync();
        await story.Yenting.Installs();
        var shared = channel ? story.Yenting.InChannel() : story.Yenting.InGroup();

        var offered = await shared.Says("link");
        Assert.Equal(["Go on in our own chat"], offered.Buttons);
        var sent = await shared.Presses("Go on in our own chat");
        await story.DeliverAsync();

        Assert.Contains("I have written to you in our own chat", sent.Text, StringComparison.Ordinal);
        Assert.Contains("here we are among ourselves", story.Yenting.Reads().Shown, StringComparison.Ordinal);
        Assert.Contains("Link your Microsoft account", (await story.Yenting.Presses("Continue")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unlink_asks_first_says_what_it_costs_and_leads_to_Partner_Center()
    {
        await using var story = await LinkStory.StartAsync();
        var grace = story.App.As(Sample.Grace);

        var asked = await grace.Says("unlink");
        Assert.Contains("Without you the organisation would lose: Data Analytics (Gold)", asked.Shown, StringComparison.Ordinal);
        Assert.Contains("Nothing has changed.", (await grace.Presses("Keep it")).Shown, StringComparison.Ordinal);
        Assert.Null(await story.LinkOfAsync("grace.huang"));
        await grace.Says("unlink");
        var done = await grace.Presses("Unlink");

        Assert.Contains("end the association in Partner Center", done.Shown, StringComparison.Ordinal);
        Assert.Equal(LinkEnd.Unlinked, (await story.LinkOfAsync("grace.huang"))!.End);
        Assert.Equal(["account-unlinked g•••8@outlook.example"], await story.AuditAsync());
        Assert.Contains("★ Gold", (await grace.Says("progress")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_about_unlinking_does_not_unlink()
    {
        await using var story = await LinkStory.StartAsync();
        var grace = story.App.As(Sample.Grace);

        await grace.Says("what happens if I unlink?");
        await grace.Says("unlink?");

        Assert.Null(await story.LinkOfAsync("grace.huang"));
    }

    [Fact]
    public async Task Whoever_has_no_account_has_nothing_to_unlink()
    {
        await using var story = await LinkStory.StartAsync();

        Assert.Contains("No account of yours is linked", (await story.Yenting.Says("unlink")).Shown, StringComparison.Ordinal);
    }

    /// <summary>From a card that leads to the sign-in up to Partner Center.</summary>
    private static async Task ProveAsync(LinkStory story, string button, string address)
    {
        var page = await story.BrowseAsync((await story.Yenting.Presses(button)).Card!, address);
        await story.Yenting.Says(page.Digits);
        await story.Yenting.Presses("Yes, this is mine");
    }

    private static string TitleOf(string step) => step switch
    {
        "Explain" => "Link your Microsoft account",
        "SignIn" => "Sign in to your Microsoft account",
        "Confirm" => "Is this your account?",
        _ => "Now in Partner Center",
    };

    private static async Task GoAsync(LinkStory story, string step)
    {
        if (step == "Explain")
            await story.Yenting.Says("link");
        else if (step == "SignIn")
            await LinkStory.InviteAsync(story.Yenting);
        else
            await story.SignInAsync(story.Yenting, LinkStory.YentingsAccount);
        if (step == "PartnerCenter")
            await story.Yenting.Presses("Yes, this is mine");
    }
}
