using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CompetencyBot.Tests.Features.Administration.AddPeople;

/// <summary>The form, files, and what is written instead of creating anybody.</summary>
public sealed class AddPeopleFormTests
{
    [Fact]
    public async Task One_person_is_filled_in_on_a_form_with_the_alias_alone()
    {
        await using var story = await AddPeopleStory.StartAsync();

        var form = await story.Julia.Says("add people");
        Assert.Equal(["Check", "Template (CSV)", "Cancel"], form.Buttons);
        Assert.Contains("I create accounts in the organisation's directory", form.Shown, StringComparison.Ordinal);
        var question = await story.Julia.Fills("Check", ("name", "Anna Lee"), ("address", "Anna.Lee"), ("country", "tw"), ("manager", "david.wu"), ("language", "zh-TW"));
        Assert.Contains("• Anna Lee (anna.lee@contoso.example)", question.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("What is missing", question.Shown, StringComparison.Ordinal);
        await story.CreatesAsync();

        var row = Assert.Single(await story.RowsAsync());
        Assert.Equal((AddState.Created, "TW", "david.wu@contoso.example", "zh-TW"), (row.State, row.UsageLocation, row.Manager, row.Language));
    }

    [Theory]
    [InlineData("name", "", "the display name is missing")]
    [InlineData("address", "anna lee", "that is no work address")]
    [InlineData("address", "", "the work address is missing")]
    [InlineData("country", "XX", "the country of use is no code of two letters")]
    [InlineData("manager", "my boss", "the manager is not given by a work address")]
    [InlineData("language", "chinese!", "the language is no code")]
    public async Task What_is_wrong_is_said_and_the_rest_stays_filled_in(string field, string value, string words)
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.Julia.Says("add people");

        var answer = await story.Julia.Fills("Check", [("name", "Anna Lee"), ("address", "anna.lee"), ("given", "Anna"), (field, value)]);

        Assert.Contains($"That does not work yet: {words}", answer.Shown, StringComparison.Ordinal);
        Assert.Equal("Anna", (string?)CardText.InputsOf(answer.Card!).Single(input => (string?)input["id"] == "given")["value"]);
        Assert.Empty(await story.RowsAsync());
    }

    [Fact]
    public async Task Each_bad_row_is_told_with_its_line_and_reason()
    {
        await using var story = await AddPeopleStory.StartAsync();

        var shown = (await story.DropsAsync(
            "Anna Lee,anna.lee@contoso.example,,,,,\nAnna Two,ANNA.LEE@contoso.example,,,,,\n,bo@contoso.example,,,,,\nCy Dee,not an address,,,,,\nEd Fee,ed@contoso.example,,,,ZZ,\n"
            + "Gil Ho,gil@contoso.example,,\nIda Jo,ida@contoso.example,,,nobody.known@contoso.example,,\nKuanyu,kuanyu.chen@contoso.example,,,,,\n")).Shown;

        foreach (var line in new[]
        {
            "To be created: 2", "Cannot be added: 5",
            "Line 3: Anna Two (anna.lee@contoso.example): an earlier line has the same address",
            "Line 4: bo@contoso.example: the display name is missing",
            "Line 5: Cy Dee (not an address@contoso.example): that is no work address",
            "Line 6: Ed Fee (ed@contoso.example): the country of use is no code of two letters such as TW or GB",
            "Line 7: no name: the row cannot be split into the columns of the header",
            "Nobody knows these managers: nobody.known@contoso.example.",
        })
            Assert.Contains(line, shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Display Name\tuser_principal_name\nAnna Lee\tanna.lee\n", "To be created: 1")]
    [InlineData("DisplayName\nAnna Lee\n", "nobody is added, a required column is missing: UserPrincipalName")]
    [InlineData("DisplayName,UserPrincipalName\n", "nobody is added, it has no rows")]
    [InlineData("", "nobody is added, it is empty")]
    public async Task A_file_is_read_as_evidence_is(string content, string words)
    {
        await using var story = await AddPeopleStory.StartAsync();

        Assert.Contains(words, (await story.Julia.Drops("New People (2).csv", story.Files.Serve(content))).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_five_hundred_rows_are_too_many()
    {
        await using var story = await AddPeopleStory.StartAsync();
        var rows = string.Concat(Enumerable.Range(1, 501).Select(number => $"Person {number},person{number}@contoso.example,,,,TW,\n"));

        Assert.Contains("nobody is added, it has too many rows: 501; I take 500 at a time", (await story.DropsAsync(rows, "新增人員.csv")).Shown, StringComparison.Ordinal);
        Assert.Contains("To be created: 500", (await story.DropsAsync(rows[..rows.LastIndexOf("Person 501", StringComparison.Ordinal)])).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_form_is_open_any_file_with_the_columns_is_meant_for_it_and_others_are_evidence()
    {
        await using var story = await AddPeopleStory.StartAsync();
        var url = story.Files.Serve(AddPeopleStory.Header + "Anna Lee,anna.lee@contoso.example,,,,,\n");
        Assert.DoesNotContain("New people", (await story.Julia.Drops("hired.csv", url)).Shown, StringComparison.Ordinal);

        await story.Julia.Says("add people");
        Assert.DoesNotContain("New people", (await story.Julia.Drops("membership.csv", story.Files.Serve("Offer,PurchasedOn\ngold,2018-02-01\n"))).Shown, StringComparison.Ordinal);
        Assert.StartsWith("New people: please check", (await story.Julia.Drops("hired.csv", url)).Shown, StringComparison.Ordinal);

        Assert.StartsWith("New people: please check", (await story.Julia.Drops("add people please", ("hired.csv", url))).Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("New people", (await story.Julia.Drops("hired.csv", url)).Shown, StringComparison.Ordinal); // nothing is waited for any more
        Assert.Equal("Please send me the file of new people by itself, and the other files afterwards.", (await story.Julia.Drops("", ("new-people.csv", url), ("people.csv", url))).Text);
    }

    [Fact]
    public async Task The_open_form_is_offered_again_after_another_question_until_it_is_cancelled()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.Julia.Says("add people");

        var behind = (await story.Julia.Says("help")).Messages.Last();
        Assert.Contains("I still wait for the people to add", string.Join('\n', CardText.Of(behind.Card!)), StringComparison.Ordinal);
        Assert.StartsWith("Cancelled. Nobody was added.", (await story.Julia.Says("cancel")).Shown, StringComparison.Ordinal);
        Assert.Single((await story.Julia.Says("help")).Messages);
    }

    [Fact]
    public async Task Who_is_known_or_waits_to_be_created_is_not_added_again()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.App.InDatabaseAsync(db =>
        {
            db.DirectoryUsers.Add(new DirectoryUser { ObjectId = "0a9a4c1e-52a7-4d0e-8a63-6a0f5d1b9c31", UserPrincipalName = "guest.like@contoso.example", SeenAt = story.App.Clock.GetUtcNow() });
            return db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await story.DropsAsync("Anna Lee,anna.lee@contoso.example,,,,,\n");
        await story.CreatesAsync();

        var again = await story.DropsAsync("Anna Lee,anna.lee@contoso.example,,,,,\nGuest Like,guest.like@contoso.example,,,,,\n");

        Assert.Contains("Anna Lee (anna.lee@contoso.example): was added within the last day", again.Shown, StringComparison.Ordinal);
        Assert.Contains("Guest Like (guest.like@contoso.example): is in the directory already", again.Shown, StringComparison.Ordinal);
        Assert.Contains("There is nobody to add.", again.Shown, StringComparison.Ordinal);
        Assert.Equal(["Add people"], again.Buttons);
    }

    [Fact]
    public async Task Whoever_cancels_adds_nobody()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync("Anna Lee,anna.lee@contoso.example,,,,,\n");

        Assert.StartsWith("Cancelled. Nobody was added.", (await story.Julia.Presses("Cancel")).Shown, StringComparison.Ordinal);

        Assert.Empty(await story.RowsAsync());
        Assert.Equal(0, await story.App.InDatabaseAsync(db => db.AddBatches.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Where_the_bot_may_create_nobody_it_writes_the_list_for_Partner_Center()
    {
        await using var story = await AddPeopleStory.StartAsync(creates: false);
        var question = await story.DropsAsync("Zoe Young,zoe@contoso.example,Zoe,Young,,US,\n-Anna Lee,anna.lee@contoso.example,Anna,Lee,,TW,\nBo Ek,bo@contoso.example,,,,,\n");
        Assert.Equal(["Write the list", "Cancel"], question.Buttons);
        Assert.Contains("no account is created", question.Shown, StringComparison.Ordinal);
        Assert.StartsWith("Since I showed that card the settings have changed", (await story.Julia.Invokes("add people/create", question.Actions.First()["data"]!)).Shown, StringComparison.Ordinal);

        var listed = await story.Julia.Invokes("add people/list", question.Actions.First()["data"]!);
        Assert.Equal(["Download list", "Open account settings", "Add people"], listed.Buttons);
        Assert.Equal("https://partner.microsoft.com/dashboard/account/usermanagement", (string?)listed.Actions.ElementAt(1)["url"]);
        await story.Julia.Presses("Download list");

        Assert.Equal(
            ["First name,Last name,Display name,Email,Status update", ",,Bo Ek,bo@contoso.example,", "Anna,Lee,'-Anna Lee,anna.lee@contoso.example,", "Zoe,Young,Zoe Young,zoe@contoso.example,"],
            (await story.TakesAsync("partner-center-users")).TrimStart('\uFEFF').TrimEnd().Split("\r\n"));
        Assert.Equal("3", Assert.Single(await story.AuditAsync(AuditActions.PeopleListed)).After);
        Assert.Empty(story.Graph.Calls);
        Assert.All(await story.RowsAsync(), row => Assert.Equal((AddState.Listed, (byte[]?)null), (row.State, row.Password)));
    }

    [Fact]
    public async Task The_template_has_the_columns()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.Julia.Says("新增人員");

        await story.Julia.Presses("Template (CSV)");

        Assert.Equal(AddPeopleStory.Header.TrimEnd(), (await story.TakesAsync("new-people")).TrimStart('\uFEFF').TrimEnd());
    }

    [Fact]
    public async Task Who_is_no_admin_is_refused_and_a_file_of_theirs_is_not_fetched()
    {
        await using var story = await AddPeopleStory.StartAsync();
        var grace = story.App.As(Sample.Grace);

        Assert.StartsWith("Only admins can use \"add people\"", (await grace.Says("add people")).Text, StringComparison.Ordinal);
        Assert.StartsWith("Only admins can use \"add people\"", (await grace.Invokes("add people/check", new System.Text.Json.Nodes.JsonObject { ["name"] = "X", ["address"] = "x" })).Text, StringComparison.Ordinal);
        Assert.StartsWith("Only admins can use \"import\"", (await grace.Drops("new-people.csv", story.Files.Serve(AddPeopleStory.Header))).Text, StringComparison.Ordinal);
        Assert.Empty(story.Files.Requests);
    }

    [Fact]
    public async Task In_a_channel_the_bot_offers_to_go_on_in_the_admins_own_chat()
    {
        await using var story = await AddPeopleStory.StartAsync();
        var channel = story.Julia.InChannel();

        var answer = await channel.Says("add people");
        Assert.Contains("Names and addresses of new colleagues are not for everybody here", answer.Shown, StringComparison.Ordinal);
        await channel.Presses(Assert.Single(answer.Buttons)!);
        await story.ResultAsync();

        Assert.Equal(["Check", "Template (CSV)", "Cancel"], (await story.Julia.Presses("Add people")).Buttons);
    }
}
