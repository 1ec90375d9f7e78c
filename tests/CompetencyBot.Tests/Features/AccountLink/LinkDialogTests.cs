using System.Net;

namespace CompetencyBot.Tests.Features.AccountLink;

/// <summary>The dialog as a person has it, over HTTP, with real cookies and tokens.</summary>
public sealed class LinkDialogTests
{
    [Fact]
    public async Task In_Teams_the_window_brings_the_code_back_and_the_person_confirms_and_reports()
    {
        await using var story = await LinkStory.StartAsync();
        var chat = story.Yenting;

        var explained = await chat.Says("link");
        Assert.Contains("An account belongs to one organisation at a time", explained.Shown, StringComparison.Ordinal);
        var invited = await chat.Presses("Continue");
        Assert.Contains(invited.Actions, action => (string?)action["data"]?["msteams"]?["type"] == "signin");
        var page = await story.BrowseAsync(invited.Card!, LinkStory.YentingsAccount);
        var returned = await LinkStory.ReturnAsync(chat, page.Client);
        Assert.Equal(HttpStatusCode.OK, returned.Status);
        Assert.Contains("Account: y•••7@outlook.example", returned.Shown, StringComparison.Ordinal);
        Assert.Null(await story.LinkOfAsync("yenting.liu"));

        var center = await chat.Presses("Yes, this is mine");
        Assert.Contains("Account settings", center.Shown, StringComparison.Ordinal);
        Assert.Null((await story.LinkOfAsync("yenting.liu"))!.ReportedAt);
        var waiting = await chat.Presses("Done there");

        Assert.Contains("24 hours", waiting.Shown, StringComparison.Ordinal);
        Assert.Contains("Expected once it is confirmed: 3 more passes count.", waiting.Shown, StringComparison.Ordinal);
        Assert.Contains("Data Platform (Gold)", waiting.Shown, StringComparison.Ordinal);
        var link = await story.LinkOfAsync("yenting.liu");
        Assert.Equal((story.App.Clock.GetUtcNow(), (DateTimeOffset?)null, LinkStory.YentingsAccount), (link!.ReportedAt!.Value, link.ConfirmedAt, link.Address));
        Assert.Equal(["account-reported y•••7@outlook.example", "account-verified y•••7@outlook.example"], await story.AuditAsync());
    }

    [Fact]
    public async Task In_a_browser_the_page_shows_six_digits_that_the_person_types_as_they_like()
    {
        await using var story = await LinkStory.StartAsync();
        var page = await story.BrowseAsync(story.Yenting, LinkStory.YentingsAccount);
        var fullWidth = string.Concat(page.Digits[..3].Select(digit => (char)(digit - '0' + '０')));

        var confirmed = await story.Yenting.Says($"{fullWidth} {page.Digits[3..]}");

        Assert.Contains("Is this your account?", confirmed.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_can_also_be_filled_in_on_the_card()
    {
        await using var story = await LinkStory.StartAsync();
        var page = await story.BrowseAsync(story.Yenting, LinkStory.YentingsAccount);

        var confirmed = await story.Yenting.Presses("Use this code", ("code", page.Digits));

        Assert.Contains("Is this your account?", confirmed.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_counts_before_Partner_Centers_data_say_so_and_status_shows_where_the_person_is()
    {
        await using var story = await LinkStory.StartAsync();
        var before = (await story.Yenting.Says("progress data platform")).Shown;

        await story.SignInAsync(story.Yenting, LinkStory.YentingsAccount);
        await story.Yenting.Presses("Yes, this is mine");
        var proved = (await story.Yenting.Says("status")).Messages.First();
        await story.Yenting.Says("done");
        var reported = await story.Yenting.Says("status");

        Assert.Contains("y•••7@outlook.example", string.Join('\n', CardText.Of(proved.Card!)), StringComparison.Ordinal);
        Assert.Contains("y•••7@outlook.example", reported.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("✔", reported.Shown, StringComparison.Ordinal);
        Assert.StartsWith(before.Split("Gold")[0], (await story.Yenting.Says("progress data platform")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_the_account_is_never_shown_whole()
    {
        await using var story = await LinkStory.StartAsync();

        await story.LinkAsync(story.Yenting, LinkStory.YentingsAccount);
        await story.Yenting.Says("status");
        await story.Yenting.Says("link");
        await story.Yenting.Says("unlink");

        Assert.DoesNotContain(story.App.Connector.Calls, call => call.Body?.ToString().Contains(LinkStory.YentingsAccount, StringComparison.Ordinal) == true);
        Assert.DoesNotContain(LinkStory.YentingsAccount, story.App.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_codes_close_the_sign_in_and_the_right_one_comes_too_late()
    {
        await using var story = await LinkStory.StartAsync();
        var page = await story.BrowseAsync(story.Yenting, LinkStory.YentingsAccount);
        var wrong = page.Digits == "111111" ? "222222" : "111111";

        Assert.Contains("4 tries are left", (await story.Yenting.Says(wrong)).Shown, StringComparison.Ordinal);
        for (var tried = 0; tried < 3; tried++)
            await story.Yenting.Says(wrong);
        var last = await story.Yenting.Says(wrong);
        Assert.Contains("Too many wrong codes", last.Shown, StringComparison.Ordinal);
        var late = await story.Yenting.Says(page.Digits);

        Assert.Contains("You have not signed in yet", late.Shown, StringComparison.Ordinal); // that is said of the new sign-in
        Assert.Contains("account-refused too-many-codes", await story.AuditAsync());
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("1234567")]
    public async Task A_code_that_cannot_be_one_costs_no_try(string code)
    {
        await using var story = await LinkStory.StartAsync();
        var page = await story.BrowseAsync(story.Yenting, LinkStory.YentingsAccount);

        Assert.Contains("The code is six digits.", (await story.Yenting.Says(code)).Shown, StringComparison.Ordinal);
        Assert.Contains("Is this your account?", (await story.Yenting.Says(page.Digits)).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_before_the_sign_in_is_answered_with_what_to_do_first()
    {
        await using var story = await LinkStory.StartAsync();
        await LinkStory.InviteAsync(story.Yenting);

        Assert.Contains("You have not signed in yet", (await story.Yenting.Says("123456")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_lasts_ten_minutes_and_another_one_is_offered_at_once()
    {
        await using var story = await LinkStory.StartAsync();
        var page = await story.BrowseAsync(story.Yenting, LinkStory.YentingsAccount);
        story.App.Clock.Advance(TimeSpan.FromMinutes(10));

        var late = await story.Yenting.Says(page.Digits);
        Assert.Contains("it lasts 10 minutes", late.Shown, StringComparison.Ordinal);
        var again = await story.BrowseAsync(late.Card!, LinkStory.YentingsAccount);

        Assert.Contains("Is this your account?", (await story.Yenting.Says(again.Digits)).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_window_is_answered_with_a_new_link()
    {
        await using var story = await LinkStory.StartAsync();
        await LinkStory.InviteAsync(story.Yenting);

        var closed = await LinkStory.ReturnAsync(story.Yenting, "CancelledByUser");

        Assert.Equal(HttpStatusCode.OK, closed.Status);
        Assert.Contains("The sign-in window was closed", closed.Shown, StringComparison.Ordinal);
        Assert.NotNull(LinkStory.LinkIn(closed.Card!));
    }

    [Fact]
    public async Task A_window_that_nobody_waits_for_is_told_that_no_sign_in_waits()
    {
        await using var story = await LinkStory.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await LinkStory.ReturnAsync(story.Yenting, "whatever")).Status);
    }

    [Fact]
    public async Task A_client_that_cannot_open_the_window_gets_a_plain_link()
    {
        await using var story = await LinkStory.StartAsync();
        await LinkStory.InviteAsync(story.Yenting);

        var plain = await story.Yenting.Invokes("link/browser");

        Assert.Contains(plain.Actions, action => (string?)action["title"] == "Sign in" && (string?)action["type"] == "Action.OpenUrl");
        Assert.Contains("six digits", plain.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_signs_in_with_a_colleagues_account_is_refused_and_both_they_and_the_admins_learn_it_without_the_address()
    {
        await using var story = await LinkStory.StartAsync();
        var (julia, tsai) = (story.App.As(Sample.Julia), story.App.As(Sample.Tsai));
        await julia.Installs();
        await tsai.Installs();

        var refused = await story.SignInAsync(story.Yenting, LinkStory.GracesAccount);
        await story.DeliverAsync();

        Assert.Contains("g•••8@outlook.example is linked to somebody else in your organisation", refused.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Grace", refused.Shown, StringComparison.Ordinal);
        Assert.Contains("劉彥廷 signed in with the Microsoft account g•••8@outlook.example, which belongs to Grace Huang", julia.Reads().Shown, StringComparison.Ordinal);
        Assert.Contains("Grace Huang", tsai.Reads().Shown, StringComparison.Ordinal);
        Assert.Equal(["account-refused g•••8@outlook.example colleague"], await story.AuditAsync());
        Assert.Null(await story.LinkOfAsync("yenting.liu"));

        await story.Yenting.Presses("Use another account");
        var page = await story.BrowseAsync(story.Yenting.Latest!.Card!, LinkStory.YentingsAccount);
        Assert.Contains("Is this your account?", (await story.Yenting.Says(page.Digits)).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_people_who_confirm_one_account_at_the_same_moment_one_gets_it()
    {
        await using var story = await LinkStory.StartAsync();
        var other = story.App.As(Sample.Of("chloe.dubois"));
        await story.SignInAsync(story.Yenting, LinkStory.NewAccount);
        await story.SignInAsync(other, LinkStory.NewAccount);

        var answers = await Task.WhenAll(story.Yenting.Presses("Yes, this is mine"), other.Presses("Yes, this is mine"));

        Assert.Single(answers, answer => answer.Shown.Contains("Now in Partner Center", StringComparison.Ordinal));
        Assert.Single(answers, answer => answer.Shown.Contains("This account belongs to a colleague", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_account_of_somebody_who_has_left_is_free_for_whoever_proves_it()
    {
        await using var story = await LinkStory.StartAsync();
        await story.LinkAsync(story.App.As(Sample.Of("chloe.dubois")), LinkStory.NewAccount);
        story.App.Evidence.ReplaceInLine("people.csv", "chloe.dubois@", ",en-US,,,,", ",en-US,,,,2018-02-01");
        await story.App.RunAsync<CompetencyBot.Sources.EvidenceImportJob>();

        await story.SignInAsync(story.Yenting, LinkStory.NewAccount);

        Assert.Contains("Now in Partner Center", (await story.Yenting.Presses("Yes, this is mine")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_account_takes_the_place_of_the_one_before()
    {
        await using var story = await LinkStory.StartAsync();
        await story.LinkAsync(story.Yenting, LinkStory.YentingsAccount);

        await story.Yenting.Says("link");
        await story.Yenting.Presses("Use another account");
        await story.Yenting.Presses("Continue");
        var page = await story.BrowseAsync(story.Yenting.Latest!.Card!, LinkStory.NewAccount);
        var asked = await story.Yenting.Says(page.Digits);
        Assert.Contains("y•••7@outlook.example is yours here no longer", asked.Shown, StringComparison.Ordinal);
        await story.Yenting.Presses("Yes, this is mine");

        Assert.Equal(LinkStory.NewAccount, (await story.LinkOfAsync("yenting.liu"))!.Address);
        Assert.Contains("account-ended y•••7@outlook.example replaced", await story.AuditAsync());
    }

    [Fact]
    public async Task Where_the_edition_limits_associations_the_next_allowed_day_is_told_before_anything_happens()
    {
        await using var story = await LinkStory.StartAsync(AppOptions.InLanguage("en-US") with
        {
            Settings = new() { ["Organisation:Editions:0"] = "docs-2021-07" },
        });
        var explained = await story.Yenting.Says("link");
        Assert.Contains("At most 3 associations a year, at least 30 days apart.", explained.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("will allow your next association", explained.Shown, StringComparison.Ordinal);
        await story.Yenting.Says("cancel");
        await story.LinkAsync(story.Yenting, LinkStory.YentingsAccount);
        story.App.Clock.Advance(TimeSpan.FromDays(3));

        await story.Yenting.Says("link");
        var again = await story.Yenting.Presses("Use another account");

        Assert.Contains("Partner Center will allow your next association on 31 March 2018", again.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_the_people_file_does_not_know_cannot_link_and_is_told_why()
    {
        await using var story = await LinkStory.StartAsync();

        Assert.Contains("I do not find you among the people", (await story.App.As(Sample.Stranger).Says("link")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_registration_people_are_led_to_Partner_Center()
    {
        await using var story = await LinkStory.StartAsync(AppOptions.InLanguage("en-US") with
        {
            Settings = new() { ["MicrosoftAccount:ClientId"] = null, ["MicrosoftAccount:ClientSecret"] = null },
        });

        var led = await story.Yenting.Says("link");

        Assert.Contains("Your organisation has not set up the sign-in here", led.Shown, StringComparison.Ordinal);
        Assert.Contains(led.Actions, action => (string?)action["url"] == "https://partner.microsoft.com/dashboard");
    }
}
