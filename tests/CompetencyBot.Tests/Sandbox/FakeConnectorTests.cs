using CompetencyBot.Sandbox.Connector;

namespace CompetencyBot.Tests.Sandbox;

public sealed class FakeConnectorTests : IAsyncLifetime
{
    private const string Channel = "19:general@thread.tacv2;messageid=17";
    private const string Other = "a:tom";

    private ConnectorCaller _bot = null!;

    private FakeConnector Connector => _bot.Connector;

    public async ValueTask InitializeAsync() => _bot = await ConnectorCaller.StartAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task Every_message_gets_an_id_of_its_own_and_can_be_updated_and_deleted_until_it_is_gone()
    {
        var first = await _bot.SendAsync();
        var second = await _bot.SendAsync();
        var path = ConnectorCaller.PathOf(ConnectorCaller.Chat, $"activities/{first.Id}");

        Assert.Equal((201, 201), (first.Status, second.Status));
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(200, (await _bot.UpdateAsync(first.Id!)).Status);
        Assert.Equal(200, (await _bot.CallAsync("DELETE", path)).Status);
        Assert.Equal((404, "ActivityNotFoundInConversation"), (await _bot.UpdateAsync(first.Id!)).Error);
        Assert.Equal((404, "ActivityNotFoundInConversation"), (await _bot.CallAsync("DELETE", path)).Error);
        Assert.Empty(Connector.Faults);
    }

    [Fact]
    public async Task A_message_is_known_in_its_own_conversation_only()
    {
        var sent = await _bot.SendAsync();

        Assert.Equal((404, "ActivityNotFoundInConversation"), (await _bot.UpdateAsync(sent.Id!, Other)).Error);
    }

    [Fact]
    public async Task Without_the_app_there_is_no_chat_with_a_person() =>
        Assert.Equal((403, "ForbiddenOperationException"), (await _bot.CallAsync("POST", "/v3/conversations", ConnectorCaller.NewChat())).Error);

    [Fact]
    public async Task The_chat_with_a_person_is_the_same_however_often_it_is_created()
    {
        Connector.InstallFor("29:mei");
        var first = await _bot.CallAsync("POST", "/v3/conversations", ConnectorCaller.NewChat());
        var again = await _bot.CallAsync("POST", "/v3/conversations", ConnectorCaller.NewChat());

        Assert.Equal(("a:29:mei", "a:29:mei"), (first.Id, again.Id));
        Assert.Equal(Connector.ServiceUrl, (string?)first.Body!["serviceUrl"]);
    }

    [Fact]
    public async Task A_conversation_is_closed_with_its_threads_until_it_is_restored()
    {
        async Task<(int, string?)> AnswerAsync() => (await _bot.SendAsync(Channel)).Error;

        Connector.Block("19:general@thread.tacv2");
        Assert.Equal((403, "ConversationBlockedByUser"), await AnswerAsync());
        Connector.Remove(Channel);
        Assert.Equal((403, "BotNotInConversationRoster"), await AnswerAsync());
        Assert.Equal((403, "BotNotInConversationRoster"), (await _bot.GetAsync(Channel, "pagedmembers")).Error);
        Connector.Delete(Channel);
        Assert.Equal((404, "ConversationNotFound"), await AnswerAsync());
        Assert.Equal(201, (await _bot.SendAsync(Other)).Status);
        Connector.Restore(Channel);
        Assert.Equal((201, null), await AnswerAsync());
    }

    [Fact]
    public async Task A_roster_comes_in_pages_whose_tokens_must_be_sent_back_as_they_are()
    {
        for (var i = 0; i < 120; i++)
            Connector.AddMember($"29:{i}", $"Person {i}");

        var first = await _bot.GetAsync(Channel, "pagedmembers?pageSize=50");
        var token = Uri.EscapeDataString((string)first.Body!["continuationToken"]!);
        var second = await _bot.GetAsync(Channel, $"pagedmembers?pageSize=50&continuationToken={token}");
        var rest = Uri.EscapeDataString((string)second.Body!["continuationToken"]!);
        var last = await _bot.GetAsync(Channel, $"pagedmembers?pageSize=500&continuationToken={rest}");

        Assert.Equal(
            Enumerable.Range(0, 120).Select(i => $"29:{i}"),
            new[] { first, second, last }.SelectMany(page => page.Body!["members"]!.AsArray()).Select(member => (string?)member!["id"]));
        Assert.Null(last.Body!["continuationToken"]);
        Assert.Contains('%', token); // it has signs that are encoded
        Assert.Equal(400, (await _bot.GetAsync(Other, $"pagedmembers?continuationToken={token}")).Status); // another roster's
        Assert.Equal("The continuation token is unknown.", (await _bot.GetAsync(Channel, "pagedmembers?continuationToken=50")).Reason);
        Assert.Empty(Connector.Faults);
    }

    [Fact]
    public async Task A_member_is_in_every_conversation_or_in_one()
    {
        Connector.AddMember("29:everywhere", "Mei", "mei-object");
        Connector.AddMember("29:here", "Tom", conversationId: Channel);

        Assert.Equal("29:everywhere", (await _bot.GetAsync(Other, "members/mei-object")).Id);
        Assert.Equal("29:here", (await _bot.GetAsync(Channel, "members/29%3Ahere")).Id);
        Assert.Equal((404, "MemberNotFoundInConversation"), (await _bot.GetAsync(Other, "members/29%3Ahere")).Error);
    }

    [Fact]
    public async Task What_it_does_not_keep_it_still_counts_checks_and_shows_to_those_who_wait()
    {
        Connector.Record = false;

        var coming = Connector.WaitForAsync(call => call.Text == "two");
        await _bot.SendAsync(text: "one");
        await _bot.SendAsync(text: "two");
        await _bot.SendAsync(text: "");

        Assert.Equal("two", (await coming).Text);
        Assert.Empty(Connector.Calls);
        Assert.Equal(3, Connector.Count);
        Assert.Single(Connector.Faults);
        Assert.Equal(200, (await _bot.UpdateAsync("17")).Status);
    }
}
