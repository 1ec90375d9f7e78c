using System.Net;
using System.Text.Json.Nodes;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sandbox.Graph;
using Microsoft.Graph.Models;

namespace CompetencyBot.Tests.Sandbox;

public sealed class FakeGraphUserTests : IAsyncLifetime
{
    private const string NewAddress = "mei.lin@contoso.example";

    private GraphCaller _caller = null!;

    private FakeGraph Graph => _caller.Graph;

    public async ValueTask InitializeAsync() => _caller = await GraphCaller.StartAsync();

    public ValueTask DisposeAsync() => _caller.DisposeAsync();

    [Fact]
    public async Task Somebody_is_found_by_id_and_by_address_and_has_only_what_was_selected()
    {
        var byId = await _caller.Client.Users[Sample.Grace.ObjectId].GetAsync();
        var byAddress = await _caller.Client.Users[SampleDirectory.Guest].GetAsync(
            request => request.QueryParameters.Select = ["id", "userType", "accountEnabled"]);

        Assert.Equal(("Grace Huang", "en-US", null), (byId!.DisplayName, byId.PreferredLanguage, byId.AccountEnabled));
        Assert.Equal((GraphUser.Guest, true, null), (byAddress!.UserType, byAddress.AccountEnabled, byAddress.DisplayName));
    }

    [Theory]
    [InlineData("99999999-0000-4000-8000-000000000001")]
    [InlineData(SampleDirectory.Newcomer)]
    public async Task Who_is_not_there_or_deleted_is_not_found(string who)
    {
        Graph.Directory.Delete(SampleDirectory.Newcomer);

        Assert.Equal((404, "Request_ResourceNotFound"), await GraphCaller.RefusalAsync(() => _caller.Client.Users[who].GetAsync()));
    }

    [Fact]
    public async Task The_list_has_pages_and_can_be_filtered()
    {
        var first = await _caller.Client.Users.GetAsync(request => (request.QueryParameters.Select, request.QueryParameters.Top) = (["id"], 40));
        var second = await _caller.Client.Users.WithUrl(first!.OdataNextLink!).GetAsync();
        var filtered = await _caller.Client.Users.GetAsync(
            request => request.QueryParameters.Filter = $"userPrincipalName in ('{Sample.Grace.UserPrincipalName}','{SampleDirectory.Newcomer}')");

        Assert.Equal(Graph.Directory.Users.Select(user => user.Id), first.Value!.Concat(second!.Value!).Select(user => user.Id));
        Assert.Null(second.OdataNextLink);
        Assert.Equal(["Grace Huang", "孫明宇"], filtered!.Value!.Select(user => user.DisplayName));
        Assert.Equal((400, "Request_UnsupportedQuery"), await GraphCaller.RefusalAsync(
            () => _caller.Client.Users.GetAsync(request => request.QueryParameters.Filter = "startswith(displayName,'G')")));
    }

    [Fact]
    public async Task A_manager_is_asked_for_by_itself_or_with_the_user_and_whoever_has_none_is_404()
    {
        var manager = await _caller.Client.Users[Sample.Grace.ObjectId].Manager.GetAsync();
        var expanded = await _caller.Client.Users[Sample.Grace.ObjectId].GetAsync(
            request => (request.QueryParameters.Select, request.QueryParameters.Expand) = (["id"], ["manager($select=id,displayName)"]));

        Assert.Equal(Sample.David.ObjectId, Assert.IsType<User>(manager).Id);
        Assert.Equal("David Wu", Assert.IsType<User>(expanded!.Manager).DisplayName);
        Assert.Equal((404, "Request_ResourceNotFound"), await GraphCaller.RefusalAsync(
            () => _caller.Client.Users["chiahao.chang@contoso.example"].Manager.GetAsync()));
    }

    [Fact]
    public async Task Somebody_is_created_and_only_the_test_sees_the_password_again()
    {
        var created = await _caller.Client.Users.PostAsync(NewUser());

        Assert.Equal(("Mei Lin", NewAddress, null), (created!.DisplayName, created.UserPrincipalName, created.PasswordProfile));
        Assert.Equal("a first password", (string?)Graph.PasswordProfiles[NewAddress]["password"]);
        Assert.True((bool?)Graph.PasswordProfiles[NewAddress]["forceChangePasswordNextSignIn"]);
        Assert.Equal("TW", Graph.Directory.Find(created.Id!)!.UsageLocation);
    }

    [Theory]
    [InlineData("userPrincipalName", "grace.huang@contoso.example", "Another object with the same value for property userPrincipalName already exists.")]
    [InlineData("userPrincipalName", "mei.lin@elsewhere.example", "The domain portion of the userPrincipalName property is invalid.")]
    [InlineData("displayName", null, "A value is required for property 'displayName' of resource 'User'.")]
    [InlineData("password", "short", "The specified password does not comply with password complexity requirements.")]
    public async Task What_cannot_be_created_is_refused_with_the_reason(string property, string? value, string reason)
    {
        var user = NewUser();
        if (property == "password")
            user.PasswordProfile!.Password = value;
        else
            _ = property == "displayName" ? user.DisplayName = value : user.UserPrincipalName = value;

        var error = await Assert.ThrowsAsync<Microsoft.Graph.Models.ODataErrors.ODataError>(() => _caller.Client.Users.PostAsync(user));

        Assert.Equal((400, "Request_BadRequest"), (error.ResponseStatusCode, error.Error!.Code));
        Assert.StartsWith(reason, error.Error.Message, StringComparison.Ordinal);
        Assert.Empty(Graph.PasswordProfiles);
    }

    [Fact]
    public async Task A_new_user_gets_a_manager()
    {
        await _caller.Client.Users.PostAsync(NewUser());

        await _caller.Client.Users[NewAddress].Manager.Ref.PutAsync(new ReferenceUpdate { OdataId = $"{Graph.BaseUrl}/users/{Sample.David.ObjectId}" });

        Assert.Equal(Sample.David.ObjectId, Graph.Directory.Find(NewAddress)!.ManagerId);
    }

    [Fact]
    public async Task Deleted_users_are_in_the_recycle_bin_until_they_are_restored()
    {
        await _caller.Client.Users[Sample.Grace.ObjectId].DeleteAsync();
        var bin = await _caller.Client.Directory.DeletedItems.GraphUser.GetAsync();
        Assert.Equal([Sample.Grace.ObjectId], bin!.Value!.Select(user => user.Id));

        await _caller.Client.Directory.DeletedItems[Sample.Grace.ObjectId].Restore.PostAsync();

        Assert.Equal("Grace Huang", (await _caller.Client.Users[Sample.Grace.ObjectId].GetAsync())!.DisplayName);
    }

    [Fact]
    public async Task Members_of_a_group_are_listed_in_pages_with_those_of_groups_in_it()
    {
        Graph.PageSize = 4;
        Graph.Directory.Delete(Sample.David.ObjectId!);

        var first = await _caller.Client.Groups[SampleDirectory.ManagerGroup].TransitiveMembers.GraphUser.GetAsync();
        var second = await _caller.Client.Groups[SampleDirectory.ManagerGroup].TransitiveMembers.GraphUser.WithUrl(first!.OdataNextLink!).GetAsync();
        var direct = await _caller.Client.Groups[SampleDirectory.ManagerGroup].Members.GetAsync();

        var managers = Sample.Records.People.Where(person => person.Role == PersonRole.Manager).Select(person => person.EntraObjectId);
        Assert.Equal(managers.Except([Sample.David.ObjectId]), first.Value!.Concat(second!.Value!).Select(user => user.Id));
        Assert.Equal(SampleDirectory.TeamLeadGroup, Assert.IsType<Group>(Assert.Single(direct!.Value!)).Id);
    }

    [Fact]
    public async Task A_group_changes_and_one_that_is_deleted_is_404()
    {
        Graph.Groups.AddMember(SampleDirectory.AdminGroup, Sample.Grace.ObjectId!);
        Graph.Groups.RemoveMember(SampleDirectory.AdminGroup, Sample.Julia.ObjectId!);
        var members = await _caller.Client.Groups[SampleDirectory.AdminGroup].Members.GetAsync();
        Assert.Equal([Sample.Tsai.ObjectId, Sample.Grace.ObjectId], members!.Value!.Select(member => member.Id));

        Graph.Groups.Delete(SampleDirectory.AdminGroup);

        Assert.Equal((404, "Request_ResourceNotFound"), await GraphCaller.RefusalAsync(
            () => _caller.Client.Groups[SampleDirectory.AdminGroup].TransitiveMembers.GraphUser.GetAsync()));
    }

    [Fact]
    public async Task A_mailbox_has_working_hours_and_a_time_zone_with_its_Windows_name()
    {
        var settings = await _caller.Client.Users[Sample.Grace.ObjectId].MailboxSettings.GetAsync();

        Assert.Equal(("Taipei Standard Time", "Taipei Standard Time"), (settings!.TimeZone, settings.WorkingHours!.TimeZone!.Name));
        Assert.Equal(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], settings.WorkingHours.DaysOfWeek!.Select(day => $"{day}"));
        Assert.Equal((9, 17), (settings.WorkingHours.StartTime!.Value.Hour, settings.WorkingHours.EndTime!.Value.Hour));
    }

    [Fact]
    public async Task Working_hours_may_have_rules_of_their_own()
    {
        Graph.Directory.SetMailbox(Sample.Grace.ObjectId!, new GraphMailbox("Asia/Taipei") { HoursTimeZone = "Customized Time Zone", Days = ["sunday"] });

        var settings = await _caller.Client.Users[Sample.Grace.ObjectId].MailboxSettings.GetAsync();

        Assert.Equal((-480, "Asia/Taipei"), (Assert.IsType<CustomTimeZone>(settings!.WorkingHours!.TimeZone).Bias, settings.TimeZone));
        Assert.Equal([DayOfWeekObject.Sunday], settings.WorkingHours.DaysOfWeek!);
    }

    [Fact]
    public async Task Who_has_no_mailbox_is_404()
    {
        Assert.Equal((404, "MailboxNotEnabledForRESTAPI"), await GraphCaller.RefusalAsync(
            () => _caller.Client.Users[SampleDirectory.ServiceAccount].MailboxSettings.GetAsync()));
    }

    [Theory]
    [InlineData(GraphConsent.ReadUsers, "/users")]
    [InlineData(GraphConsent.ReadUsers, "/users/delta")]
    [InlineData(GraphConsent.ReadUsers, "/subscriptions")]
    [InlineData(GraphConsent.ReadGroupMembers, $"/groups/{SampleDirectory.AdminGroup}/members")]
    [InlineData(GraphConsent.ReadMailboxSettings, $"/users/{SampleDirectory.Newcomer}/mailboxSettings")]
    public async Task What_was_not_consented_to_is_403_and_without_a_token_it_is_401(GraphConsent consent, string path)
    {
        Assert.Equal((HttpStatusCode.Unauthorized, "InvalidAuthenticationToken"), await ErrorAsync(path, token: null));

        Graph.Revoke(consent);

        Assert.Equal((HttpStatusCode.Forbidden, "Authorization_RequestDenied"), await ErrorAsync(path, "graph-token"));
        Assert.Equal([401, 403], Graph.Calls.Select(call => call.Status));
    }

    [Fact]
    public async Task Creating_needs_a_permission_of_its_own()
    {
        Graph.Revoke(GraphConsent.WriteUsers);

        Assert.Equal((403, "Authorization_RequestDenied"), await GraphCaller.RefusalAsync(() => _caller.Client.Users.PostAsync(NewUser())));
        Assert.Null(Graph.Directory.Find(NewAddress));
    }

    private static User NewUser() => new()
    {
        AccountEnabled = true,
        DisplayName = "Mei Lin",
        MailNickname = "mei.lin",
        UserPrincipalName = NewAddress,
        UsageLocation = "TW",
        PasswordProfile = new PasswordProfile { Password = "a first password", ForceChangePasswordNextSignIn = true },
    };

    private async Task<(HttpStatusCode Status, string? Code)> ErrorAsync(string path, string? token)
    {
        using var answer = await _caller.GetAsync(path, token);
        return (answer.StatusCode, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!["code"]);
    }
}
