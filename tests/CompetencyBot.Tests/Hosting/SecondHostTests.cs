using System.Text.Json;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Files;
using CompetencyBot.BotFramework.Schema;
using CompetencyBot.Features.Renewal;
using CompetencyBot.Outbox;
using Microsoft.AspNetCore.Hosting.Server;

namespace CompetencyBot.Tests.Hosting;

/// <summary>What the bot is does not depend on how its activities come and how its answers go.</summary>
public sealed class SecondHostTests
{
    [Fact]
    public async Task Help_status_and_progress_are_answered_where_they_were_asked()
    {
        await using var host = await SecondHost.StartAsync();

        await host.SendAsync(host.Message(Sample.Grace, "help"));
        await host.SendAsync(host.Message(Sample.Grace, "status"));
        await host.SendAsync(host.Message(Sample.David, "progress"));

        Assert.Equal(["a:grace.huang", "a:grace.huang", "a:david.wu"], host.Connector.Delivered.Select(sent => sent.ConversationId));
        Assert.StartsWith("What I can do", Shown(host.Connector.Delivered[0].Activity), StringComparison.Ordinal);
        Assert.StartsWith("Status of Grace Huang", Shown(host.Connector.Delivered[1].Activity), StringComparison.Ordinal);
        Assert.Contains("5 gold · 6 silver", Shown(host.Connector.Delivered[2].Activity), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_whom_only_the_roster_knows_is_asked_for_there()
    {
        await using var host = await SecondHost.StartAsync();
        var stranger = Sample.Stranger;
        host.Connector.AddMember(new ChannelAccount { Id = stranger.TeamsId, UserPrincipalName = Sample.Grace.UserPrincipalName });

        await host.SendAsync(host.Message(stranger, "status"));

        Assert.StartsWith("Status of Grace Huang", Shown(Assert.Single(host.Connector.Delivered).Activity), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pressed_button_replaces_its_card_whichever_way_the_press_comes()
    {
        await using var host = await SecondHost.StartAsync();
        await host.SendAsync(host.Message(Sample.Grace, "progress"));
        var card = host.Connector.Delivered[0];
        var data = new JsonObject { ["verb"] = "progress/competency", ["competency"] = "messaging" };

        await host.SendAsync(host.Message(Sample.Grace, null) with { Value = JsonSerializer.SerializeToElement(data), ReplyToId = card.GivenId });
        var answer = await host.SendAsync(host.Invoke(Sample.Grace, "progress/competency", new JsonObject { ["competency"] = "messaging" }));

        var replaced = Assert.Single(host.Connector.Delivered.Skip(1));
        Assert.Equal(card.GivenId, replaced.Replaces);
        Assert.StartsWith("Messaging", Shown(replaced.Activity), StringComparison.Ordinal);
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)answer.Body!["type"]);
        Assert.Equal(Shown(replaced.Activity), string.Join('\n', CardText.Of(answer.Body["value"]!)));
    }

    [Fact]
    public async Task A_repeat_is_dropped()
    {
        await using var host = await SecondHost.StartAsync();
        var message = host.Message(Sample.Grace, "help");

        await host.SendAsync(message);
        var repeat = await host.SendAsync(message);

        Assert.Equal((200, null), (repeat.Status, repeat.Body));
        Assert.Single(host.Connector.Delivered);
    }

    [Fact]
    public async Task A_warning_goes_through_the_outbox_into_the_admins_chat()
    {
        await using var host = await SecondHost.StartAsync();
        await host.SendAsync(host.Activity(Sample.Julia, ActivityTypes.InstallationUpdate) with { Action = "add" });
        var welcome = host.Connector.Delivered.Count;

        await host.RunAsync<RenewalScanJob>();
        await host.RunAsync<OutboxDeliveryJob>();
        await host.RunAsync<OutboxDeliveryJob>();

        var warnings = host.Connector.Delivered.Skip(welcome).ToList();
        Assert.Equal((1, 1), (welcome, warnings.Count));
        Assert.All(warnings, warning => Assert.Equal(("a:julia.novak", null), (warning.ConversationId, warning.Activity.ReplyToId)));
        Assert.All(warnings, warning => Assert.StartsWith("Renewal: 6 matters need attention", Shown(warning.Activity), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_from_an_address_that_is_not_trusted_is_refused_as_behind_HTTP()
    {
        await using var host = await SecondHost.StartAsync();
        var file = JsonSerializer.SerializeToElement(new JsonObject { ["downloadUrl"] = "https://evil.example/people.csv", ["fileType"] = "csv" });

        await host.SendAsync(host.Message(Sample.Julia, "") with
        {
            Attachments = [new InboundAttachment { ContentType = FileAttachments.ContentType, Name = "people.csv", Content = file }],
        });

        Assert.Contains(
            "people.csv: not taken, it lies where I do not fetch files from",
            Shown(Assert.Single(host.Connector.Delivered).Activity),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_listens()
    {
        await using var host = await SecondHost.StartAsync();

        Assert.Null(host.Services.GetService(typeof(IServer)));
        Assert.Same(host.Connector, host.Services.GetService(typeof(IConnector)));
    }

    /// <summary>All that a person can read of a message.</summary>
    private static string Shown(OutboundActivity activity) => activity.Attachments is [{ Content: var card }]
        ? string.Join('\n', CardText.Of(JsonNode.Parse(card.GetRawText())!))
        : activity.Text ?? "";
}
