using System.Net;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.BotFramework;

public sealed class CloudTests
{
    private const string Government = "https://smba.infra.gov.teams.microsoft.us/teams";
    private const string Defence = "https://smba.infra.dod.teams.microsoft.us/teams";
    private const string Commercial = "https://smba.trafficmanager.net/teams/";

    [Theory]
    [InlineData(null, "https://api.botframework.com")]
    [InlineData("Public", "https://api.botframework.com")]
    [InlineData("UsGovernment", "https://api.botframework.us")]
    [InlineData("usgovernment", "https://api.botframework.us")]
    [InlineData("China", "https://api.botframework.azure.cn")]
    public async Task A_token_is_taken_from_the_issuer_of_the_cloud_only(string? cloud, string issuer)
    {
        await using var bot = await WireHost.StartAsync(settings: new() { ["Cloud"] = cloud, ["TrustedServiceHosts:0"] = "botapi.example.cn" });
        string[] all = ["https://api.botframework.com", "https://api.botframework.us", "https://api.botframework.azure.cn"];

        foreach (var other in all.Where(other => other != issuer))
            Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(bot.Message(), new() { Issuer = other })).StatusCode);
        Assert.Contains("the token is of another issuer", bot.Log.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(bot.Message(), new() { Issuer = issuer })).StatusCode);
    }

    [Theory]
    [InlineData("Public", "https://login.microsoftonline.com/contoso/oauth2/v2.0/token", "https://api.botframework.com/.default", Commercial)]
    [InlineData("UsGovernment", "https://login.microsoftonline.us/contoso/oauth2/v2.0/token", "https://api.botframework.us/.default", Government)]
    public async Task The_bot_asks_for_its_token_where_and_for_what_the_cloud_says(string cloud, string url, string scope, string serviceUrl)
    {
        var entra = new RecordedHttp(_ => """{"token_type": "Bearer", "expires_in": 3599, "access_token": "entra-token"}""");
        await using var bot = await StartAsync(new() { ["Cloud"] = cloud, ["TenantId"] = "contoso", ["TokenEndpoint"] = null }, login: entra);

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, serviceUrl));

        var request = Assert.Single(entra.Requests);
        Assert.Equal(url, request.Url);
        Assert.Contains($"scope={Uri.EscapeDataString(scope)}", request.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Public", Commercial, "https://smba.infra.gcc.teams.microsoft.com/teams", Government, Defence)]
    [InlineData("UsGovernment", Government, Defence, Commercial, "https://smba.infra.gcc.teams.microsoft.com/teams")]
    [InlineData("China", "https://botapi.example.cn/", "https://east.botapi.example.cn/", Commercial, Government)]
    public async Task The_token_goes_to_the_hosts_of_the_cloud_only(string cloud, string one, string two, string other, string another)
    {
        await using var bot = await StartAsync(new()
        {
            ["Cloud"] = cloud,
            ["TrustedServiceHosts:0"] = cloud == "China" ? "botapi.example.cn" : null,
        });

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, one));
        Assert.IsType<SendResult.Sent>(await SendAsync(bot, two));
        Assert.IsType<SendResult.Refused>(await SendAsync(bot, other));
        Assert.IsType<SendResult.Refused>(await SendAsync(bot, another));
    }

    [Theory]
    [InlineData(null, "https://login.botframework.com/v1/.well-known/openidconfiguration")]
    [InlineData("UsGovernment", "https://login.botframework.azure.us/v1/.well-known/openidconfiguration")]
    [InlineData("China", "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration")]
    public async Task The_keys_are_those_of_the_cloud(string? cloud, string url)
    {
        var keys = new RecordedHttp(_ => "{}");
        await using var bot = await StartAsync(
            new() { ["Cloud"] = cloud, ["OpenIdMetadataUrl"] = null, ["TrustedServiceHosts:0"] = "botapi.example.cn" }, keys: keys);

        await bot.PostAsync(bot.Message());

        Assert.Equal(url, keys.Requests.First().Url);
    }

    private static Task<WireHost> StartAsync(Dictionary<string, string?> settings, RecordedHttp? login = null, RecordedHttp? keys = null) =>
        WireHost.StartAsync(settings: settings, services: services =>
        {
            services.AddHttpClient(BotFrameworkSetup.ServiceClient).ConfigurePrimaryHttpMessageHandler(() => new RecordedHttp(_ => "{}"));
            if (login is not null)
                services.AddHttpClient(BotFrameworkSetup.LoginClient).ConfigurePrimaryHttpMessageHandler(() => login);
            if (keys is not null)
                services.AddHttpClient(BotFrameworkSetup.KeysClient).ConfigurePrimaryHttpMessageHandler(() => keys);
        });

    private static Task<SendResult> SendAsync(WireHost bot, string serviceUrl) => bot.Client.SendAsync(
        bot.Conversation with { ServiceUrl = serviceUrl }, OutboundActivity.Message("hi"), null, TestContext.Current.CancellationToken);
}
