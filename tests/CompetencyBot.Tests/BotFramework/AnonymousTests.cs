using System.Net;
using System.Text;

namespace CompetencyBot.Tests.BotFramework;

public sealed class AnonymousTests : IAsyncLifetime
{
    private WireHost _bot = null!;

    public async ValueTask InitializeAsync() => _bot = await WireHost.StartAsync(settings: new() { ["AppId"] = null });

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task A_message_without_a_token_is_answered_without_one()
    {
        var response = await _bot.PostAsync(_bot.Message().ToJsonString(), null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null((await _bot.Connector.NextAsync()).Authorization);
        Assert.Empty(_bot.Login.TokenRequests);
    }

    [Fact]
    public async Task A_token_that_comes_nevertheless_is_not_looked_at()
    {
        Assert.Equal(HttpStatusCode.OK, (await _bot.PostAsync(_bot.Message().ToJsonString(), "Bearer dummy")).StatusCode);
        Assert.Equal(0, _bot.Login.KeyFetches);
    }

    [Theory]
    [InlineData("http://smba.trafficmanager.net/teams/")]
    [InlineData("https://attacker.example.com/")]
    [InlineData("http://localhost.example.com/")]
    [InlineData("file:///etc/passwd")]
    public async Task A_service_url_that_is_neither_loopback_nor_trusted_is_refused(string serviceUrl)
    {
        var message = _bot.Message();
        message["serviceUrl"] = serviceUrl;

        Assert.Equal(HttpStatusCode.Forbidden, (await _bot.PostAsync(message.ToJsonString(), null)).StatusCode);
        Assert.Contains("is not trusted", _bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_under_another_host_name_is_refused()
    {
        using var body = new StringContent(_bot.Message().ToJsonString(), Encoding.UTF8, "application/json");

        var response = await _bot.SendAsync(HttpMethod.Post, body, host: "bot.example.com");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("only requests from this machine are accepted", _bot.Log.Text, StringComparison.Ordinal);
    }
}
