namespace CompetencyBot.Tests.Sandbox;

/// <summary>Requests that are refused for where they go or whom they come from.</summary>
public sealed class FakeConnectorPathTests : IAsyncLifetime
{
    private const string Members = "/v3/conversations/a%3Amei/pagedmembers";

    private ConnectorCaller _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await ConnectorCaller.StartAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Theory]
    [InlineData("GET", "/v3/conversations", "path: the connector has no GET /v3/conversations")]
    [InlineData("PATCH", "/v3/conversations/a%3Amei/activities/1", "path: the connector has no PATCH /v3/conversations/a%3Amei/activities/1")]
    [InlineData("GET", "/v3/conversations/a%3Amei/members", "path: the connector has no GET /v3/conversations/a%3Amei/members")]
    [InlineData("GET", "//v3/conversations/a%3Amei/pagedmembers", "path: the connector has no GET //v3/conversations/a%3Amei/pagedmembers")]
    [InlineData("GET", "/v3/conversations//pagedmembers", "path: the connector has no GET /v3/conversations//pagedmembers")]
    [InlineData("GET", "/v3/conversations/a:mei/pagedmembers", "encoding: 'a:mei' in the path, percent-encoded it is 'a%3Amei'")]
    [InlineData("GET", "/v3/conversations/a%3amei/pagedmembers", "encoding: 'a%3amei' in the path, percent-encoded it is 'a%3Amei'")]
    [InlineData("GET", "/v3/conversations/a;id=1/pagedmembers", "encoding: 'a;id=1' in the path, percent-encoded it is 'a%3Bid%3D1'")]
    [InlineData("GET", "/v3/conversations/a%3Amei/members/29:mei", "encoding: '29:mei' in the path, percent-encoded it is '29%3Amei'")]
    [InlineData("GET", Members + "?continuationToken=a+b", "encoding: 'a+b' in the path, percent-encoded it is 'a%2Bb'")]
    [InlineData("GET", Members + "?pageSize=49", "pageSize: a page has 50 to 500 members, not '49'")]
    [InlineData("GET", Members + "?pageSize=501", "pageSize: a page has 50 to 500 members, not '501'")]
    [InlineData("GET", Members + "?pageSize=all", "pageSize: a page has 50 to 500 members, not 'all'")]
    [InlineData("GET", Members + "?page=2", "query: Page takes no 'page'")]
    [InlineData("DELETE", "/v3/conversations/a%3Amei/activities/1?hard=true", "query: Delete takes no 'hard'")]
    public async Task A_path_is_refused_for(string method, string path, string reason)
    {
        var reply = await _bot.CallAsync(method, path);

        Assert.Equal((400, "BadArgument"), reply.Error);
        Assert.Equal(reason, reply.Reason);
        Assert.Equal(path, Assert.Single(_bot.Connector.Faults).RawPath);
    }

    [Fact]
    public async Task A_question_has_no_body()
    {
        var reply = await _bot.CallAsync("DELETE", "/v3/conversations/a%3Amei/activities/1", ConnectorCaller.Message());

        Assert.Equal("body: a DELETE has no body", reply.Reason);
    }

    [Theory]
    [InlineData("Basic dTpw")]
    [InlineData("Bearer ")]
    [InlineData("token")]
    public async Task Only_a_bearer_token_is_taken(string authorization)
    {
        var reply = await _bot.CallAsync("GET", Members, null, authorization: authorization);

        Assert.Equal("authorization: the Authorization header holds no bearer token", reply.Reason);
    }

    [Fact]
    public async Task A_bot_without_tokens_is_taken_until_it_sends_one()
    {
        Assert.Equal(200, (await _bot.CallAsync("GET", Members, null, authorization: null)).Status);
        Assert.Equal(200, (await _bot.CallAsync("GET", Members, null, authorization: "Bearer token")).Status);

        var reply = await _bot.CallAsync("GET", Members, null, authorization: null);

        Assert.Equal("authorization: no token, though earlier calls had one", reply.Reason);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_and_the_first_of_it_is_answered()
    {
        var message = ConnectorCaller.Message();
        message["id"] = "1";
        message["summary"] = "";

        var reply = await _bot.CallAsync("POST", "/v3/conversations/a:mei/activities", message);

        Assert.Equal("encoding: 'a:mei' in the path, percent-encoded it is 'a%3Amei'", reply.Reason);
        Assert.Equal(["encoding", "A2031", "A2004"], Assert.Single(_bot.Connector.Faults).Faults.Select(fault => fault.Rule));
    }
}
