using System.Text.Json;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.Tests.BotFramework;

public sealed class RoundTripTests
{
    public static TheoryData<string> Names => [.. TeamsActivities.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A2005_no_field_of_an_activity_is_lost(string name)
    {
        var sent = TeamsActivities.Named(name);

        var kept = JsonNode.Parse(JsonSerializer.Serialize(Read(sent), ActivityJson.Wire.InboundActivity));

        Assert.True(JsonNode.DeepEquals(sent, kept), $"Sent {sent.ToJsonString()}\nkept {kept!.ToJsonString()}");
    }

    [Fact]
    public void A2005_unknown_fields_are_kept_at_every_level()
    {
        var sent = TeamsActivities.Named("messageReaction");
        JsonObject[] places =
        [
            sent, sent["from"]!.AsObject(), sent["recipient"]!.AsObject(), sent["conversation"]!.AsObject(), sent["channelData"]!.AsObject(),
            sent["channelData"]!["tenant"]!.AsObject(), sent["reactionsAdded"]![0]!.AsObject(),
        ];
        foreach (var place in places)
            place["ofTomorrow"] = new JsonObject { ["deep"] = new JsonArray(1.50m, "銅級", true, new JsonObject()) };

        var kept = JsonNode.Parse(JsonSerializer.Serialize(Read(sent), ActivityJson.Wire.InboundActivity));

        Assert.True(JsonNode.DeepEquals(sent, kept), kept!.ToJsonString());
    }

    [Fact]
    public void A_null_is_read_as_no_field()
    {
        var sent = TeamsActivities.Named("message in a channel's thread");
        sent["conversation"]!["isGroup"] = null;
        sent["channelData"] = null;
        sent["reactionsAdded"] = new JsonArray(null, new JsonObject { ["type"] = "like" });
        sent["membersAdded"] = new JsonArray(null, null);
        sent["value"] = null;

        var activity = Read(sent);

        Assert.Null(activity.Conversation!.IsGroup);
        Assert.Null(activity.ChannelData);
        Assert.Equal("like", Assert.Single(activity.ReactionsAdded!).Type);
        Assert.Empty(activity.MembersAdded!);
        Assert.Null(activity.Value);
    }

    [Fact]
    public void What_the_bot_asks_of_an_activity_is_found()
    {
        var reaction = Read(TeamsActivities.Named("messageReaction"));
        Assert.Equal(["like", "1f44b_wavinghand-tone4"], reaction.ReactionsAdded!.Select(added => added.Type));
        Assert.Equal(["heart"], reaction.ReactionsRemoved!.Select(removed => removed.Type));

        var added = Read(TeamsActivities.Named("bot added")).ChannelData!;
        Assert.Equal("19:sales0channel@thread.tacv2", added.Settings!.SelectedChannel!.Id);
        Assert.Equal(("19:team0general@thread.tacv2", "teamMemberAdded"), (added.Team!.Id, added.EventType));
    }

    [Fact]
    public void The_values_of_invokes_are_read()
    {
        var press = CardInvoke.Of(Read(TeamsActivities.Named("adaptiveCard/action")))!.Action!;
        Assert.Equal(("Action.Execute", "progress/show"), (press.Type, press.Verb));
        Assert.Equal("messaging", press.Data.GetProperty("competency").GetString());

        var exchange = TokenExchange.Of(Read(TeamsActivities.Named("signin/tokenExchange")))!;
        Assert.Equal(("x1", "entra", "eyJ0"), (exchange.Id, exchange.ConnectionName, exchange.Token));
        Assert.DoesNotContain("eyJ0", exchange.ToString(), StringComparison.Ordinal);

        Assert.Equal("resourcematchfailed", SignInFailure.Of(Read(TeamsActivities.Named("signin/failure")))!.Code);
        Assert.Equal(new Feedback("dislike", "Grace is missing"), Feedback.Of(Read(TeamsActivities.Named("message/submitAction"))));
        Assert.Equal("accept", FileConsent.Of(Read(TeamsActivities.Named("fileConsent/invoke")))!.Action);
    }

    [Theory]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like"}}""", true)]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"{}"}}""", true)]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"no json"}}""", true)]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"{\"feedbackText\":7}"}}""", true)]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like","feedback":{"feedbackText":"x"}}}""", true)]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":7}}""", false)]
    [InlineData("""{"actionName":"feedback","actionValue":"like"}""", false)]
    [InlineData("""{"actionName":"other","actionValue":{"reaction":"like"}}""", false)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    public void A_reaction_counts_without_its_words(string value, bool counts)
    {
        var sent = TeamsActivities.Named("message/submitAction");
        sent["value"] = JsonNode.Parse(value);

        Assert.Equal(counts ? new Feedback("like", null) : null, Feedback.Of(Read(sent)));
    }

    private static InboundActivity Read(JsonNode activity) =>
        JsonSerializer.Deserialize(activity.ToJsonString(), ActivityJson.Wire.InboundActivity)!;
}
