using CompetencyBot.BotFramework.Schema;

namespace CompetencyBot.Tests.BotFramework;

public sealed class PersonalTests
{
    private const string GroupChat = "19:meeting@thread.v2";

    [Theory]
    [InlineData("personal", null, "a:mei")]
    [InlineData("personal", false, "a:mei")]
    [InlineData(null, null, "a:mei")]
    [InlineData("", false, "a:mei")]
    public void A_conversation_with_one_person_is_personal(string? kind, bool? isGroup, string id) =>
        Assert.True(In(new() { ConversationType = kind, IsGroup = isGroup, Id = id }).IsPersonal);

    [Theory]
    [InlineData("groupChat", null, GroupChat)]
    [InlineData("channel", null, "19:general@thread.tacv2;messageid=1")]
    [InlineData("somethingOfTomorrow", false, "a:mei")]
    [InlineData(null, null, GroupChat)]
    [InlineData("", false, GroupChat)]
    [InlineData(null, true, "a:mei")]
    [InlineData(null, null, null)]
    public void Whatever_several_people_may_read_is_not_personal(string? kind, bool? isGroup, string? id) =>
        Assert.False(In(new() { ConversationType = kind, IsGroup = isGroup, Id = id }).IsPersonal);

    [Fact]
    public void No_conversation_is_not_personal() => Assert.False(new InboundActivity().IsPersonal);

    private static InboundActivity In(ConversationAccount conversation) => new() { Conversation = conversation };
}
