using CompetencyBot.Features.Renewal;
using CompetencyBot.Outbox;
using CompetencyBot.Sandbox.Connector;

namespace CompetencyBot.Tests.Sources.Entra;

/// <summary>Somebody on whom a level rests is gone from the directory: the admins hear of it without waiting for the next morning.</summary>
public sealed class LeaverWarningTests
{
    [Fact]
    public async Task The_admin_is_told_what_will_fall_when_those_who_held_it_are_gone()
    {
        await using var story = await DirectoryStory.StartAsync();
        var julia = story.App.As(Sample.Julia);
        await julia.Installs();
        await story.SyncAsync();
        await story.App.RunAsync<RenewalScanJob>();
        await story.App.RunAsync<OutboxDeliveryJob>();
        var before = Unasked(story, julia).Count();
        foreach (var holder in Holders().Take(8))
            story.Graph.Directory.Disable(holder);

        var scan = story.App.Jobs.NextRunOf<RenewalScanJob>();
        await story.SyncAsync();
        await scan;
        await story.App.RunAsync<OutboxDeliveryJob>();

        Assert.NotEmpty(Unasked(story, julia).Skip(before));
    }

    /// <summary>Object ids of those with the most passes.</summary>
    private static IEnumerable<string> Holders() =>
        from person in Sample.Records.People
        where person is { EntraObjectId: not null, MicrosoftAccount: not null, LeftOn: null }
        orderby Sample.Records.Training.Count(row => row.Email == person.MicrosoftAccount) descending
        select person.EntraObjectId;

    private static IEnumerable<ConnectorCall> Unasked(DirectoryStory story, Chat chat) => story.App.Connector.Calls
        .Where(call => call is { Status: 201, Type: "message", ActivityId: null, Card: not null } && call.ConversationId == chat.ConversationId);
}
