using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CompetencyBot.Sandbox.Connector;

/// <summary>Who is where: some in every conversation, others in one only.</summary>
internal sealed class Roster
{
    private const int PageSize = 200;

    private ImmutableList<(string? ConversationId, JsonObject Member)> _members = [];

    public void Add(string? conversationId, JsonObject member) =>
        ImmutableInterlocked.Update(ref _members, (members, more) => members.Add(more), (conversationId, member));

    public ConnectorAnswer Find(string conversationId, string id) =>
        Of(conversationId).Find(member => id == (string?)member["id"] || id == (string?)member["aadObjectId"]) is { } found
            ? new(200, found.ToJsonString())
            : ConnectorAnswer.Error(404, "MemberNotFoundInConversation");

    /// <param name="token">What the page before has named; null asks for the first page.</param>
    public ConnectorAnswer Page(string conversationId, string? pageSize, string? token)
    {
        var members = Of(conversationId);
        var size = pageSize is null ? PageSize : int.Parse(pageSize, CultureInfo.InvariantCulture);
        if (Start(conversationId, token) is not { } start)
            return ConnectorAnswer.Error(400, "BadArgument", "The continuation token is unknown.");
        var page = new JsonObject { ["members"] = new JsonArray([.. members.Skip(start).Take(size).Select(member => member.DeepClone())]) };
        if (start + size < members.Count)
            page["continuationToken"] = Token(conversationId, start + size);
        return new(200, page.ToJsonString());
    }

    private List<JsonObject> Of(string conversationId) =>
    [
        .. _members.Where(entry => entry.ConversationId is not { } only || only == ConversationIds.WithoutThread(conversationId))
            .Select(entry => entry.Member),
    ];

    /// <summary>Means nothing to the bot, and holds signs that have to be percent-encoded.</summary>
    private static string Token(string conversationId, int start) =>
        $"{start:X}+/={Convert.ToBase64String(Encoding.UTF8.GetBytes($"{start} of {ConversationIds.WithoutThread(conversationId)}"))}";

    private static int? Start(string conversationId, string? token) =>
        token is null ? 0
        : int.TryParse(token.Split('+')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var start)
            && token == Token(conversationId, start) ? start
        : null;
}
