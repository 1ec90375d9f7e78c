using CompetencyBot.Domain.Evidence;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Sandbox.Graph;
using CompetencyBot.Sources;
using CompetencyBot.Storage;

namespace CompetencyBot.Tests.Sources.Entra;

/// <summary>What the directory says of people becomes what the bot knows of them.</summary>
public sealed class DirectorySyncTests
{
    [Fact]
    public async Task People_of_the_directory_whom_the_file_does_not_know_are_people_and_guests_and_services_are_none()
    {
        await using var story = await DirectoryStory.StartAsync();

        await story.SyncAsync();

        var newcomer = await story.PersonAsync(SampleDirectory.Newcomer);
        Assert.Equal(("孫明宇", "anna.kowalski@contoso.example", "zh-TW"), (newcomer?.DisplayName, newcomer?.ManagerUserPrincipalName, newcomer?.Locale));
        Assert.Null(await story.PersonAsync(SampleDirectory.Guest));
        Assert.Null(await story.PersonAsync(SampleDirectory.ServiceAccount));
        Assert.Equal(Sample.Records.People.Count(person => person.EntraObjectId is not null) + 1, (await story.UsersAsync()).Count(user => user.IsPerson));
    }

    [Fact]
    public async Task A_directory_that_is_turned_off_is_forgotten_and_the_file_alone_says_who_belongs_here()
    {
        await using var story = await DirectoryStory.StartAsync();
        story.Graph.Directory.Disable(Sample.Grace.ObjectId!);
        await story.SyncAsync();
        Assert.NotNull((await story.PersonAsync(Sample.Grace))?.LeftOn);

        story.Settings["Graph:Directory"] = "false";
        await story.App.RestartAsync();
        await story.SyncAsync();

        Assert.Null((await story.PersonAsync(Sample.Grace))?.LeftOn);
        Assert.Null(await story.PersonAsync(SampleDirectory.Newcomer));
        Assert.Empty(await story.UsersAsync());
        Assert.Null((await story.StateAsync()).SyncedAt);
        Assert.DoesNotContain("Old data", (await story.App.As(Sample.Julia).Says("progress")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_in_many_pages_that_repeat_themselves_gives_the_same_and_a_second_one_changes_nothing()
    {
        await using var story = await DirectoryStory.StartAsync();
        (story.Graph.PageSize, story.Graph.Delta.Repeats) = (7, true);

        await story.SyncAsync();
        var revision = (await story.StateAsync()).Revision;
        await story.SyncAsync();

        Assert.Equal(story.Graph.Directory.Users.Count(), (await story.UsersAsync()).Count);
        Assert.Equal((1, 1), (revision, (await story.StateAsync()).Revision));
        Assert.True(story.Graph.Calls.Count(call => call.Path == "/users/delta") > 5);
    }

    [Fact]
    public async Task A_disabled_account_counts_as_gone_from_the_day_it_was_seen_and_an_enabled_one_as_back()
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();
        story.Graph.Directory.Disable(Sample.Grace.ObjectId!);

        var scan = story.App.Jobs.NextRunOf<RenewalScanJob>();
        await story.SyncAsync();
        await scan; // nobody waits for the next morning

        var gone = await story.PersonAsync(Sample.Grace);
        Assert.Equal((DirectoryStory.Today, LeaveSignal.Disabled), (gone?.LeftOn, gone?.Directory?.Leave));

        story.Graph.Directory.Enable(Sample.Grace.ObjectId!);
        scan = story.App.Jobs.NextRunOf<RenewalScanJob>();
        await story.SyncAsync();
        await scan;

        Assert.Null((await story.PersonAsync(Sample.Grace))?.LeftOn);
    }

    [Fact]
    public async Task A_disabled_account_may_count_only_after_some_days()
    {
        await using var story = await DirectoryStory.StartAsync(("Graph:DisabledCountsAfterDays", "14"));
        await story.SyncAsync();
        story.Graph.Directory.Disable(Sample.Grace.ObjectId!);

        await story.SyncAsync();

        Assert.Equal(DirectoryStory.Today.AddDays(14), (await story.PersonAsync(Sample.Grace))?.LeftOn);
    }

    [Fact]
    public async Task A_deleted_account_has_left_until_it_is_restored()
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();
        story.Graph.Directory.Delete(Sample.Grace.ObjectId!);

        await story.SyncAsync();
        var deleted = await story.PersonAsync(Sample.Grace);
        story.Graph.Directory.Restore(Sample.Grace.ObjectId!);
        await story.SyncAsync();

        Assert.Equal((DirectoryStory.Today, LeaveSignal.Deleted), (deleted?.LeftOn, deleted?.Directory?.Leave));
        Assert.Null((await story.PersonAsync(Sample.Grace))?.LeftOn);
    }

    [Fact]
    public async Task What_is_deleted_for_good_keeps_the_day_on_which_it_was_first_gone()
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();
        story.Graph.Directory.Delete(Sample.Grace.ObjectId!);
        await story.SyncAsync();

        story.Pass(TimeSpan.FromDays(3));
        story.Graph.Directory.DeletePermanently(Sample.Grace.ObjectId!);
        await story.SyncAsync();

        Assert.Equal(DirectoryStory.Today, (await story.PersonAsync(Sample.Grace))?.LeftOn);
        Assert.Equal(DirectoryRemoval.Deleted, (await story.UsersAsync()).Single(user => user.ObjectId == Sample.Grace.ObjectId).Removal);
    }

    [Fact]
    public async Task Somebody_who_comes_back_with_a_new_account_is_back()
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();
        story.Graph.Directory.DeletePermanently(Sample.Grace.ObjectId!);
        await story.SyncAsync();
        Assert.NotNull((await story.PersonAsync(Sample.Grace))?.LeftOn);

        story.Graph.Directory.Add(new GraphUser("0a9a4c1e-52a7-4d0e-8a63-6a0f5d1b9c99", Sample.Grace.UserPrincipalName, "Grace Huang"));
        await story.SyncAsync();

        var back = await story.PersonAsync(Sample.Grace);
        Assert.Equal((null, "0a9a4c1e-52a7-4d0e-8a63-6a0f5d1b9c99"), (back?.LeftOn, back?.EntraObjectId));
    }

    [Fact]
    public async Task An_announced_day_counts_where_it_may_be_read_and_ends_when_it_is_taken_back()
    {
        await using var story = await DirectoryStory.StartAsync(("Graph:ReadsLeaveDates", "true"));
        story.Graph.Grant(GraphConsent.ReadLeaveDates);
        await story.SyncAsync();
        story.Graph.Directory.SetLeaveDate(Sample.Grace.ObjectId!, new DateTimeOffset(2018, 5, 31, 0, 0, 0, TimeSpan.Zero));

        await story.SyncAsync();
        var leaver = await story.PersonAsync(Sample.Grace);
        story.Graph.Directory.SetLeaveDate(Sample.Grace.ObjectId!, null);
        await story.SyncAsync();

        Assert.Equal((new DateOnly(2018, 5, 31), LeaveSignal.Announced), (leaver?.LeftOn, leaver?.Directory?.Leave));
        Assert.Null((await story.PersonAsync(Sample.Grace))?.LeftOn);
    }

    [Fact]
    public async Task Where_leave_dates_are_not_to_be_read_nobody_asks_for_them()
    {
        await using var story = await DirectoryStory.StartAsync();

        await story.SyncAsync();

        Assert.DoesNotContain(story.Graph.Calls, call => call.Query.GetValueOrDefault("$select")?.Contains("employeeLeaveDateTime", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_manager_is_asked_for_since_lists_of_changes_leave_them_out()
    {
        await using var story = await DirectoryStory.StartAsync();
        story.Graph.Delta.LeavesOutManagers = true;
        await story.SyncAsync();
        story.Graph.Directory.SetManager(Sample.Grace.ObjectId!, Sample.Julia.ObjectId);

        story.Pass(TimeSpan.FromDays(1)); // all managers are read once a night
        await story.SyncAsync();

        Assert.Equal(Sample.Julia.UserPrincipalName, (await story.PersonAsync(Sample.Grace))?.ManagerUserPrincipalName);
        Assert.All(story.Graph.Calls.Where(call => call.Path == "/$batch"), batch => Assert.InRange(batch.Body!["requests"]!.AsArray().Count, 1, 20));
    }

    [Fact]
    public async Task Only_the_members_of_a_group_are_people_where_one_is_set()
    {
        const string Group = "6d0f3a55-8a0e-4d55-9d0b-3c5f1b7e2aff";
        await using var story = await DirectoryStory.StartAsync(("Graph:PeopleGroupId", Group));
        var newcomer = story.Graph.Directory.Find(SampleDirectory.Newcomer)!.Id;
        story.Graph.Groups.Add(Group, Sample.Grace.ObjectId!, story.Graph.Directory.Find(SampleDirectory.Guest)!.Id);

        await story.SyncAsync();
        Assert.Null(await story.PersonAsync(SampleDirectory.Newcomer));
        Assert.Null(await story.PersonAsync(SampleDirectory.Guest));

        story.Graph.Groups.AddMember(Group, newcomer);
        await story.SyncAsync();
        Assert.NotNull(await story.PersonAsync(SampleDirectory.Newcomer));

        story.Graph.Directory.Delete(Sample.Grace.ObjectId!); // is in no group any more, and has left nevertheless
        await story.SyncAsync();
        Assert.Equal(DirectoryStory.Today, (await story.PersonAsync(Sample.Grace))?.LeftOn);
    }

    [Fact]
    public async Task Whoever_is_taken_out_of_the_group_of_the_people_has_left_until_they_are_in_it_again()
    {
        const string Group = "6d0f3a55-8a0e-4d55-9d0b-3c5f1b7e2aff";
        await using var story = await DirectoryStory.StartAsync(("Graph:PeopleGroupId", Group));
        story.Graph.Groups.Add(Group, Sample.Grace.ObjectId!, Sample.David.ObjectId!);
        await story.SyncAsync();

        story.Graph.Groups.RemoveMember(Group, Sample.Grace.ObjectId!);
        var scan = story.App.Jobs.NextRunOf<RenewalScanJob>();
        await story.SyncAsync();
        await scan;
        var left = await story.PersonAsync(Sample.Grace);
        story.Pass(TimeSpan.FromDays(1));
        story.Graph.Directory.Change(Sample.Grace.ObjectId!, user => user with { DisplayName = "Grace Lin" });
        await story.SyncAsync();
        var later = await story.PersonAsync(Sample.Grace);
        story.Graph.Groups.AddMember(Group, Sample.Grace.ObjectId!);
        await story.SyncAsync();

        Assert.Equal((DirectoryStory.Today, LeaveSignal.Deleted), (left?.LeftOn, left?.Directory?.Leave));
        Assert.Equal((DirectoryStory.Today, "Grace Lin"), (later?.LeftOn, later?.DisplayName));
        Assert.Null((await story.PersonAsync(Sample.Grace))?.LeftOn);
    }

    [Fact]
    public async Task Whose_account_is_disabled_and_taken_out_of_the_group_is_still_gone()
    {
        const string Group = "6d0f3a55-8a0e-4d55-9d0b-3c5f1b7e2aff";
        await using var story = await DirectoryStory.StartAsync(("Graph:PeopleGroupId", Group));
        story.Graph.Groups.Add(Group, Sample.Grace.ObjectId!, Sample.David.ObjectId!);
        await story.SyncAsync();
        story.Graph.Directory.Disable(Sample.Grace.ObjectId!);
        await story.SyncAsync();
        story.Pass(TimeSpan.FromDays(2));

        story.Graph.Groups.RemoveMember(Group, Sample.Grace.ObjectId!);
        await story.SyncAsync();

        Assert.Equal(DirectoryStory.Today, (await story.PersonAsync(Sample.Grace))?.LeftOn);
    }

    [Fact]
    public async Task Whoever_becomes_a_guest_has_left_until_they_are_a_member_again()
    {
        await using var story = await DirectoryStory.StartAsync();
        await story.SyncAsync();

        story.Graph.Directory.Change(Sample.Grace.ObjectId!, user => user with { UserType = GraphUser.Guest });
        await story.SyncAsync();
        story.Graph.Directory.Change(Sample.Grace.ObjectId!, user => user with { DisplayName = "Grace Lin" });
        await story.SyncAsync();
        var left = await story.PersonAsync(Sample.Grace);
        story.Graph.Directory.Change(Sample.Grace.ObjectId!, user => user with { UserType = GraphUser.Member });
        await story.SyncAsync();

        Assert.Equal((DirectoryStory.Today, "Grace Lin"), (left?.LeftOn, left?.DisplayName));
        Assert.Null((await story.PersonAsync(Sample.Grace))?.LeftOn);
    }

    [Fact]
    public async Task An_account_that_was_disabled_from_the_first_counts_once_the_people_file_says_whose_it_is()
    {
        await using var story = await DirectoryStory.StartAsync();
        story.Graph.Directory.Disable(SampleDirectory.Newcomer);
        await story.SyncAsync();
        var unknown = await story.PersonAsync(SampleDirectory.Newcomer);
        story.App.Evidence.Replace("people.csv", "grace.huang@contoso.example,", $"{SampleDirectory.Newcomer},孫明宇,,,employee,,,,,,\ngrace.huang@contoso.example,");
        await story.App.RunAsync<EvidenceImportJob>();
        Assert.Null((await story.PersonAsync(SampleDirectory.Newcomer))?.LeftOn);

        await story.SyncAsync();

        Assert.Null(unknown);
        Assert.Equal(DirectoryStory.Today, (await story.PersonAsync(SampleDirectory.Newcomer))?.LeftOn);
    }
}
