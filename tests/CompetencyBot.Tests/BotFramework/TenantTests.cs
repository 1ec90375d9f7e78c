using System.Net;
using System.Text.Json.Nodes;
using CompetencyBot.BotFramework.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.BotFramework;

public sealed class TenantTests
{
    private const string Ours = "3f6c1c70-9b0e-4d0c-8f5f-2b1d6a0c7e11";
    private const string Sister = "3f6c1c70-9b0e-4d0c-8f5f-2b1d6a0c7e12";
    private const string Strange = "99999999-9b0e-4d0c-8f5f-2b1d6a0c7e11";

    [Fact]
    public async Task Only_the_listed_tenants_may_talk_to_the_bot()
    {
        await using var bot = await WireHost.StartAsync(settings: new() { ["AllowedTenants"] = $"{Ours}, {Sister}" });

        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(Of(bot, Ours, null))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(Of(bot, Sister.ToUpperInvariant(), null))).StatusCode);
        await IsRefusedAsync(bot, Of(bot, Strange, null), $"The tenant {Strange} may not talk to this bot: who may is set by BotFramework:AllowedTenants");
    }

    [Fact]
    public async Task The_tenant_of_the_channel_data_comes_first()
    {
        await using var bot = await WireHost.StartAsync(settings: new() { ["AllowedTenants:0"] = Ours });

        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(Of(bot, Ours, Strange))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(Of(bot, null, Ours))).StatusCode);
        await IsRefusedAsync(bot, Of(bot, Strange, Ours), $"The tenant {Strange} may not");
    }

    [Theory]
    [InlineData(null, "The activity names no tenant")]
    [InlineData("", "The activity names no tenant")]
    [InlineData("tenant of ours", "The activity's tenant id is no GUID")]
    public async Task With_a_list_an_activity_needs_a_tenant(string? tenant, string reason)
    {
        await using var bot = await WireHost.StartAsync(settings: new() { ["AllowedTenants:0"] = Ours });

        await IsRefusedAsync(bot, Of(bot, tenant, null), reason);
    }

    [Fact]
    public async Task In_Development_everybody_may_unless_there_is_a_list()
    {
        await using var bot = await WireHost.StartAsync(settings: new() { ["TenantId"] = Ours });

        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(Of(bot, Strange, null))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(Of(bot, null, null))).StatusCode);
    }

    [Fact]
    public async Task Elsewhere_the_bots_own_tenant_may_and_those_of_its_host()
    {
        using var keys = new PublishedKeys();
        await using var bot = await StartInProductionAsync(keys, []);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(bot, Ours));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(bot, Sister));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(bot, Strange));
        Assert.Contains($"The tenant {Strange} may not talk to this bot", bot.Log.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(bot, null));
        Assert.Contains("The activity names no tenant", bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_replaces_them()
    {
        using var keys = new PublishedKeys();
        await using var bot = await StartInProductionAsync(keys, new() { ["AllowedTenants"] = Strange });

        Assert.Equal(HttpStatusCode.OK, await AskAsync(bot, Strange));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(bot, Ours));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(bot, Sister));
    }

    [Fact]
    public async Task A_stranger_without_a_token_learns_nothing_of_tenants()
    {
        await using var bot = await WireHost.StartAsync(settings: new() { ["AllowedTenants:0"] = Ours });

        var response = await bot.PostAsync(Of(bot, Strange, null).ToJsonString(), null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    /// <summary>As a bot of an organisation runs: nothing of it is on this machine, so its keys come from where Microsoft publishes them.</summary>
    private static async Task<WireHost> StartInProductionAsync(PublishedKeys keys, Dictionary<string, string?> settings)
    {
        var bot = await WireHost.StartAsync(
            Layer.For((_, _) => Task.CompletedTask),
            new(settings) { ["TenantId"] = Ours, ["OpenIdMetadataUrl"] = null, ["TokenEndpoint"] = null },
            "Production",
            services => services
                .PostConfigure<BotFrameworkOptions>(options => options.AddTenant(Sister))
                .AddHttpClient(BotFrameworkSetup.KeysClient).ConfigurePrimaryHttpMessageHandler(() => keys));
        keys.Login = new Uri(bot.Login.MetadataUrl).GetLeftPart(UriPartial.Authority);
        return bot;
    }

    private static async Task<HttpStatusCode> AskAsync(WireHost bot, string? tenant)
    {
        const string ServiceUrl = "https://smba.trafficmanager.net/teams/";
        var message = Of(bot, tenant, null);
        message["serviceUrl"] = ServiceUrl;
        return (await bot.PostAsync(message.ToJsonString(), $"Bearer {bot.Login.CreateToken(ServiceUrl)}")).StatusCode;
    }

    private static JsonObject Of(WireHost bot, string? inChannelData, string? inConversation)
    {
        var message = bot.Message();
        message["channelData"] = inChannelData is null ? null : new JsonObject { ["tenant"] = new JsonObject { ["id"] = inChannelData } };
        message["conversation"]!["tenantId"] = inConversation;
        return message;
    }

    private static async Task IsRefusedAsync(WireHost bot, JsonObject activity, string reason)
    {
        var calls = bot.Connector.Calls.Count;

        var response = await bot.PostAsync(activity);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains($"Refused a request with 403: {reason}", bot.Log.Text, StringComparison.Ordinal);
        Assert.Equal(calls, bot.Connector.Calls.Count);
    }

    /// <summary>The fake login's documents, under the address of Microsoft's.</summary>
    private sealed class PublishedKeys : HttpMessageHandler
    {
        private readonly HttpClient _http = new();

        public string Login { get; set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var document = await _http.GetStringAsync(new Uri(Login + request.RequestUri!.AbsolutePath), cancellationToken);
            var published = document.Replace(Login, request.RequestUri.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
            return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(published) };
        }

        protected override void Dispose(bool disposing)
        {
            _http.Dispose();
            base.Dispose(disposing);
        }
    }
}
