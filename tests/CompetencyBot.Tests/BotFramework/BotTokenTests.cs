using System.Net;
using System.Security.Cryptography.X509Certificates;
using CompetencyBot.BotFramework.Connector;
using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.BotFramework.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace CompetencyBot.Tests.BotFramework;

public sealed class BotTokenTests
{
    private const string TokenAnswer = """{"token_type": "Bearer", "expires_in": 3599, "access_token": "entra-token"}""";

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/tenant/")]
    [InlineData("https://SMBA.trafficmanager.net/teams")]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams")]
    public async Task A_trusted_host_gets_the_token(string serviceUrl)
    {
        var service = new RecordedHttp(_ => "{}");
        await using var bot = await StartAsync(service);

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, serviceUrl));
        Assert.Equal("Bearer bot-token-1", Assert.Single(service.Requests).Authorization);
    }

    [Fact]
    public async Task A_bot_of_the_government_community_cloud_is_sent_on_to_the_host_of_that_cloud()
    {
        static bool IsPublic(HttpRequestMessage request) => request.RequestUri!.Host == "smba.trafficmanager.net";
        var service = new RecordedHttp(request => IsPublic(request) ? """{"error": {"code": "InvalidBotApiHost"}}""" : """{"id": "7"}""")
        {
            Status = request => IsPublic(request) ? HttpStatusCode.Forbidden : HttpStatusCode.Created,
        };
        await using var bot = await StartAsync(service);

        Assert.Equal(new SendResult.Sent("7"), await SendAsync(bot, "https://smba.trafficmanager.net/teams/"));
        Assert.Equal(
            ["https://smba.trafficmanager.net/teams", "https://smba.infra.gcc.teams.microsoft.com/teams"],
            service.Requests.Select(request => request.Url.Split("/v3/")[0]));
    }

    [Theory]
    [InlineData("http://smba.trafficmanager.net/teams/")]
    [InlineData("https://smba.trafficmanager.net.example.com/")]
    [InlineData("https://evilsmba.trafficmanager.net/")]
    [InlineData("https://smba.trafficmanager.net@example.com/")]
    [InlineData("https://example.com/smba.trafficmanager.net/")]
    [InlineData("https://graph.microsoft.com/")]
    [InlineData("https://169.254.169.254/metadata")]
    [InlineData("ftp://smba.trafficmanager.net/")]
    public async Task An_untrusted_host_gets_nothing_and_no_token_is_asked_for(string serviceUrl)
    {
        var service = new RecordedHttp(_ => "{}");
        await using var bot = await StartAsync(service);

        var refused = Assert.IsType<SendResult.Refused>(await SendAsync(bot, serviceUrl));

        Assert.Equal((0, "UntrustedService"), (refused.Status, refused.Code));
        Assert.Contains("is not a service that the bot may send to", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
        Assert.Empty(bot.Login.TokenRequests);
    }

    [Fact]
    public async Task Outside_Development_loopback_is_not_trusted()
    {
        var service = new RecordedHttp(_ => "{}");
        var settings = Entra();
        settings["TenantId"] = "3f6c1c70-9b0e-4d0c-8f5f-2b1d6a0c7e11";
        await using var bot = await StartAsync(service, environment: "Production", settings: settings);

        Assert.IsType<SendResult.Refused>(await SendAsync(bot, bot.Connector.ServiceUrl));
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task The_list_of_trusted_hosts_can_be_replaced()
    {
        var service = new RecordedHttp(_ => "{}");
        await using var bot = await StartAsync(service, new() { ["TrustedServiceHosts:0"] = "botapi.example.cn" });

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, "https://east.botapi.example.cn/"));
        Assert.IsType<SendResult.Refused>(await SendAsync(bot, "https://smba.trafficmanager.net/teams/"));
    }

    [Fact]
    public async Task A_service_url_that_is_no_url_is_refused()
    {
        await using var bot = await WireHost.StartAsync();

        Assert.IsType<SendResult.Refused>(await SendAsync(bot, "teams"));
    }

    [Fact]
    public async Task A_token_is_asked_for_once_however_many_wait_for_it()
    {
        await using var bot = await WireHost.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => bot.Client.SendAsync(
            bot.Conversation with { ConversationId = $"a:{i}" }, OutboundActivity.Message("hi"), null, TestContext.Current.CancellationToken)));

        var form = Assert.Single(bot.Login.TokenRequests);
        Assert.Equal("client_credentials", form["grant_type"]);
        Assert.Equal("https://api.botframework.com/.default", form["scope"]);
        Assert.All(bot.Connector.Calls, call => Assert.Equal("Bearer bot-token-1", call.Authorization));
    }

    [Fact]
    public async Task A_token_is_renewed_five_minutes_before_it_expires()
    {
        await using var bot = await WireHost.StartAsync();
        await SendAsync(bot, bot.Connector.ServiceUrl);

        bot.Clock.Advance(TimeSpan.FromMinutes(54));
        await SendAsync(bot, bot.Connector.ServiceUrl);
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(bot, bot.Connector.ServiceUrl);

        Assert.Equal(["Bearer bot-token-1", "Bearer bot-token-1", "Bearer bot-token-2"], bot.Connector.Calls.Select(call => call.Authorization));
    }

    [Fact]
    public async Task A_good_token_stays_in_use_while_no_new_one_is_to_be_had()
    {
        await using var bot = await WireHost.StartAsync();
        await SendAsync(bot, bot.Connector.ServiceUrl);
        bot.Login.Status = 503;

        bot.Clock.Advance(TimeSpan.FromMinutes(56));
        await SendAsync(bot, bot.Connector.ServiceUrl);
        await SendAsync(bot, bot.Connector.ServiceUrl);
        Assert.Equal(2, bot.Login.TokenRequests.Count);
        bot.Clock.Advance(TimeSpan.FromMinutes(4));
        var result = Assert.IsType<SendResult.TryLater>(await SendAsync(bot, bot.Connector.ServiceUrl));

        Assert.Equal(3, bot.Connector.Calls.Count);
        Assert.Contains("answered 503", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_a_message_is_to_be_sent_later_and_the_log_says_why()
    {
        await using var bot = await WireHost.StartAsync(settings: new() { ["ClientSecret"] = "a wrong secret" });

        var result = Assert.IsType<SendResult.TryLater>(await SendAsync(bot, bot.Connector.ServiceUrl));

        Assert.Contains("answered 401", result.Reason, StringComparison.Ordinal);
        Assert.Contains("Error: No token for the bot: The token endpoint", bot.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("a wrong secret", bot.Log.Text, StringComparison.Ordinal);
        Assert.Empty(bot.Connector.Calls);
    }

    [Fact]
    public async Task Entra_is_asked_with_the_secret()
    {
        var entra = new RecordedHttp(_ => TokenAnswer);
        var service = new RecordedHttp(_ => "{}");
        await using var bot = await StartAsync(service, Entra(), entra);

        await SendAsync(bot, "https://smba.trafficmanager.net/teams/");
        await SendAsync(bot, "https://smba.trafficmanager.net/teams/");

        var request = Assert.Single(entra.Requests);
        Assert.Equal("https://login.microsoftonline.com/contoso/oauth2/v2.0/token", request.Url);
        Assert.Contains("scope=https%3A%2F%2Fapi.botframework.com%2F.default", request.Body, StringComparison.Ordinal);
        Assert.Contains("client_secret=", request.Body, StringComparison.Ordinal);
        Assert.All(service.Requests, r => Assert.Equal("Bearer entra-token", r.Authorization));
        Assert.DoesNotContain(bot.Login.Secret, bot.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("entra-token", bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entra_is_asked_with_the_certificate()
    {
        using var file = new TemporaryFile(".pfx", TestCertificate.New().Export(X509ContentType.Pfx));
        var entra = new RecordedHttp(_ => TokenAnswer);
        var settings = Entra();
        settings["ClientSecret"] = null;
        settings["CertificatePath"] = file.Path;
        await using var bot = await StartAsync(new RecordedHttp(_ => "{}"), settings, entra);

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, "https://smba.trafficmanager.net/teams/"));

        Assert.Contains("client_assertion=", Assert.Single(entra.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_government_cloud_has_its_own_names()
    {
        var entra = new RecordedHttp(_ => TokenAnswer);
        var settings = Entra();
        settings["OpenIdMetadataUrl"] = "https://login.botframework.azure.us/v1/.well-known/openidconfiguration";
        await using var bot = await StartAsync(new RecordedHttp(_ => "{}"), settings, entra);

        await SendAsync(bot, "https://smba.infra.gov.teams.microsoft.us/teams");

        var request = Assert.Single(entra.Requests);
        Assert.Equal("https://login.microsoftonline.us/contoso/oauth2/v2.0/token", request.Url);
        Assert.Contains("scope=https%3A%2F%2Fapi.botframework.us%2F.default", request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_managed_identity_is_asked_for_by_the_app_id()
    {
        var identity = new RecordedHttp(_ => """{"access_token": "msi-token", "expires_in": "3599", "expires_on": "4102444800", "resource": "https://api.botframework.com", "token_type": "Bearer"}""");
        var service = new RecordedHttp(_ => "{}");
        var settings = Entra();
        settings["AppType"] = BotFrameworkOptions.UserAssignedMSI;
        settings["ClientSecret"] = null;
        await using var bot = await StartAsync(service, settings, identity);

        Assert.IsType<SendResult.Sent>(await SendAsync(bot, "https://smba.trafficmanager.net/teams/"));

        var url = Uri.UnescapeDataString(Assert.Single(identity.Requests).Url);
        Assert.Contains("resource=https://api.botframework.com", url, StringComparison.Ordinal);
        Assert.Contains($"client_id={WireHost.AppId}", url, StringComparison.Ordinal);
        Assert.Equal("Bearer msi-token", Assert.Single(service.Requests).Authorization);
    }

    [Fact]
    public async Task What_Entra_says_against_the_secret_is_logged_without_the_secret()
    {
        var entra = new RecordedHttp(_ => """{"error": "invalid_client", "error_description": "AADSTS7000215: Invalid client secret provided."}""");
        await using var bot = await StartAsync(new RecordedHttp(_ => "{}"), Entra(), entra);

        Assert.IsType<SendResult.TryLater>(await SendAsync(bot, "https://smba.trafficmanager.net/teams/"));
        Assert.Contains("Microsoft Entra gave no token for the bot", bot.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(bot.Login.Secret, bot.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_options_do_not_show_their_secrets()
    {
        var options = new BotFrameworkOptions { AppId = "app", ClientSecret = "hush", CertificatePassword = "hush" };

        Assert.DoesNotContain("hush", options.ToString(), StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Entra() => new()
    {
        ["TenantId"] = "contoso",
        ["TokenEndpoint"] = null,
        ["OpenIdMetadataUrl"] = "https://login.botframework.com/v1/.well-known/openidconfiguration",
    };

    /// <param name="service">Plays the hosts of the connector.</param>
    /// <param name="login">Plays Microsoft Entra.</param>
    private static Task<WireHost> StartAsync(
        RecordedHttp service, Dictionary<string, string?>? settings = null, RecordedHttp? login = null, string environment = "Development") =>
        WireHost.StartAsync(settings: settings, environment: environment, services: services =>
        {
            services.AddHttpClient(BotFrameworkSetup.ServiceClient).ConfigurePrimaryHttpMessageHandler(() => service);
            if (login is not null)
                services.AddHttpClient(BotFrameworkSetup.LoginClient).ConfigurePrimaryHttpMessageHandler(() => login);
        });

    private static Task<SendResult> SendAsync(WireHost bot, string serviceUrl) => bot.Client.SendAsync(
        bot.Conversation with { ServiceUrl = serviceUrl }, OutboundActivity.Message("hi"), null, TestContext.Current.CancellationToken);
}
