using CompetencyBot.Features.Administration.AddPeople;
using CompetencyBot.Outbox;
using CompetencyBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Features.Administration.AddPeople;

public sealed class CreatePeopleTests
{
    private const string Anna = "Anna Lee,anna.lee@contoso.example,Anna,Lee,david.wu@contoso.example,TW,zh-TW\n";
    private const string Omar = "Omar Haddad,omar.haddad@contoso.example,,,anna.lee@contoso.example,,\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_sees_what_would_be_done_and_then_the_directory_has_the_people()
    {
        await using var story = await AddPeopleStory.StartAsync();

        var question = await story.DropsAsync(Anna + Omar + "Grace Again,grace.huang@contoso.example,,,,,\n");
        Assert.Equal(["Create", "Cancel"], question.Buttons);
        foreach (var line in new[]
        {
            "To be created: 2", "• Line 2: Anna Lee (anna.lee@contoso.example)", "Known already: 1",
            "• Line 4: Grace Again (grace.huang@contoso.example): is one of our people already", "• 1 person has no country of use",
        })
            Assert.Contains(line, question.Shown, StringComparison.Ordinal);
        Assert.Empty(story.CallsTo("POST", "/users"));

        Assert.StartsWith("I am creating 2 people now", (await story.CreatesAsync()).Shown, StringComparison.Ordinal);

        var anna = story.Graph.Directory.Find("anna.lee@contoso.example")!;
        Assert.Equal(("Anna Lee", "Anna", "Lee", "TW", "zh-TW", true), (anna.DisplayName, anna.GivenName, anna.Surname, anna.UsageLocation, anna.PreferredLanguage, anna.AccountEnabled));
        Assert.Equal(Sample.David.ObjectId, anna.ManagerId);
        Assert.Equal(anna.Id, story.Graph.Directory.Find("omar.haddad@contoso.example")!.ManagerId);
        Assert.Equal("anna.lee", (string?)story.CallsTo("POST", "/users").First().Body!["mailNickname"]);
        Assert.True((bool)story.Graph.PasswordProfiles["anna.lee@contoso.example"]["forceChangePasswordNextSignIn"]!);

        var result = await story.ResultAsync();
        Assert.Equal(["Download log", "Add people", "Done: delete the passwords"], result.Buttons);
        Assert.Contains("Created: 2", result.Shown, StringComparison.Ordinal);
        Assert.Contains("Known already, not created: 1", result.Shown, StringComparison.Ordinal);
        Assert.Contains("with the next update from the directory or the next people file", result.Shown, StringComparison.Ordinal);
        var audit = await story.AuditAsync(AuditActions.PersonAdded);
        Assert.Equal(["anna.lee@contoso.example", "omar.haddad@contoso.example"], audit.Select(entry => entry.Subject));
        Assert.All(audit, entry => Assert.Equal(Sample.Julia.UserPrincipalName, entry.By));
        Assert.Contains(@"had anna.lee@contoso.example created in the directory", (await story.Julia.Says("admin audit")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_address_and_one_that_cannot_be_have_their_reasons()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync("Ming Sun,mingyu.sun@contoso.example,,,,,\nEve Else,eve@elsewhere.example,,,,,\n" + Omar);

        Assert.Contains("Nobody of the organisation has an address in elsewhere.example so far", story.Julia.Latest!.Shown, StringComparison.Ordinal);
        await story.CreatesAsync();

        var result = (await story.ResultAsync()).Shown;
        Assert.Contains("Line 2: Ming Sun (mingyu.sun@contoso.example): the directory has somebody with this address already", result, StringComparison.Ordinal);
        Assert.Contains("Line 3: Eve Else (eve@elsewhere.example): the directory does not take it: perhaps the domain is not yours", result, StringComparison.Ordinal);
        Assert.Contains("Line 4: Omar Haddad (omar.haddad@contoso.example): the directory knows no such manager, so none is entered", result, StringComparison.Ordinal);
        Assert.Equal([AddState.Known, AddState.Failed, AddState.Created], (await story.RowsAsync()).Select(row => row.State));
    }

    [Fact]
    public async Task Without_the_permission_each_person_says_so_and_Graph_is_asked_once()
    {
        await using var story = await AddPeopleStory.StartAsync();
        story.Graph.Revoke(CompetencyBot.Sandbox.Graph.GraphConsent.WriteUsers);
        await story.DropsAsync(Anna + Omar);

        await story.CreatesAsync();

        var result = (await story.ResultAsync()).Shown;
        Assert.Contains("Failed: 2", result, StringComparison.Ordinal);
        Assert.Contains("Line 2: Anna Lee (anna.lee@contoso.example): I am not permitted to create users; the permission is User.ReadWrite.All", result, StringComparison.Ordinal);
        Assert.Single(story.CallsTo("POST", "/users"));
        Assert.All(await story.RowsAsync(), row => Assert.Null(row.Password));
    }

    [Fact]
    public async Task When_Graph_asks_to_wait_nothing_is_asked_before_and_the_next_run_goes_on()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync(Anna + Omar);
        story.Graph.Answer("POST", "/users", 429, "TooManyRequests", retryAfter: "300");

        await story.CreatesAsync();
        var asked = story.Graph.Calls.Count;
        await story.RunsAgainAfterAsync(TimeSpan.FromSeconds(299));
        Assert.Equal(asked, story.Graph.Calls.Count);
        Assert.Equal([AddState.Creating, AddState.Planned], (await story.RowsAsync()).Select(row => row.State));

        await story.RunsAgainAfterAsync(TimeSpan.FromSeconds(1));

        Assert.Equal([429, 201, 201], story.CallsTo("POST", "/users").Select(call => call.Status));
        Assert.All(await story.RowsAsync(), row => Assert.Equal(AddState.Created, row.State));
        Assert.Contains("Created: 2", (await story.ResultAsync()).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_broke_off_after_the_directory_had_the_person_is_made_up_for_and_the_password_is_the_right_one()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync(Anna);
        await story.CreatesAsync();
        await story.App.InDatabaseAsync(async db =>
        {
            // As it stood before the answer was written down.
            await db.Outbox.Where(message => message.Key.StartsWith("person-added|") || message.Key.StartsWith("people-added|")).ExecuteDeleteAsync(Token);
            await db.Audit.Where(entry => entry.Action == AuditActions.PersonAdded).ExecuteDeleteAsync(Token);
            await db.AddBatches.ExecuteUpdateAsync(row => row.SetProperty(batch => batch.EndedAt, (DateTimeOffset?)null), Token);
            return await db.AddedPeople.ExecuteUpdateAsync(
                row => row.SetProperty(person => person.State, AddState.Creating).SetProperty(person => person.ObjectId, (string?)null).SetProperty(person => person.Reason, (string?)null), Token);
        });

        await story.RunsAgainAfterAsync(TimeSpan.FromMinutes(1));
        await story.RunsAgainAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Single(story.CallsTo("POST", "/users"));
        var row = Assert.Single(await story.RowsAsync());
        Assert.Equal((AddState.Created, story.Graph.Directory.Find("anna.lee@contoso.example")!.Id), (row.State, row.ObjectId));
        Assert.Single(await story.AuditAsync(AuditActions.PersonAdded));
        Assert.Equal(1, await story.App.InDatabaseAsync(db => db.Outbox.CountAsync(message => message.Key.StartsWith("people-added|"), Token)));
        Assert.Contains((string)story.Graph.PasswordProfiles["anna.lee@contoso.example"]["password"]!, await story.TakesAsync("people-added"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_of_the_same_name_whom_others_made_meanwhile_is_not_taken_for_ours()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync(Anna);
        story.Graph.Directory.Add(new("0a9a4c1e-52a7-4d0e-8a63-6a0f5d1b9c21", "anna.lee@contoso.example", "Anna Lee"));

        await story.CreatesAsync();

        Assert.Equal((AddState.Known, nameof(AddProblem.Taken)), Assert.Single(await story.RowsAsync()) is var row ? (row.State, row.Reason) : default);
        Assert.Empty(story.CallsTo("POST", "/users"));
    }

    [Fact]
    public async Task A_directory_that_is_out_of_order_for_hours_is_given_up_and_told()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync(Anna);
        story.Graph.Answer("GET", "/users/{id}", 503, "ServiceUnavailable", times: 3);

        await story.CreatesAsync();
        await story.RunsAgainAfterAsync(TimeSpan.FromHours(5));
        Assert.Equal(AddState.Planned, Assert.Single(await story.RowsAsync()).State);
        await story.RunsAgainAfterAsync(TimeSpan.FromHours(2));

        Assert.Contains("Microsoft Graph could not be asked for hours", (await story.ResultAsync()).Shown, StringComparison.Ordinal);
        Assert.Empty(story.CallsTo("POST", "/users"));
    }

    [Fact]
    public async Task Whom_the_directory_may_have_made_when_it_is_given_up_keeps_the_password_and_is_told_as_perhaps_created()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync(Anna + Omar);
        story.Graph.Answer("POST", "/users", 503, "ServiceUnavailable");
        await story.CreatesAsync();
        story.Graph.Answer("GET", "/users/{id}", 503, "ServiceUnavailable");

        await story.RunsAgainAfterAsync(TimeSpan.FromHours(7));

        var result = await story.ResultAsync();
        Assert.Contains("Perhaps created: 1", result.Shown, StringComparison.Ordinal);
        Assert.Contains("Line 2: Anna Lee (anna.lee@contoso.example): the directory did not say whether it was done", result.Shown, StringComparison.Ordinal);
        Assert.Contains("Failed: 1", result.Shown, StringComparison.Ordinal);
        Assert.Equal(["Download log", "Add people", "Done: delete the passwords"], result.Buttons);
        var rows = await story.RowsAsync();
        Assert.Equal([(AddState.Creating, nameof(AddProblem.PerhapsCreated)), (AddState.Failed, nameof(AddProblem.NotReached))], rows.Select(row => (row.State, row.Reason!)));
        Assert.Equal([true, false], rows.Select(row => row.Password is not null));
        await story.RunsAgainAfterAsync(TimeSpan.FromMinutes(1));
        Assert.Single(story.CallsTo("POST", "/users"));
    }

    [Fact]
    public async Task A_look_up_that_is_refused_for_one_person_leaves_the_others_alone()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync(Anna + Omar);
        story.Graph.Answer("GET", "/users/{id}", 400, "Request_BadRequest");

        await story.CreatesAsync();

        Assert.Equal([AddState.Failed, AddState.Created], (await story.RowsAsync()).Select(row => row.State));
        Assert.Contains("Created: 1", (await story.ResultAsync()).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_another_run_has_taken_meanwhile_is_left_to_it_with_its_password()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync(Anna);
        await using var scope = story.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotDb>();
        var (batch, person) = (await db.AddBatches.SingleAsync(Token), await db.AddedPeople.SingleAsync(Token)); // as this run has read them
        await story.App.InDatabaseAsync(other => other.AddedPeople.ExecuteUpdateAsync(
            row => row.SetProperty(r => r.State, AddState.Creating).SetProperty(r => r.Password, new byte[] { 1 }), Token));

        await scope.ServiceProvider.GetRequiredService<PersonCreation>().RunAsync(batch, person, Token);

        Assert.Equal(1, Assert.Single(Assert.Single(await story.RowsAsync()).Password!));
        Assert.Empty(story.CallsTo("POST", "/users"));
    }

    [Fact]
    public async Task Whom_the_directory_does_not_find_yet_gets_the_manager_in_a_later_run()
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync(Anna);
        story.Graph.Answer("PUT", "/users/{id}/manager/$ref", 404, "Request_ResourceNotFound");

        await story.CreatesAsync();
        Assert.Null(story.Graph.Directory.Find("anna.lee@contoso.example")!.ManagerId);
        await story.RunsAgainAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(Sample.David.ObjectId, story.Graph.Directory.Find("anna.lee@contoso.example")!.ManagerId);
        Assert.Null(Assert.Single(await story.RowsAsync()).Reason);
    }

    [Theory]
    [InlineData("zh-TW", "歡迎加入 Contoso Consulting", "重設密碼", "連結帳戶")]
    [InlineData("en", "Welcome to Contoso Consulting", "Reset the password", "Link account")]
    public async Task Each_new_person_is_told_once_in_their_language_how_to_sign_in_and_to_link(string language, string title, string reset, string link)
    {
        await using var story = await AddPeopleStory.StartAsync();
        await story.DropsAsync($"Anna Lee,anna.lee@contoso.example,,,,,{language}\n");

        await story.CreatesAsync();
        await story.App.RunAsync<OutboxDeliveryJob>();

        var id = story.Graph.Directory.Find("anna.lee@contoso.example")!.Id;
        Assert.Equal(201, Assert.Single(story.Graph.Installations, installation => installation.UserId == id).Status);
        var message = Assert.Single(story.Connector.Calls, call => call.ConversationId == $"a:{id}" && call.Card is not null);
        var shown = string.Join('\n', CardText.Of(message.Card!));
        Assert.StartsWith(title, shown, StringComparison.Ordinal);
        foreach (var part in new[] { "anna.lee@contoso.example", "https://aka.ms/sspr", $"[{link}]", $"[{reset}]" })
            Assert.Contains(part, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_app_may_not_be_installed_the_first_message_waits_until_the_person_writes()
    {
        await using var story = await AddPeopleStory.StartAsync();
        story.Graph.Revoke(CompetencyBot.Sandbox.Graph.GraphConsent.InstallApp);
        await story.DropsAsync(Anna);
        await story.CreatesAsync();
        await story.App.RunAsync<OutboxDeliveryJob>();
        var id = story.Graph.Directory.Find("anna.lee@contoso.example")!.Id;
        var anna = story.App.As(new Person("Anna Lee", id, "anna.lee@contoso.example", Sample.Julia.TenantId, "zh-TW"));
        Assert.DoesNotContain(story.Connector.Calls, call => call.ConversationId == anna.ConversationId);

        await anna.Installs();
        await story.App.RunAsync<OutboxDeliveryJob>();

        Assert.Contains("歡迎加入 Contoso Consulting", anna.Reads().Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_presses_create_once_and_the_second_is_told_so()
    {
        await using var story = await AddPeopleStory.StartAsync();
        var data = (await story.DropsAsync(Anna)).Actions.First()["data"]!;
        await story.CreatesAsync();

        Assert.StartsWith("You have said so already", (await story.Julia.Invokes("add people/create", data)).Shown, StringComparison.Ordinal);
        Assert.StartsWith("You have said so already", (await story.Julia.Invokes("add people/discard", data)).Shown, StringComparison.Ordinal);
        Assert.StartsWith("我已沒有這些人員的資料", (await story.App.As(Sample.Tsai).Invokes("add people/create", data)).Shown, StringComparison.Ordinal);
        Assert.StartsWith("I do not have these people", (await story.Julia.Invokes("add people/create", new System.Text.Json.Nodes.JsonObject { ["batch"] = "forged" })).Shown, StringComparison.Ordinal);
        await story.App.RunAsync<AddPeopleJob>();
        Assert.Single(story.CallsTo("POST", "/users"));
    }

    [Fact]
    public async Task After_an_hour_the_question_is_too_old_and_after_the_next_cleaning_gone()
    {
        await using var story = await AddPeopleStory.StartAsync();
        var data = (await story.DropsAsync(Anna)).Actions.First()["data"]!;
        story.App.Clock.Advance(AddPlanning.GoodFor);

        Assert.StartsWith("That was too long ago", (await story.Julia.Invokes("add people/create", data)).Shown, StringComparison.Ordinal);
        await story.App.RunAsync<HousekeepingJob>();

        Assert.StartsWith("I do not have these people", (await story.Julia.Invokes("add people/create", data)).Shown, StringComparison.Ordinal);
        Assert.Empty(await story.RowsAsync());
        Assert.Empty(story.CallsTo("POST", "/users"));
    }
}
