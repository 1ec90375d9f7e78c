using CompetencyBot.Sandbox.Graph;
using CompetencyBot.Timing;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.Sources.Entra;

/// <summary>What the directory says of somebody is in force at once: who may what, and when they are written to.</summary>
public sealed class DirectoryRoleTests
{
    [Fact]
    public async Task Whoever_joins_the_group_of_the_admins_is_one_without_a_restart_and_whoever_leaves_it_is_none()
    {
        await using var story = await DirectoryStory.StartAsync(("Graph:AdminGroupId", SampleDirectory.AdminGroup));
        var grace = story.App.As(Sample.Grace);
        await story.SyncAsync();
        Assert.StartsWith("Only admins", (await grace.Says("admin")).Text, StringComparison.Ordinal);

        story.Graph.Groups.AddMember(SampleDirectory.AdminGroup, Sample.Grace.ObjectId!);
        await story.SyncAsync();
        Assert.NotNull((await grace.Says("admin")).Card);
        Assert.Contains("Grace Huang: in the group of the admins", (await grace.Says("admin admins")).Shown, StringComparison.Ordinal);

        story.Graph.Groups.RemoveMember(SampleDirectory.AdminGroup, Sample.Grace.ObjectId!);
        await story.SyncAsync();
        Assert.StartsWith("Only admins", (await grace.Says("admin")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_of_the_group_can_be_taken_off_in_chat()
    {
        await using var story = await DirectoryStory.StartAsync(("Graph:AdminGroupId", SampleDirectory.AdminGroup));
        story.Graph.Groups.AddMember(SampleDirectory.AdminGroup, Sample.Grace.ObjectId!);
        await story.SyncAsync();

        await story.App.As(Sample.Julia).Says("admin remove grace.huang@contoso.example");

        Assert.StartsWith("Only admins", (await story.App.As(Sample.Grace).Says("admin")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_of_groups_in_the_group_of_the_managers_are_managers()
    {
        await using var story = await DirectoryStory.StartAsync(("Graph:ManagerGroupId", SampleDirectory.ManagerGroup));
        story.Graph.Groups.AddMember(SampleDirectory.TeamLeadGroup, Sample.Grace.ObjectId!);

        await story.SyncAsync();

        Assert.True((await story.PersonAsync(Sample.Grace))?.Directory?.IsManager);
        Assert.False((await story.PersonAsync(SampleDirectory.Newcomer))?.Directory?.IsManager);
    }

    [Fact]
    public async Task Somebody_is_written_to_in_the_hours_and_the_zone_of_their_mailbox()
    {
        await using var story = await DirectoryStory.StartAsync(("Graph:ReadsMailboxSettings", "true"));
        await story.App.As(Sample.Grace).Installs();
        story.Graph.Directory.SetMailbox(Sample.Grace.ObjectId!, new GraphMailbox("W. Europe Standard Time")
        {
            Days = ["friday", "saturday"], Start = new TimeOnly(13, 30), End = new TimeOnly(18, 0),
        });

        await story.SyncAsync();

        var grace = await story.PersonAsync(Sample.Grace);
        Assert.Equal(("Europe/Berlin", "13:30-18:00", "Fri,Sat"), (grace?.TimeZone, grace?.Directory?.WorkingHours, grace?.Directory?.WorkingDays));
        await using var scope = story.App.Services.CreateAsyncScope();
        Assert.Equal(
            new DateTimeOffset(2018, 3, 2, 12, 30, 0, TimeSpan.Zero), // Friday
            scope.ServiceProvider.GetRequiredService<RecipientTime>().DueAt(grace, story.App.Clock.GetUtcNow()));
        Assert.Null((await story.PersonAsync(Sample.Chen))?.Directory?.WorkingHours); // never wrote: their mailbox is nobody's business
    }

    [Fact]
    public async Task Admin_directory_tells_how_it_stands_and_reads_it_now()
    {
        await using var story = await DirectoryStory.StartAsync(("Graph:AdminGroupId", SampleDirectory.AdminGroup));
        var julia = story.App.As(Sample.Julia);
        Assert.Contains("The directory has not been read yet.", (await julia.Says("admin directory")).Shown, StringComparison.Ordinal);

        var read = story.App.Jobs.NextRunOf<CompetencyBot.Sources.Entra.DirectorySyncJob>();
        Assert.StartsWith("The directory is being read.", (await julia.Presses("Sync now")).Text, StringComparison.Ordinal);
        await read;

        var shown = (await julia.Says("admin directory")).Shown;
        Assert.Contains("Last read: ", shown, StringComparison.Ordinal);
        Assert.Contains("people of the directory", shown, StringComparison.Ordinal);
        Assert.Contains("Changes: read each hour", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_directory_is_not_used_it_says_so()
    {
        await using var app = await AppFixture.StartAsync();

        Assert.StartsWith("The directory is not used", (await app.As(Sample.Julia).Says("admin directory")).Text, StringComparison.Ordinal);
    }
}
